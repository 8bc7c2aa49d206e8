// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.arbitration.ExpectedValue;
import java.util.Arrays;
import java.util.List;

/**
 * One part of two expected values.
 *
 * @param factor which part
 * @param one in the first value
 * @param other in the second value
 * @param amount the money by which it sets the first apart from the second; all parts add up to their difference
 */
public record FactorDifference(Factor factor, double one, double other, double amount) {

    /** Every part of two values. */
    static List<FactorDifference> between(ExpectedValue one, ExpectedValue other) {
        return Arrays.stream(Factor.values())
                .map(f -> new FactorDifference(f, f.of(one), f.of(other), f.amount(one, other)))
                .toList();
    }
}
