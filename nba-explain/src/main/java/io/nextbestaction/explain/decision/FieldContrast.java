// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

/**
 * One field's part in the margins of two response models.
 *
 * @param field its name
 * @param one its part in the first margin
 * @param other its part in the second margin
 */
public record FieldContrast(String field, double one, double other) {

    /** By how much it sets the first margin apart from the second. */
    public double difference() {
        return one - other;
    }
}
