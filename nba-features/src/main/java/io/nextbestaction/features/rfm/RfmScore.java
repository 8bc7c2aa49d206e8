// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.rfm;

/**
 * Where a customer stands among those the scores were fitted on: 1 is the worst quantile of each, the number of quantiles
 * the best.
 *
 * @param recency the higher, the shorter ago
 * @param frequency the higher, the more often
 * @param monetary the higher, the more money
 */
public record RfmScore(int recency, int frequency, int monetary) {

    /** The sum of the three. */
    public int total() {
        return recency + frequency + monetary;
    }

    /** The three digits in order, such as {@code 5-4-4}. */
    @Override
    public String toString() {
        return recency + "-" + frequency + "-" + monetary;
    }
}
