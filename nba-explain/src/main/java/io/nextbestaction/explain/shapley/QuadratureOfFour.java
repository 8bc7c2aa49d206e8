// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

/** Kernel Q written out for four points; {@link QuadratureOfMany} is the same with loops. */
final class QuadratureOfFour {
    private static final int SLOT = 12;

    private QuadratureOfFour() {}

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
        int broken = trees.broken(4);
        double t0 = rule.node(0);
        double t1 = rule.node(1);
        double t2 = rule.node(2);
        double t3 = rule.node(3);
        double u0 = 1 - t0;
        double u1 = 1 - t1;
        double u2 = 1 - t2;
        double u3 = 1 - t3;
        work[0] = rule.weight(0);
        work[1] = rule.weight(1);
        work[2] = rule.weight(2);
        work[3] = rule.weight(3);
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
            double a2 = work[slot + 2];
            double a3 = work[slot + 3];
            double r0 = ratios[ratio + 0];
            double r1 = ratios[ratio + 1];
            double r2 = ratios[ratio + 2];
            double r3 = ratios[ratio + 3];
            double f0 = (toLeft * t0 + c * u0) * r0;
            double f1 = (toLeft * t1 + c * u1) * r1;
            double f2 = (toLeft * t2 + c * u2) * r2;
            double f3 = (toLeft * t3 + c * u3) * r3;
            work[slot + 0] = a0 * r0 * r0;
            work[slot + 1] = a1 * r1 * r1;
            work[slot + 2] = a2 * r2 * r2;
            work[slot + 3] = a3 * r3 * r3;
            work[slot + 4] = f0;
            work[slot + 5] = f1;
            work[slot + 6] = f2;
            work[slot + 7] = f3;
            int l = splits[o + QuadratureTrees.LEFT];
            int r = splits[o + QuadratureTrees.RIGHT];
            double l0 = a0 * f0;
            double l1 = a1 * f1;
            double l2 = a2 * f2;
            double l3 = a3 * f3;
            work[l + 0] = l0;
            work[l + 1] = l1;
            work[l + 2] = l2;
            work[l + 3] = l3;
            work[r + 0] = a0 - l0;
            work[r + 1] = a1 - l1;
            work[r + 2] = a2 - l2;
            work[r + 3] = a3 - l3;
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
            double r2 = ratios[ratio + 2];
            double r3 = ratios[ratio + 3];
            double f0 = (toLeft * t0 + c * u0) * r0;
            double f1 = (toLeft * t1 + c * u1) * r1;
            double f2 = (toLeft * t2 + c * u2) * r2;
            double f3 = (toLeft * t3 + c * u3) * r3;
            double sum = work[slot + 0] * r0 * r0
                    + work[slot + 1] * r1 * r1
                    + work[slot + 2] * r2 * r2
                    + work[slot + 3] * r3 * r3;
            contributions[splits[o + QuadratureTrees.FEATURE]] += gain * difference * sum;
            work[slot + 8] = right + f0 * difference;
            work[slot + 9] = right + f1 * difference;
            work[slot + 10] = right + f2 * difference;
            work[slot + 11] = right + f3 * difference;
            o += QuadratureTrees.SPLIT;
            d += QuadratureTrees.BOTTOM;
        }
        o = first + (inner - 1) * QuadratureTrees.SPLIT;
        for (int k = inner - 1; k >= 0; k--) {
            int slot = k * SLOT;
            int l = splits[o + QuadratureTrees.LEFT];
            int r = splits[o + QuadratureTrees.RIGHT];
            double v0 = work[r + 8];
            double v1 = work[r + 9];
            double v2 = work[r + 10];
            double v3 = work[r + 11];
            double d0 = work[l + 8] - v0;
            double d1 = work[l + 9] - v1;
            double d2 = work[l + 10] - v2;
            double d3 = work[l + 11] - v3;
            contributions[splits[o + QuadratureTrees.FEATURE]] += work[gains + k]
                    * (work[slot + 0] * d0 + work[slot + 1] * d1 + work[slot + 2] * d2 + work[slot + 3] * d3);
            work[slot + 8] = v0 + work[slot + 4] * d0;
            work[slot + 9] = v1 + work[slot + 5] * d1;
            work[slot + 10] = v2 + work[slot + 6] * d2;
            work[slot + 11] = v3 + work[slot + 7] * d3;
            o -= QuadratureTrees.SPLIT;
        }
    }
}
