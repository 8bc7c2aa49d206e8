// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

/** What welcome offers are worth in this example: made-up shares and costs that a seller replaces by tested ones. */
final class Offers {
    private static final double[] RAISES = {0, 0.05, 0.15};
    private static final double[] COSTS = {0, 1, 10};

    private Offers() {}

    /**
     * Nothing, a letter, a personal gift: a share of the mean later amount of the class, less the cost.
     *
     * @return [classes × actions]
     */
    static double[][] values(int[] labels, double[] later, int classes) {
        double[] sums = new double[classes];
        int[] counts = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += later[i];
            counts[labels[i]]++;
        }
        double[][] values = new double[classes][RAISES.length];
        for (int c = 0; c < classes; c++) {
            for (int action = 0; action < RAISES.length; action++) {
                values[c][action] = RAISES[action] * sums[c] / Math.max(1, counts[c]) - COSTS[action];
            }
        }
        return values;
    }
}
