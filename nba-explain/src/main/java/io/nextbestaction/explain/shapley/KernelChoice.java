// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which trees become tables: in order, every tree whose tables fit the limit of a tree and, together with the tables
 * before it, the limit of the forest. Neighbouring leaves share a table; where such tables are too large and what they
 * would replace is slow, interventional values or interactions, each leaf has its own, of up to eight times the limit of a
 * tree. The choice depends on nothing but the forest and the limits, so that the same artifact gives the same bits
 * everywhere. What the tables leave of the forest's limit may go to the masks of their keys.
 *
 * @param kinds the kernel of each tree, in order
 */
record KernelChoice(List<Tables> tables, List<TreePaths> others, List<ShapleyKernel.Kind> kinds, long maskBudget) {
    private static final int LEAVES_FACTOR = 8;

    /** A tree by tables, its leaves grouped or each for itself. */
    record Tables(TreePaths paths, boolean byLeaf) {
        List<Group> groups(Forest forest, LeafGame game) {
            return byLeaf ? Group.ofLeaves(forest, paths, game) : Group.of(forest, paths, game);
        }
    }

    static KernelChoice of(Forest forest, List<TreePaths> trees, LeafGame game, boolean pairs, Settings settings) {
        boolean leavesToo = pairs || settings.background() != null;
        ShapleyKernel.Kind otherwise =
                settings.background() == null ? ShapleyKernel.Kind.QUADRATURE : ShapleyKernel.Kind.BITSET;
        List<Tables> tables = new ArrayList<>();
        List<TreePaths> others = new ArrayList<>();
        ShapleyKernel.Kind[] kinds = new ShapleyKernel.Kind[trees.size()];
        long left = settings.forestBytes();
        for (int t = 0; t < kinds.length; t++) {
            TreePaths paths = trees.get(t);
            long limit = Math.min(settings.treeBytes(), left);
            long ofGroups = bytes(forest, new Tables(paths, false), game, limit);
            long ofLeaves = Long.MAX_VALUE;
            if (ofGroups > limit && leavesToo) {
                limit = Math.min(saturated(settings.treeBytes()), left);
                ofLeaves = bytes(forest, new Tables(paths, true), game, limit);
            }
            long bytes = Math.min(ofGroups, ofLeaves);
            if (bytes <= limit) {
                boolean byLeaf = ofLeaves <= limit;
                tables.add(new Tables(paths, byLeaf));
                kinds[t] = byLeaf ? ShapleyKernel.Kind.LEAF_TABLE : ShapleyKernel.Kind.TABLE;
                left -= bytes;
            } else {
                others.add(paths);
                kinds[t] = otherwise;
            }
        }
        return new KernelChoice(tables, others, Arrays.asList(kinds), left);
    }

    private static long saturated(long treeBytes) {
        return treeBytes > Long.MAX_VALUE / LEAVES_FACTOR ? Long.MAX_VALUE - 1 : LEAVES_FACTOR * treeBytes;
    }

    private static long bytes(Forest forest, Tables tree, LeafGame game, long limit) {
        // a table has at least one double a leaf: a tree too large for that need not be cut up
        return (long) Double.BYTES * (tree.paths().size() / 2) > limit
                ? Long.MAX_VALUE
                : TableTrees.bytes(tree.groups(forest, game));
    }
}
