// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

/**
 * What an action does against churn: it keeps a share of the customers who would leave, each worth a lifetime value.
 *
 * @param saveRate the share of churn avoided, in [0, 1]
 * @param lifetimeValue what a kept customer is worth
 */
public record Retention(double saveRate, Amount lifetimeValue) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the share lies outside [0, 1]
     */
    public Retention {
        if (!(saveRate >= 0 && saveRate <= 1)) {
            throw new IllegalArgumentException("The save rate (" + saveRate
                    + ") of a retention must lie in [0, 1].\nMaybe it was written in per cent: 25 % is 0.25.");
        }
    }
}
