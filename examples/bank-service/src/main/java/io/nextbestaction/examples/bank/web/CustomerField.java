// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import java.util.List;

/**
 * A field of a customer as a form asks for it.
 *
 * @param name the field's name
 * @param label the name in words
 * @param type how it is typed in
 * @param least the least number, 0 for what is not one
 * @param most the greatest number, 0 for what is not one
 * @param choices what can be chosen, empty for what is not a choice
 * @param optional whether it may be missing
 */
public record CustomerField(
        String name, String label, Type type, double least, double most, List<String> choices, boolean optional) {

    /** How a field is typed in. */
    public enum Type {
        /** A number. */
        NUMBER,
        /** A whole number. */
        INTEGER,
        /** Yes or no. */
        FLAG,
        /** A day like 2026-05-31. */
        DATE,
        /** One of several. */
        CHOICE
    }

    static CustomerField number(String name, String label, double least, double most) {
        return new CustomerField(name, label, Type.NUMBER, least, most, List.of(), false);
    }

    static CustomerField integer(String name, String label, int least, int most) {
        return new CustomerField(name, label, Type.INTEGER, least, most, List.of(), false);
    }

    static CustomerField flag(String name, String label) {
        return new CustomerField(name, label, Type.FLAG, 0, 0, List.of(), false);
    }

    static CustomerField date(String name, String label) {
        return new CustomerField(name, label, Type.DATE, 0, 0, List.of(), false);
    }

    static CustomerField choice(String name, String label, String... choices) {
        return new CustomerField(name, label, Type.CHOICE, 0, 0, List.of(choices), false);
    }

    CustomerField orMissing() {
        return new CustomerField(name, label, type, least, most, choices, true);
    }
}
