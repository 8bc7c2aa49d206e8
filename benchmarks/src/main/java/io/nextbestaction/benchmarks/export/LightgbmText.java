// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.export;

import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A forest of log-odds as LightGBM's text model: the same splits in doubles. LightGBM has no base, so the first tree's
 * leaves carry it; its row counts are integers, so covers are scaled to a root of a billion.
 */
public final class LightgbmText {
    /** Missing values are NaN: bits 2 and 3 of a split's decision type. */
    private static final int MISSING_IS_NAN = 2 << 2;

    private static final int MISSING_GOES_LEFT = 2;
    private static final double ROOT_COUNT = 1e9;

    private LightgbmText() {}

    /**
     * The file's text.
     *
     * @throws IllegalArgumentException if the forest is not one of log-odds, or has no tree
     */
    public static String of(Forest forest) {
        Tree.baseScore(forest);
        if (forest.trees() == 0) {
            throw new IllegalArgumentException(
                    "The trees (0) of the forest must be at least 1, to carry the base.\nMaybe train a round.");
        }
        int inputs = forest.inputs();
        StringBuilder out = new StringBuilder(
                        "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n")
                .append("max_feature_idx=")
                .append(inputs - 1)
                .append("\nobjective=binary sigmoid:1\n");
        line(out, "feature_names", inputs, i -> "f" + i);
        line(out, "feature_infos", inputs, i -> "[-1e300:1e300]");
        out.append('\n');
        List<Tree> trees = Tree.of(forest);
        for (int t = 0; t < trees.size(); t++) {
            out.append("Tree=").append(t).append('\n');
            tree(out, trees.get(t), t == 0 ? forest.base() : 0);
            out.append("is_linear=0\nshrinkage=1\n\n\n");
        }
        return out.append("end of trees\n\nparameters:\nend of parameters\n").toString();
    }

    private static void tree(StringBuilder out, Tree tree, double base) {
        List<Integer> splits = new ArrayList<>();
        List<Integer> leaves = new ArrayList<>();
        int[] number = new int[tree.size()];
        for (int n = 0; n < tree.size(); n++) {
            // Splits count from 0 up, leaves from -1 down.
            if (tree.isLeaf(n)) {
                number[n] = -1 - leaves.size();
                leaves.add(n);
            } else {
                number[n] = splits.size();
                splits.add(n);
            }
        }
        double scale = tree.cover()[0] > 0 ? ROOT_COUNT / tree.cover()[0] : 1;
        out.append("num_leaves=").append(leaves.size()).append("\nnum_cat=0\n");
        line(out, "split_feature", splits, n -> Integer.toString(tree.feature()[n]));
        line(out, "split_gain", splits, n -> "1");
        line(out, "threshold", splits, n -> Double.toString(Math.nextDown(tree.threshold()[n])));
        line(
                out,
                "decision_type",
                splits,
                n -> Integer.toString(tree.missingLeft()[n] ? MISSING_IS_NAN | MISSING_GOES_LEFT : MISSING_IS_NAN));
        line(out, "left_child", splits, n -> Integer.toString(number[tree.left()[n]]));
        line(out, "right_child", splits, n -> Integer.toString(number[tree.right()[n]]));
        line(out, "leaf_value", leaves, n -> Double.toString(tree.leaf()[n] + base));
        line(out, "leaf_weight", leaves, n -> Double.toString(tree.cover()[n]));
        line(out, "leaf_count", leaves, n -> count(tree, n, scale));
        line(out, "internal_value", splits, n -> "0");
        line(out, "internal_weight", splits, n -> Double.toString(tree.cover()[n]));
        line(out, "internal_count", splits, n -> count(tree, n, scale));
    }

    private static String count(Tree tree, int node, double scale) {
        return Long.toString(Math.max(1, Math.round(tree.cover()[node] * scale)));
    }

    private static void line(StringBuilder out, String name, List<Integer> nodes, IntFunction<String> value) {
        line(out, name, nodes.size(), i -> value.apply(nodes.get(i)));
    }

    private static void line(StringBuilder out, String name, int size, IntFunction<String> value) {
        out.append(name)
                .append('=')
                .append(IntStream.range(0, size).mapToObj(value).collect(Collectors.joining(" ")))
                .append('\n');
    }
}
