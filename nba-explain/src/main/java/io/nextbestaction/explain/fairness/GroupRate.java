// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import io.nextbestaction.explain.Interval;

/**
 * How often a group is selected, next to the reference group.
 *
 * @param group its name
 * @param rows its rows
 * @param selected how many of them are selected
 * @param rate their share, with Wilson's interval
 * @param ratio rate by that of the reference, the adverse impact ratio, with the interval of its logarithm (Katz); where no one
 *     is selected the ends count half a case more in each cell
 * @param difference rate less that of the reference, the statistical parity difference, with Newcombe's interval
 * @param fisher the chance of tables no likelier than this one if both rates were the same: for small groups, where the
 *     intervals are rough
 */
public record GroupRate(
        String group, long rows, long selected, Interval rate, Interval ratio, Interval difference, double fisher) {
    /** The four-fifths of the Uniform Guidelines on Employee Selection Procedures: for screening, no threshold of lending law. */
    public static final double FOUR_FIFTHS = 0.8;

    /** Whether the ratio is below four fifths, or the reference's below four fifths of this group's. */
    public boolean isFlagged() {
        return ratio.estimate() < FOUR_FIFTHS || ratio.estimate() > 1 / FOUR_FIFTHS;
    }
}
