// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

/**
 * A field before and after.
 *
 * @param field its name
 * @param from its value in words
 * @param to its value in words
 * @param follows whether it changes only because others do
 */
public record FieldChange(String field, String from, String to, boolean follows) {

    /** {@code products 1 → 2}. */
    @Override
    public String toString() {
        return field + " " + from + " → " + to;
    }
}
