// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

/**
 * One rule that stood in the way of an action, with what it asked for and what it found.
 *
 * @param stage the question it belongs to
 * @param rule the rule's name
 * @param field the field it asked about
 * @param actual the customer's value in words, "missing" when missing
 * @param required what was asked for, such as {@code "<= 0.4"}
 * @param because the reason in the catalogue's words
 */
public record Failure(Stage stage, String rule, String field, String actual, String required, String because) {

    /** One line: {@code suitability: debt-to-income too high (debtToIncome 0.46, required <= 0.4)}. */
    @Override
    public String toString() {
        return stage.label() + ": " + because + " (" + field + " " + actual + ", required " + required + ")";
    }
}
