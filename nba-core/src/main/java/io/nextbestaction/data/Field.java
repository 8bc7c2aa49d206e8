// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/**
 * One field of a customer: its name as the bank knows it, and the kind of value it holds.
 *
 * @param name the field's name, not blank
 * @param type the kind of value
 */
public record Field(String name, FieldType type) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Field {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "The name of a field (\"" + name + "\") must not be blank.\nMaybe a CSV header cell is empty.");
        }
    }
}
