// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Scorer;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Shapley values by their definition, over all 2^F coalitions of a value function: the oracle. */
final class BruteForce {
    private BruteForce() {}

    /** φⱼ = Σ over S without j of |S|! (F − |S| − 1)! / F! · (v(S ∪ j) − v(S)); coalitions are bit sets. */
    static double[] shapley(int inputs, IntToDoubleFunction value) {
        double[] values = new double[1 << inputs];
        for (int s = 0; s < values.length; s++) {
            values[s] = value.applyAsDouble(s);
        }
        double[] weights = new double[inputs];
        for (int size = 0; size < inputs; size++) {
            double choose = 1;
            for (int i = 1; i <= size; i++) {
                choose = choose * (inputs - i) / i;
            }
            weights[size] = 1 / (inputs * choose);
        }
        double[] phi = new double[inputs];
        for (int j = 0; j < inputs; j++) {
            for (int s = 0; s < values.length; s++) {
                if ((s >> j & 1) == 0) {
                    phi[j] += weights[Integer.bitCount(s)] * (values[s | 1 << j] - values[s]);
                }
            }
        }
        return phi;
    }

    /** Half of Σ over S without i, j of |S|! (F − |S| − 2)! / (F − 1)! · ∇ᵢⱼ v(S), the diagonal what is left of φ. */
    static double[] interactions(int inputs, IntToDoubleFunction value) {
        double[] values = new double[1 << inputs];
        Arrays.setAll(values, value);
        double[] phi = shapley(inputs, s -> values[s]);
        double[] matrix = new double[inputs * inputs];
        for (int i = 0; i < inputs; i++) {
            matrix[i * inputs + i] += phi[i];
            for (int j = 0; j < inputs; j++) {
                double sum = 0;
                for (int s = 0; s < values.length; s++) {
                    if (i != j && (s >> i & 1) == 0 && (s >> j & 1) == 0) {
                        int size = Integer.bitCount(s);
                        double weight = 1.0 / (inputs - 1);
                        for (int k = 1; k <= size; k++) {
                            weight *= (double) k / (inputs - 1 - k);
                        }
                        int both = 1 << i | 1 << j;
                        sum += weight / 2 * (values[s | both] - values[s | 1 << i] - values[s | 1 << j] + values[s]);
                    }
                }
                if (i != j) {
                    matrix[i * inputs + j] = sum;
                    matrix[i * inputs + i] -= sum;
                }
            }
        }
        return matrix;
    }

    /** The mean margin when the features outside a coalition come from the rows of a background. */
    static double value(Scorer scorer, double[] row, FeatureMatrix background, int known) {
        double sum = 0;
        double[] mixed = new double[row.length];
        for (int b = 0; b < background.rows(); b++) {
            background.row(b, mixed);
            for (int i = 0; i < row.length; i++) {
                mixed[i] = (known >> i & 1) == 1 ? row[i] : mixed[i];
            }
            sum += scorer.margin(mixed);
        }
        return sum / background.rows();
    }

    /** The margin expected when only the features of a coalition are known. */
    static double value(Forest forest, double[] row, int known) {
        double sum = forest.base();
        for (int t = 0; t < forest.trees(); t++) {
            sum += expected(forest, forest.root(t), row, known);
        }
        return sum;
    }

    private static double expected(Forest forest, int node, double[] row, int known) {
        if (forest.isLeaf(node)) {
            return forest.leafValue(node);
        }
        int left = forest.left(node);
        int right = forest.right(node);
        if ((known >> forest.feature(node) & 1) == 1) {
            return expected(forest, forest.goesLeft(node, row) ? left : right, row, known);
        }
        double l = forest.cover(left);
        double r = forest.cover(right);
        return l + r == 0
                ? (expected(forest, left, row, known) + expected(forest, right, row, known)) / 2
                : (l * expected(forest, left, row, known) + r * expected(forest, right, row, known)) / (l + r);
    }
}
