// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

/** Kernel Q written out for two points; {@link QuadratureOfMany} is the same with loops. */
final class QuadratureOfTwo {
    private static final int SLOT = 6;

    private QuadratureOfTwo() {}

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
        int broken = trees.broken(2);
        double t0 = rule.node(0);
        double t1 = rule.node(1);
        double u0 = 1 - t0;
        double u1 = 1 - t1;
        work[0] = rule.weight(0);
        work[1] = rule.weight(1);
        int gains = work.length - inner;
        int o = first;
        int d = number;
        for (int k = 0; k < inner; k++) {
            int left = (rank[splits[o + QuadratureTrees.ENTRY]] - splits[o + QuadratureTrees.LIMIT]) >>> 31;
            int holds = ((state[splits[o + QuadratureTrees.BEFORE]] ^ splits[o + QuadratureTrees.HELD]) - 1) >>> 31;
            int code = (2 - left) & -holds;
            int ratio = (splits[o + QuadratureTrees.RATIO] & -holds) | (broken & (holds - 1));
            int toLeft = left & holds;
            double c = numbers[d + holds];
            double gain = numbers[d + QuadratureTrees.GAINS + code];
            int slot = k * SLOT;
            state[k + 1] = code;
            work[gains + k] = gain;
            double a0 = work[slot + 0];
            double a1 = work[slot + 1];
            double r0 = ratios[ratio + 0];
            double r1 = ratios[ratio + 1];
            double f0 = (toLeft * t0 + c * u0) * r0;
            double f1 = (toLeft * t1 + c * u1) * r1;
            work[slot + 0] = a0 * r0 * r0;
            work[slot + 1] = a1 * r1 * r1;
            work[slot + 2] = f0;
            work[slot + 3] = f1;
            int l = splits[o + QuadratureTrees.LEFT];
            int r = splits[o + QuadratureTrees.RIGHT];
            double l0 = a0 * f0;
            double l1 = a1 * f1;
            work[l + 0] = l0;
            work[l + 1] = l1;
            work[r + 0] = a0 - l0;
            work[r + 1] = a1 - l1;
            o += QuadratureTrees.SPLIT;
            d += QuadratureTrees.INNER;
        }
        for (int k = inner; k < all; k++) {
            int left = (rank[splits[o + QuadratureTrees.ENTRY]] - splits[o + QuadratureTrees.LIMIT]) >>> 31;
            int holds = ((state[splits[o + QuadratureTrees.BEFORE]] ^ splits[o + QuadratureTrees.HELD]) - 1) >>> 31;
            int code = (2 - left) & -holds;
            int ratio = (splits[o + QuadratureTrees.RATIO] & -holds) | (broken & (holds - 1));
            int toLeft = left & holds;
            double c = numbers[d + holds];
            double gain = numbers[d + QuadratureTrees.GAINS + code];
            int slot = k * SLOT;
            double right = numbers[d + QuadratureTrees.INNER];
            double difference = numbers[d + QuadratureTrees.INNER + 1];
            double r0 = ratios[ratio + 0];
            double r1 = ratios[ratio + 1];
            double f0 = (toLeft * t0 + c * u0) * r0;
            double f1 = (toLeft * t1 + c * u1) * r1;
            double sum = work[slot + 0] * r0 * r0 + work[slot + 1] * r1 * r1;
            contributions[splits[o + QuadratureTrees.FEATURE]] += gain * difference * sum;
            work[slot + 4] = right + f0 * difference;
            work[slot + 5] = right + f1 * difference;
            o += QuadratureTrees.SPLIT;
            d += QuadratureTrees.BOTTOM;
        }
        o = first + (inner - 1) * QuadratureTrees.SPLIT;
        for (int k = inner - 1; k >= 0; k--) {
            int slot = k * SLOT;
            int l = splits[o + QuadratureTrees.LEFT];
            int r = splits[o + QuadratureTrees.RIGHT];
            double v0 = work[r + 4];
            double v1 = work[r + 5];
            double d0 = work[l + 4] - v0;
            double d1 = work[l + 5] - v1;
            contributions[splits[o + QuadratureTrees.FEATURE]] +=
                    work[gains + k] * (work[slot + 0] * d0 + work[slot + 1] * d1);
            work[slot + 4] = v0 + work[slot + 2] * d0;
            work[slot + 5] = v1 + work[slot + 3] * d1;
            o -= QuadratureTrees.SPLIT;
        }
    }
}
