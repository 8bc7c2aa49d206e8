// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

/**
 * Customers with what each action is worth to them, read in blocks, many times over. Every reading must give the same
 * numbers. Several threads read at once, each into its own arrays.
 */
public interface AllocationSource {
    /** How many customers there are. */
    long customers();

    /**
     * Writes a block of consecutive customers.
     *
     * @param from the first customer
     * @param count how many
     * @param values currency over doing nothing, customer by customer, action by action: {@code [i * actions + a]}; NaN for
     *     an action the customer may not get
     * @param usage what an assignment uses of each constraint that {@linkplain Constraint#isRead() is read}, in their
     *     order: {@code [(i * actions + a) * constraints + c]}, at least 0; empty if there are none
     */
    void read(long from, int count, double[] values, double[] usage);
}
