// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.List;

/**
 * Which trees become tables: in order, every tree whose tables fit the limit of a tree and, together with the tables
 * before it, the limit of the forest. Where what they would replace is slow, interventional values or interactions, a tree
 * may take eight times the limit. Subtrees of up to three splits share a table; where a tree or the forest has no room for
 * that, subtrees of one split do, which take less memory and more time. The choice depends on nothing but the forest and
 * the limits, so that the same artifact gives the same bits everywhere. What the tables leave of the forest's limit may go
 * to the masks of their keys.
 *
 * @param kinds the kernel of each tree, in order
 */
record KernelChoice(List<Tables> tables, List<TreePaths> others, List<ShapleyKernel.Kind> kinds, long maskBudget) {
    private static final int SLOW_FACTOR = 8;
    private static final int MOST_SPLITS = 3;

    /** A tree by tables of subtrees of at most so many splits. */
    record Tables(TreePaths paths, int mostSplits) {
        List<Group> groups(Forest forest, LeafGame game) {
            return Group.of(forest, paths, game, mostSplits);
        }
    }

    static KernelChoice of(Forest forest, List<TreePaths> trees, LeafGame game, boolean pairs, Settings settings) {
        boolean slow = pairs || settings.background() != null;
        long limit = slow ? saturated(settings.treeBytes()) : settings.treeBytes();
        // only where three splits do not fit is it asked what one takes
        Need need = (paths, mostSplits) -> {
            long bytes = bytes(forest, new Tables(paths, mostSplits), game, limit);
            return bytes <= limit ? bytes : Long.MAX_VALUE;
        };
        ShapleyKernel.Kind otherwise =
                settings.background() == null ? ShapleyKernel.Kind.QUADRATURE : ShapleyKernel.Kind.BITSET;
        KernelChoice fast = of(trees, need, false, settings.forestBytes(), otherwise);
        if (fast.others().isEmpty()) {
            return fast;
        }
        KernelChoice small = of(trees, need, true, settings.forestBytes(), otherwise);
        return small.tables().size() > fast.tables().size() ? small : fast;
    }

    /** The bytes a tree's tables need, {@link Long#MAX_VALUE} if it has no room for them. */
    private interface Need {
        long bytes(TreePaths paths, int mostSplits);
    }

    private static KernelChoice of(
            List<TreePaths> trees, Need need, boolean small, long forestBytes, ShapleyKernel.Kind otherwise) {
        List<Tables> tables = new ArrayList<>();
        List<TreePaths> others = new ArrayList<>();
        List<ShapleyKernel.Kind> kinds = new ArrayList<>();
        long left = forestBytes;
        for (TreePaths tree : trees) {
            int mostSplits = MOST_SPLITS;
            long bytes = need.bytes(tree, MOST_SPLITS);
            if (small || bytes == Long.MAX_VALUE) {
                long ofOne = need.bytes(tree, 1);
                mostSplits = ofOne < bytes ? 1 : MOST_SPLITS;
                bytes = Math.min(bytes, ofOne);
            }
            if (bytes <= left) {
                tables.add(new Tables(tree, mostSplits));
                kinds.add(ShapleyKernel.Kind.TABLE);
                left -= bytes;
            } else {
                others.add(tree);
                kinds.add(otherwise);
            }
        }
        return new KernelChoice(tables, others, kinds, left);
    }

    private static long saturated(long treeBytes) {
        return treeBytes > Long.MAX_VALUE / SLOW_FACTOR ? Long.MAX_VALUE - 1 : SLOW_FACTOR * treeBytes;
    }

    private static long bytes(Forest forest, Tables tree, LeafGame game, long limit) {
        // a table has at least one double a leaf: a tree too large for that need not be cut up
        return (long) Double.BYTES * (tree.paths().size() / 2) > limit
                ? Long.MAX_VALUE
                : TableTrees.bytes(tree.paths(), tree.groups(forest, game));
    }
}
