// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.profile;

/**
 * Pearson's correlation of two fields over the rows in which both are present.
 *
 * @param field the one that stands earlier in the schema
 * @param other the later one
 * @param value -1 to 1; NaN if either is constant or fewer than two rows have both
 */
public record Correlation(String field, String other, double value) {}
