// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import io.nextbestaction.model.Forest;

/** The definition of a forest's margin, node by node: what every scorer, ours too, is checked against. */
final class PlainForest {
    private PlainForest() {}

    /** How the leaves of a row are added up: in doubles, or in floats as XGBoost's and H2O's and ONNX's runtimes do. */
    enum Sum {
        /** The definition. */
        DOUBLES,
        /** Floats, the base before the first tree. */
        FLOATS_BASE_FIRST,
        /** Floats, the base after the last tree. */
        FLOATS_BASE_LAST
    }

    static double margin(Forest forest, double[] row, Sum sum) {
        double margin = sum == Sum.FLOATS_BASE_LAST ? 0 : forest.base();
        for (int t = 0; t < forest.trees(); t++) {
            int node = forest.root(t);
            while (!forest.isLeaf(node)) {
                node = forest.goesLeft(node, row) ? forest.left(node) : forest.right(node);
            }
            margin = added(margin, forest.leafValue(node), sum);
        }
        return sum == Sum.FLOATS_BASE_LAST ? added(margin, forest.base(), sum) : margin;
    }

    private static double added(double margin, double value, Sum sum) {
        return sum == Sum.DOUBLES ? margin + value : (float) margin + (float) value;
    }
}
