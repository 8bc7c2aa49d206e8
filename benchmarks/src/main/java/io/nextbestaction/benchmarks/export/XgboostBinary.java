// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.export;

import io.nextbestaction.model.Forest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A forest of log-odds as the binary model file of XGBoost before 1.0, which H2O's predictor reads; exact. */
public final class XgboostBinary {
    private static final int HIGH_BIT = 1 << 31;
    /** Integers that the format keeps for later: of the learner, of the booster, of each tree. */
    private static final int LEARNER_RESERVED = 29;

    private static final int BOOSTER_RESERVED = 32;
    private static final int TREE_RESERVED = 31;
    private static final int HEADER_BYTES = 512;
    private static final int TREE_BYTES = 4 * (6 + TREE_RESERVED) + 4;
    private static final int NODE_BYTES = 36;

    private XgboostBinary() {}

    /**
     * The file's bytes.
     *
     * @throws IllegalArgumentException if the forest is not one of float thresholds and log-odds
     */
    public static byte[] of(Forest forest) {
        List<Tree> trees = Tree.of(forest);
        int size = Math.addExact(HEADER_BYTES, Math.multiplyExact(forest.nodes(), NODE_BYTES));
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(size, trees.size() * TREE_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        Tree.baseScore(forest);
        // Files of version 0 keep the margin, later ones the probability.
        out.putFloat((float) forest.base());
        integers(out, forest.inputs(), 0, 0, 0);
        zeros(out, LEARNER_RESERVED);
        text(out, "binary:logistic");
        text(out, "gbtree");
        integers(out, trees.size(), 1, forest.inputs(), 0, 0, 0, 1, 0);
        zeros(out, BOOSTER_RESERVED);
        for (Tree tree : trees) {
            tree(out, tree, forest.inputs());
        }
        zeros(out, trees.size());
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static void tree(ByteBuffer out, Tree tree, int inputs) {
        int deepest = 0;
        for (int n = 0; n < tree.size(); n++) {
            deepest = Math.max(deepest, tree.depth(n));
        }
        integers(out, 1, tree.size(), 0, deepest, inputs, 0);
        zeros(out, TREE_RESERVED);
        for (int n = 0; n < tree.size(); n++) {
            int parent = tree.parent()[n];
            boolean leftChild = parent >= 0 && tree.left()[parent] == n;
            integers(
                    out,
                    leftChild ? parent | HIGH_BIT : parent,
                    tree.left()[n],
                    tree.right()[n],
                    tree.missingLeft()[n] ? tree.feature()[n] | HIGH_BIT : tree.feature()[n]);
            out.putFloat(tree.condition(n));
        }
        for (int n = 0; n < tree.size(); n++) {
            out.putFloat(0).putFloat((float) tree.cover()[n]).putFloat((float) tree.leaf()[n]);
            out.putInt(0);
        }
    }

    private static void text(ByteBuffer out, String text) {
        out.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void integers(ByteBuffer out, int... values) {
        for (int value : values) {
            out.putInt(value);
        }
    }

    private static void zeros(ByteBuffer out, int count) {
        for (int i = 0; i < count; i++) {
            out.putInt(0);
        }
    }
}
