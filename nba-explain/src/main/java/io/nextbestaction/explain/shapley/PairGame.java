// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import java.util.Arrays;

/**
 * Shapley interactions of a leaf: a column for each pair i ≤ j of its features. A pair's is half of its interaction, the
 * part of either feature; on the diagonal stand the values, from which {@link Pairs#finish} takes the row's pairs.
 */
final class PairGame implements LeafGame {
    private final int inputs;

    PairGame(int inputs) {
        this.inputs = inputs;
    }

    @Override
    public int columns(int features) {
        return features * (features + 1) / 2;
    }

    /** The column of a pair. */
    private static int column(int i, int j) {
        return Math.max(i, j) * (Math.max(i, j) + 1) / 2 + Math.min(i, j);
    }

    /** The upper triangle of a square matrix over the inputs. */
    @Override
    public int output(LeafPath leaf, int column) {
        int j = 0;
        while ((j + 1) * (j + 2) / 2 <= column) {
            j++;
        }
        int one = leaf.feature(column - j * (j + 1) / 2);
        int other = leaf.feature(j);
        return Math.min(one, other) * inputs + Math.max(one, other);
    }

    @Override
    public void of(LeafPath leaf, int pattern, double[] seen, double[] out) {
        int size = leaf.size();
        double[] values = new double[size];
        ValueGame.INSTANCE.of(leaf, pattern, seen, values);
        Arrays.fill(out, 0, columns(size), 0);
        if (seen.length == 0) {
            pathDependent(leaf, pattern, out);
        } else {
            interventional(leaf, pattern, seen, out);
        }
        for (int i = 0; i < size; i++) {
            out[column(i, i)] = values[i];
        }
    }

    private static void pathDependent(LeafPath leaf, int pattern, double[] out) {
        GaussLegendre rule = GaussLegendre.of(Math.max(1, leaf.size() / 2));
        for (int j = 1; j < leaf.size(); j++) {
            for (int i = 0; i < j; i++) {
                double integral = 0;
                for (int m = 0; m < rule.size(); m++) {
                    integral += rule.weight(m) * ValueGame.product(leaf, pattern, 1 << i | 1 << j, rule.node(m));
                }
                out[column(i, j)] = leaf.value()
                        / 2
                        * ((pattern >> i & 1) - leaf.share(i))
                        * ((pattern >> j & 1) - leaf.share(j))
                        * integral;
            }
        }
    }

    private static void interventional(LeafPath leaf, int pattern, double[] seen, double[] out) {
        int failed = ~pattern & seen.length - 1;
        int q = Integer.bitCount(failed);
        for (int more = pattern; ; more = more - 1 & pattern) {
            double part = leaf.value() / 2 * seen[failed | more];
            int own = pattern & ~more;
            if (part != 0) {
                int p = Integer.bitCount(own);
                double bothOwn = p < 2 ? 0 : part * LeafGame.beta(p - 2, q);
                double bothFailed = q < 2 ? 0 : part * LeafGame.beta(p, q - 2);
                double mixed = p < 1 || q < 1 ? 0 : -part * LeafGame.beta(p - 1, q - 1);
                for (int j = 1; j < leaf.size(); j++) {
                    for (int i = 0; i < j; i++) {
                        int hot = (own >> i & 1) + (own >> j & 1);
                        int cold = (failed >> i & 1) + (failed >> j & 1);
                        if (hot + cold == 2) {
                            out[column(i, j)] += hot == 2 ? bothOwn : cold == 2 ? bothFailed : mixed;
                        }
                    }
                }
            }
            if (more == 0) {
                return;
            }
        }
    }
}
