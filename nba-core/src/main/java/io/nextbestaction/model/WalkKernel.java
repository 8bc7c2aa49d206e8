// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/** The plain walk from node to node over the forest's own arrays: no preparation, but a mispredicted branch a level. */
final class WalkKernel implements ForestKernel {
    private final Forest forest;

    WalkKernel(Forest forest) {
        this.forest = forest;
    }

    @Override
    public double margin(double[] rows, int offset, Scratch scratch) {
        return forest.walk(rows, offset);
    }

    @Override
    public void margins(double[] rows, int columns, int from, int to, double[] out, Scratch scratch) {
        for (int row = from; row < to; row++) {
            out[row] = forest.walk(rows, row * columns);
        }
    }
}
