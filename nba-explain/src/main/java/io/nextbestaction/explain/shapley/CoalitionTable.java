// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

/** The margins of all coalitions of a few inputs against one reference, and the exact values they give. Not thread-safe. */
final class CoalitionTable {
    private final double[] margins;
    /** beta[p][q] = p! q! / (p + q + 1)!. */
    private final double[][] beta;

    CoalitionTable(int most) {
        margins = new double[1 << most];
        beta = new double[most + 1][most + 1];
        for (int p = 0; p <= most; p++) {
            for (int q = 0; q <= most; q++) {
                beta[p][q] = LeafGame.beta(p, q);
            }
        }
    }

    /**
     * Scores every coalition, each a step of one input from the last.
     *
     * @param players the inputs in which row and reference differ
     * @param none the margin of the reference
     * @param all the margin of the row
     */
    void fill(Mixture mixture, int[] players, int count, double none, double all) {
        int coalition = 0;
        int full = (1 << count) - 1;
        margins[0] = none;
        mixture.start();
        for (int i = 1; i <= full; i++) {
            int player = Integer.numberOfTrailingZeros(i);
            coalition ^= 1 << player;
            if ((coalition >> player & 1) == 1) {
                mixture.take(players[player]);
            } else {
                mixture.giveBack(players[player]);
            }
            margins[coalition] = mixture.margin();
        }
        margins[full] = all;
    }

    /** Adds a share of the values of the inputs, {@code stride} apart. */
    void addValues(int[] players, int count, double share, double[] out, int stride) {
        for (int j = 0; j < count; j++) {
            int own = 1 << j;
            double sum = 0;
            for (int s = 0; s < 1 << count; s++) {
                if ((s & own) == 0) {
                    int size = Integer.bitCount(s);
                    sum += beta[size][count - 1 - size] * (margins[s | own] - margins[s]);
                }
            }
            out[players[j] * stride] += share * sum;
        }
    }

    /** Adds a share of the half interactions above the diagonal of a matrix. */
    void addPairs(int[] players, int count, double share, double[] matrix, int inputs) {
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                int both = 1 << i | 1 << j;
                double sum = 0;
                for (int s = 0; s < 1 << count; s++) {
                    if ((s & both) == 0) {
                        int size = Integer.bitCount(s);
                        double change = margins[s | both] - margins[s | 1 << i] - margins[s | 1 << j] + margins[s];
                        sum += beta[size][count - 2 - size] * change;
                    }
                }
                matrix[players[i] * inputs + players[j]] += share / 2 * sum;
            }
        }
    }
}
