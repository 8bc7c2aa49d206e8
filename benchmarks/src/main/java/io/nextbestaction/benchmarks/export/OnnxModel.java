// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.export;

import io.nextbestaction.model.Forest;
import java.util.Arrays;
import java.util.List;

/**
 * A forest of log-odds as an ONNX model: one {@code TreeEnsembleRegressor} (ai.onnx.ml 3) from {@value #INPUT}, floats
 * [rows × inputs], to {@value #OUTPUT}, margins [rows × 1]; splits exact. The
 * runtime applies no link to a regressor: that is the caller's.
 */
public final class OnnxModel {
    /** The name of the input. */
    public static final String INPUT = "rows";

    /** The name of the output. */
    public static final String OUTPUT = "margins";

    private static final String DOMAIN = "ai.onnx.ml";
    private static final int FLOAT = 1;
    private static final int OF_INTEGER = 2;
    private static final int OF_TEXT = 3;
    private static final int OF_FLOATS = 6;
    private static final int OF_INTEGERS = 7;
    private static final int OF_TEXTS = 8;

    private OnnxModel() {}

    /**
     * The file's bytes.
     *
     * @throws IllegalArgumentException if the forest is not one of float thresholds and log-odds
     */
    public static byte[] of(Forest forest) {
        Tree.baseScore(forest);
        Protobuf graph = new Protobuf()
                .message(1, ensemble(forest))
                .text(2, "forest")
                .message(11, value(INPUT, forest.inputs()))
                .message(12, value(OUTPUT, 1));
        return new Protobuf()
                .integer(1, 8)
                .text(2, "nba-benchmarks")
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").integer(2, 15))
                .message(8, new Protobuf().text(1, DOMAIN).integer(2, 3))
                .toBytes();
    }

    private static Protobuf ensemble(Forest forest) {
        Columns all = new Columns(forest);
        return new Protobuf()
                .text(1, INPUT)
                .text(2, OUTPUT)
                .text(4, "TreeEnsembleRegressor")
                .message(5, attribute("n_targets", OF_INTEGER).integer(3, 1))
                .message(5, attribute("post_transform", OF_TEXT).text(4, "NONE"))
                .message(5, attribute("aggregate_function", OF_TEXT).text(4, "SUM"))
                .message(5, attribute("base_values", OF_FLOATS).packedNumbers(7, new float[] {(float) forest.base()}))
                .message(5, integers("nodes_treeids", all.tree))
                .message(5, integers("nodes_nodeids", all.node))
                .message(5, integers("nodes_featureids", all.feature))
                .message(5, integers("nodes_truenodeids", all.left))
                .message(5, integers("nodes_falsenodeids", all.right))
                .message(5, integers("nodes_missing_value_tracks_true", all.missingLeft))
                .message(5, attribute("nodes_values", OF_FLOATS).packedNumbers(7, all.threshold))
                .message(5, modes(all))
                .message(5, integers("target_treeids", all.leafTree))
                .message(5, integers("target_nodeids", all.leafNode))
                .message(5, integers("target_ids", new long[all.leafNode.length]))
                .message(5, attribute("target_weights", OF_FLOATS).packedNumbers(7, all.leaf))
                .text(7, DOMAIN);
    }

    private static Protobuf attribute(String name, int type) {
        return new Protobuf().text(1, name).integer(20, type);
    }

    private static Protobuf integers(String name, long[] values) {
        return attribute(name, OF_INTEGERS).packedIntegers(8, values);
    }

    private static Protobuf modes(Columns all) {
        Protobuf modes = attribute("nodes_modes", OF_TEXTS);
        for (boolean isLeaf : all.isLeaf) {
            modes.text(9, isLeaf ? "LEAF" : "BRANCH_LT");
        }
        return modes;
    }

    private static Protobuf value(String name, int columns) {
        Protobuf shape =
                new Protobuf().message(1, new Protobuf().text(2, "N")).message(1, new Protobuf().integer(1, columns));
        Protobuf tensor = new Protobuf().integer(1, FLOAT).message(2, shape);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }

    /** The nodes of all trees as ONNX lists them. */
    private static final class Columns {
        final long[] tree;
        final long[] node;
        final long[] feature;
        final long[] left;
        final long[] right;
        final long[] missingLeft;
        final float[] threshold;
        final boolean[] isLeaf;
        final long[] leafTree;
        final long[] leafNode;
        final float[] leaf;

        Columns(Forest forest) {
            int nodes = forest.nodes();
            tree = new long[nodes];
            node = new long[nodes];
            feature = new long[nodes];
            left = new long[nodes];
            right = new long[nodes];
            missingLeft = new long[nodes];
            threshold = new float[nodes];
            isLeaf = new boolean[nodes];
            long[] leafTrees = new long[nodes];
            long[] leafNodes = new long[nodes];
            float[] leaves = new float[nodes];
            int at = 0;
            int leafCount = 0;
            List<Tree> trees = Tree.of(forest);
            for (int t = 0; t < trees.size(); t++) {
                Tree from = trees.get(t);
                for (int n = 0; n < from.size(); n++, at++) {
                    tree[at] = t;
                    node[at] = n;
                    isLeaf[at] = from.isLeaf(n);
                    if (isLeaf[at]) {
                        leafTrees[leafCount] = t;
                        leafNodes[leafCount] = n;
                        leaves[leafCount++] = (float) from.leaf()[n];
                        continue;
                    }
                    feature[at] = from.feature()[n];
                    left[at] = from.left()[n];
                    right[at] = from.right()[n];
                    missingLeft[at] = from.missingLeft()[n] ? 1 : 0;
                    threshold[at] = from.condition(n);
                }
            }
            leafTree = Arrays.copyOf(leafTrees, leafCount);
            leafNode = Arrays.copyOf(leafNodes, leafCount);
            leaf = Arrays.copyOf(leaves, leafCount);
        }
    }
}
