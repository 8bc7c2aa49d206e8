// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

/** What welcome offers are worth in this example: made-up shares and costs that a seller replaces by tested ones. */
final class Offers {
    private static final double[] RAISES = {0, 0.05, 0.15};
    private static final double[] COSTS = {0, 1, 10};

    private Offers() {}

    /**
     * Nothing, a letter, a personal gift: a share of the mean later amount of the level, less the cost.
     *
     * @return [levels × actions]
     */
    static double[][] values(double[] means) {
        double[][] values = new double[means.length][RAISES.length];
        for (int level = 0; level < means.length; level++) {
            for (int action = 0; action < RAISES.length; action++) {
                values[level][action] = RAISES[action] * means[level] - COSTS[action];
            }
        }
        return values;
    }
}
