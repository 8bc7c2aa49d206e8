// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import java.util.Arrays;

/** Shapley values of a leaf: one column a feature. */
enum ValueGame implements LeafGame {
    INSTANCE;

    @Override
    public int columns(int features) {
        return features;
    }

    @Override
    public int output(LeafPath leaf, int column) {
        return leaf.feature(column);
    }

    @Override
    public void of(LeafPath leaf, int pattern, double[] seen, double[] out) {
        Arrays.fill(out, 0, leaf.size(), 0);
        if (seen.length == 0) {
            pathDependent(leaf, pattern, out);
        } else {
            interventional(leaf, pattern, seen, out);
        }
    }

    private static void pathDependent(LeafPath leaf, int pattern, double[] out) {
        int size = leaf.size();
        GaussLegendre rule = GaussLegendre.of((size + 1) / 2);
        for (int j = 0; j < size; j++) {
            double integral = 0;
            for (int m = 0; m < rule.size(); m++) {
                integral += rule.weight(m) * product(leaf, pattern, 1 << j, rule.node(m));
            }
            out[j] = leaf.value() * ((pattern >> j & 1) - leaf.share(j)) * integral;
        }
    }

    /** Π over the features not left out of h t + c (1 − t). */
    static double product(LeafPath leaf, int pattern, int leftOut, double t) {
        double product = 1;
        for (int i = 0; i < leaf.size(); i++) {
            if ((leftOut >> i & 1) == 0) {
                product *= (pattern >> i & 1) * t + leaf.share(i) * (1 - t);
            }
        }
        return product;
    }

    private static void interventional(LeafPath leaf, int pattern, double[] seen, double[] out) {
        int size = leaf.size();
        int failed = ~pattern & seen.length - 1;
        int q = Integer.bitCount(failed);
        // every background pattern that meets all the row fails
        for (int more = pattern; ; more = more - 1 & pattern) {
            double part = seen[failed | more];
            int own = pattern & ~more;
            if (part > 0) {
                int p = Integer.bitCount(own);
                double gain = p == 0 ? 0 : leaf.value() * part * LeafGame.beta(p - 1, q);
                double loss = q == 0 ? 0 : leaf.value() * part * LeafGame.beta(p, q - 1);
                for (int j = 0; j < size; j++) {
                    out[j] += (own >> j & 1) * gain - (failed >> j & 1) * loss;
                }
            }
            if (more == 0) {
                return;
            }
        }
    }
}
