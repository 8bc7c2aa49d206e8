// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

/**
 * How far one field or feature has moved.
 *
 * @param field its name
 * @param psi population stability index, 0 or more; NaN for a date
 * @param ks Kolmogorov-Smirnov distance of the present values, 0 to 1; NaN for a category or date, and where either side
 *     has none
 * @param missingBefore share of missing values in the reference, 0 to 1
 * @param missingNow share of missing values now, 0 to 1
 * @param status the worst under the limits
 */
public record FieldDrift(
        String field, double psi, double ks, double missingBefore, double missingNow, DriftStatus status) {}
