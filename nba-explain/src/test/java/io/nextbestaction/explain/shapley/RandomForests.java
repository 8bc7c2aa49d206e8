// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded random trees and rows that meet the hard cases often: repeated features on a path, rows exactly on thresholds,
 * missing values, children no training row reached.
 */
public final class RandomForests {
    private static final double[] GRID = {-2, -1, -0.5, -0.0, 0.25, 1, 3};

    private RandomForests() {}

    public static Forest forest(List<TestTree> trees, int inputs, double base) {
        Forest.Builder builder = Forest.builder(inputs, Link.LOGISTIC, base);
        trees.forEach(tree -> tree.addTo(builder));
        return builder.build();
    }

    public static List<TestTree> trees(SplittableRandom random, int inputs, int maxDepth) {
        List<TestTree> trees = new ArrayList<>();
        int count = random.nextInt(1, 5);
        for (int t = 0; t < count; t++) {
            trees.add(tree(random, inputs, random.nextInt(maxDepth + 1), 100));
        }
        return trees;
    }

    /** A tree of at most the given depth; a tree with a split has a covered root. */
    public static TestTree tree(SplittableRandom random, int inputs, int depth, double cover) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return TestTree.leaf(random.nextDouble(-2, 2), cover);
        }
        double share =
                switch (random.nextInt(10)) {
                    case 0 -> 0;
                    case 1 -> 1;
                    default -> random.nextDouble();
                };
        return TestTree.split(
                random.nextInt(inputs),
                GRID[random.nextInt(GRID.length)],
                random.nextBoolean(),
                tree(random, inputs, depth - 1, cover * share),
                tree(random, inputs, depth - 1, cover * (1 - share)));
    }

    /** A tree with one long path of exactly the given depth and short branches off it. */
    static TestTree deep(SplittableRandom random, int inputs, int depth, double cover) {
        if (depth == 0) {
            return TestTree.leaf(random.nextDouble(-2, 2), cover);
        }
        double share = random.nextDouble(0.02, 0.98);
        TestTree longer = deep(random, inputs, depth - 1, cover * share);
        TestTree shorter = tree(random, inputs, random.nextInt(Math.min(depth, 4)), cover * (1 - share));
        boolean leftIsLonger = random.nextBoolean();
        return TestTree.split(
                random.nextInt(inputs),
                GRID[random.nextInt(GRID.length)],
                random.nextBoolean(),
                leftIsLonger ? longer : shorter,
                leftIsLonger ? shorter : longer);
    }

    public static double[] row(SplittableRandom random, int inputs) {
        double[] row = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            row[i] = switch (random.nextInt(12)) {
                case 0, 1 -> Double.NaN;
                case 2 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                case 3, 4, 5 -> random.nextDouble(-3, 4);
                default -> GRID[random.nextInt(GRID.length)];
            };
        }
        return row;
    }

    /** Rows of the same kind side by side, columns named by their numbers. */
    public static FeatureMatrix background(SplittableRandom random, int inputs, int rows) {
        List<double[]> drawn = new ArrayList<>();
        for (int b = 0; b < rows; b++) {
            drawn.add(row(random, inputs));
        }
        return matrix(drawn);
    }

    public static FeatureMatrix matrix(List<double[]> rows) {
        int inputs = rows.get(0).length;
        String[] names = new String[inputs];
        Arrays.setAll(names, Integer::toString);
        double[] values = rows.stream().flatMapToDouble(Arrays::stream).toArray();
        return FeatureMatrix.of(FeatureNames.of(names), values);
    }
}
