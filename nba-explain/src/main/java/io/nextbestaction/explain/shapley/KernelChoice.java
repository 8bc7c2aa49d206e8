// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.List;

/**
 * Which trees become tables: in order, every tree whose tables fit the limit of a tree and, together with the tables
 * before it, the limit of the forest. It depends on nothing but the forest and the limits, so that the same artifact
 * gives the same bits everywhere. What the tables leave of the forest's limit may go to the masks of their keys.
 */
record KernelChoice(List<TreePaths> tables, List<TreePaths> others, long maskBudget) {

    static KernelChoice of(Forest forest, List<TreePaths> trees, LeafGame game, Settings settings) {
        List<TreePaths> tables = new ArrayList<>();
        List<TreePaths> others = new ArrayList<>();
        long total = 0;
        for (TreePaths paths : trees) {
            // a table has at least one double a leaf: a tree too large for that need not be cut up
            long bytes = (long) Double.BYTES * paths.size() / 2 > settings.treeBytes()
                    ? Long.MAX_VALUE
                    : TableTrees.bytes(Group.of(forest, paths, game));
            if (bytes <= settings.treeBytes() && bytes <= settings.forestBytes() - total) {
                tables.add(paths);
                total += bytes;
            } else {
                others.add(paths);
            }
        }
        return new KernelChoice(tables, others, settings.forestBytes() - total);
    }
}
