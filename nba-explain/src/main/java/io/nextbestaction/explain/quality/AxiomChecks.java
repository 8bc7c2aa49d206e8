// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.model.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Checks a method on forests made from a given one: what is added must get nothing, what is doubled must share alike, what
 * is parted must add up.
 */
final class AxiomChecks {
    /** Few rows suffice for what must hold exactly. */
    private static final int MOST_ROWS = 20;

    private final ExplanationMethod method;
    private final Forest forest;
    private final FeatureMatrix background;
    private final FeatureMatrix rows;
    private final long seed;

    AxiomChecks(ExplanationMethod method, Forest forest, FeatureMatrix background, FeatureMatrix rows, long seed) {
        this.method = method;
        this.forest = forest;
        this.background = first(background);
        this.rows = first(rows);
        this.seed = seed;
    }

    private static FeatureMatrix first(FeatureMatrix matrix) {
        int[] positions = new int[Math.min(MOST_ROWS, matrix.rows())];
        Arrays.setAll(positions, i -> i);
        return matrix.select(positions);
    }

    Axioms check() {
        double[][] whole = explain(forest, background, rows);
        return new Axioms(dummy(), symmetry(strongest(whole)), linearity(whole));
    }

    /** The forest reads one column fewer than it is given: a copy of the first, so that it carries information. */
    private double dummy() {
        Forest wider = copied(forest.inputs() + 1, forest.base(), 1, tree -> true, IntUnaryOperator.identity())
                .build();
        boolean[] used = new boolean[wider.inputs()];
        for (int node = 0; node < forest.nodes(); node++) {
            if (!forest.isLeaf(node)) {
                used[forest.feature(node)] = true;
            }
        }
        double worst = 0;
        for (double[] contributions : explain(wider, widened(background, 0), widened(rows, 0))) {
            for (int c = 0; c < used.length; c++) {
                worst = used[c] ? worst : Math.max(worst, Math.abs(contributions[c]));
            }
        }
        return worst;
    }

    private double symmetry(int column) {
        int copy = forest.inputs();
        Forest.Builder doubled = copied(copy + 1, forest.base(), 0.5, tree -> true, IntUnaryOperator.identity());
        addTrees(doubled, 0.5, tree -> true, feature -> feature == column ? copy : feature);
        double worst = 0;
        for (double[] contributions : explain(doubled.build(), widened(background, column), widened(rows, column))) {
            worst = Math.max(worst, Math.abs(contributions[column] - contributions[copy]));
        }
        return worst;
    }

    private double linearity(double[][] whole) {
        IntUnaryOperator same = IntUnaryOperator.identity();
        double[][] even = explain(
                copied(forest.inputs(), forest.base(), 1, tree -> tree % 2 == 0, same)
                        .build(),
                background,
                rows);
        double[][] odd = explain(
                copied(forest.inputs(), 0, 1, tree -> tree % 2 == 1, same).build(), background, rows);
        double worst = 0;
        for (int r = 0; r < whole.length; r++) {
            for (int c = 0; c < whole[r].length; c++) {
                worst = Math.max(worst, Math.abs(even[r][c] + odd[r][c] - whole[r][c]));
            }
        }
        return worst;
    }

    private static int strongest(double[][] contributions) {
        double[] sizes = new double[contributions[0].length];
        for (double[] row : contributions) {
            for (int c = 0; c < row.length; c++) {
                sizes[c] += Math.abs(row[c]);
            }
        }
        return Orders.descending(sizes)[0];
    }

    private double[][] explain(Scorer scorer, FeatureMatrix against, FeatureMatrix explained) {
        ScoreExplainer explainer = method.of(against, seed).bind(scorer);
        Explained one = new Explained(explainer, List.of(), explained.columns());
        double[][] all = new double[explained.rows()][];
        double[] row = new double[explained.columns()];
        for (int r = 0; r < all.length; r++) {
            explained.row(r, row);
            all[r] = one.byColumn(row).clone();
        }
        return all;
    }

    private static FeatureMatrix widened(FeatureMatrix matrix, int column) {
        int columns = matrix.columns();
        String[] names = new String[columns + 1];
        Arrays.setAll(names, c -> "column " + (c + 1));
        double[] values = new double[matrix.rows() * names.length];
        for (int r = 0; r < matrix.rows(); r++) {
            System.arraycopy(matrix.values(), r * columns, values, r * names.length, columns);
            values[r * names.length + columns] = matrix.get(r, column);
        }
        return FeatureMatrix.of(FeatureNames.of(names), values);
    }

    private Forest.Builder copied(int inputs, double base, double scale, IntPredicate trees, IntUnaryOperator columns) {
        Forest.Builder builder = Forest.builder(inputs, forest.link(), base);
        addTrees(builder, scale, trees, columns);
        return builder;
    }

    private void addTrees(Forest.Builder builder, double scale, IntPredicate trees, IntUnaryOperator columns) {
        for (int t = 0; t < forest.trees(); t++) {
            if (trees.test(t)) {
                addTree(builder, t, scale, columns);
            }
        }
    }

    private void addTree(Forest.Builder builder, int tree, double scale, IntUnaryOperator columns) {
        int root = forest.root(tree);
        int size = (tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes()) - root;
        int[] feature = new int[size];
        double[] value = new double[size];
        boolean[] missingLeft = new boolean[size];
        int[] left = new int[size];
        int[] right = new int[size];
        double[] cover = new double[size];
        for (int i = 0; i < size; i++) {
            int node = root + i;
            boolean leaf = forest.isLeaf(node);
            feature[i] = leaf ? -1 : columns.applyAsInt(forest.feature(node));
            value[i] = leaf ? scale * forest.leafValue(node) : forest.threshold(node);
            missingLeft[i] = !leaf && forest.missingLeft(node);
            left[i] = leaf ? -1 : forest.left(node) - root;
            right[i] = leaf ? -1 : forest.right(node) - root;
            cover[i] = forest.cover(node);
        }
        builder.tree(feature, value, missingLeft, left, right, cover);
    }
}
