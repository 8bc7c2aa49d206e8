// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

/**
 * Kernel Q for any number of points. The record of a slot: points of A, or A / u² once its split has been passed; points
 * of the left child's factor; points of V.
 */
final class QuadratureOfMany {
    private QuadratureOfMany() {}

    static void add(
            QuadratureTrees trees,
            GaussLegendre rule,
            int first,
            int inner,
            int all,
            int number,
            int[] rank,
            double[] contributions,
            double[] work,
            int[] state) {
        int[] splits = trees.splits;
        double[] numbers = trees.numbers;
        double[] ratios = trees.ratios;
        int points = rule.size();
        for (int m = 0; m < points; m++) {
            work[m] = rule.weight(m);
        }
        int gains = work.length - inner;
        for (int k = 0; k < all; k++) {
            int o = first + k * QuadratureTrees.SPLIT;
            int d = number
                    + Math.min(k, inner) * QuadratureTrees.INNER
                    + Math.max(0, k - inner) * QuadratureTrees.BOTTOM;
            int left = (rank[splits[o + QuadratureTrees.ENTRY]] - splits[o + QuadratureTrees.LIMIT]) >>> 31;
            int slot = k * 3 * points;
            boolean holds = state[splits[o + QuadratureTrees.BEFORE]] == splits[o + QuadratureTrees.HELD];
            state[k + 1] = holds ? 2 - left : 0;
            double gain = numbers[d + QuadratureTrees.GAINS + state[k + 1]];
            double toLeft = holds ? left : 0;
            double toRight = holds ? 1 - left : 0;
            int ratio = splits[o + QuadratureTrees.RATIO];
            double sum = 0;
            for (int m = 0; m < points; m++) {
                double a = work[slot + m];
                double r = holds ? ratios[ratio + m] : 1;
                double u = holds ? 1 - rule.node(m) : 1;
                double cLeft = holds ? numbers[d + 1] : numbers[d];
                double factor = (toLeft * rule.node(m) + cLeft * u) * r;
                if (k < inner) {
                    // on long paths the right factor is not left to a difference
                    double cRight = holds ? numbers[d + QuadratureTrees.GAINS + 1] : 1 - numbers[d];
                    work[slot + m] = a * r * r;
                    work[slot + points + m] = factor;
                    work[splits[o + QuadratureTrees.LEFT] + m] = a * factor;
                    work[splits[o + QuadratureTrees.RIGHT] + m] = a * (toRight * rule.node(m) + cRight * u) * r;
                } else {
                    sum += a * r * r;
                    work[slot + 2 * points + m] =
                            numbers[d + QuadratureTrees.INNER] + factor * numbers[d + QuadratureTrees.INNER + 1];
                }
            }
            if (k < inner) {
                work[gains + k] = gain;
            } else {
                contributions[splits[o + QuadratureTrees.FEATURE]] +=
                        gain * numbers[d + QuadratureTrees.INNER + 1] * sum;
            }
        }
        for (int k = inner - 1; k >= 0; k--) {
            int o = first + k * QuadratureTrees.SPLIT;
            int slot = k * 3 * points;
            int l = splits[o + QuadratureTrees.LEFT] + 2 * points;
            int r = splits[o + QuadratureTrees.RIGHT] + 2 * points;
            double sum = 0;
            for (int m = 0; m < points; m++) {
                double right = work[r + m];
                double difference = work[l + m] - right;
                sum += work[slot + m] * difference;
                work[slot + 2 * points + m] = right + work[slot + points + m] * difference;
            }
            contributions[splits[o + QuadratureTrees.FEATURE]] += work[gains + k] * sum;
        }
    }
}
