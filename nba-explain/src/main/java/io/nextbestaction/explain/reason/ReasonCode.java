// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import java.util.List;

/**
 * What an applicant is told about some fields of the model.
 *
 * @param code its key
 * @param fields the customer fields it speaks for, at least one
 * @param text what is told, true whichever way the fields are bad: "Length of employment"
 * @param tooHigh what is told where the column made from the field is too high, empty for {@code text}. Of a date that is the
 *     time since; of a weight of evidence, a rate or a frequency it is not the field that is high: leave it empty there
 * @param tooLow the same where the column is too low
 */
public record ReasonCode(String code, List<String> fields, String text, String tooHigh, String tooLow) {

    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException if code or text is blank, or there is no field
     */
    public ReasonCode {
        fields = List.copyOf(fields);
        if (code.isBlank() || text.isBlank() || fields.isEmpty()) {
            throw new IllegalArgumentException("The reason code \"" + code + "\" (text \"" + text + "\", fields "
                    + fields + ") must have a code, a text and a field.\nMaybe a cell of the table is empty.");
        }
    }

    /** A code with one text whatever the direction. */
    public static ReasonCode of(String code, String text, String... fields) {
        return new ReasonCode(code, List.of(fields), text, "", "");
    }

    /** The same with a text for each direction, used only where the direction is certain. */
    public ReasonCode directed(String high, String low) {
        return new ReasonCode(code, fields, text, high, low);
    }
}
