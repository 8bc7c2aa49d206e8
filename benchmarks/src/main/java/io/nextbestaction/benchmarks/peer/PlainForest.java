// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import io.nextbestaction.model.Forest;

/** The definition of a forest's margin, node by node: what every scorer, ours too, is checked against. */
final class PlainForest {
    private PlainForest() {}

    static double margin(Forest forest, double[] row) {
        double sum = forest.base();
        for (int t = 0; t < forest.trees(); t++) {
            int node = forest.root(t);
            while (!forest.isLeaf(node)) {
                node = forest.goesLeft(node, row) ? forest.left(node) : forest.right(node);
            }
            sum += forest.leafValue(node);
        }
        return sum;
    }
}
