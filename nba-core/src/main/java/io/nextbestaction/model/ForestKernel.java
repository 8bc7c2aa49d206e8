// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/** One way to lay out and walk a forest; all give the bits of the sum in tree order. Immutable, thread-safe. */
interface ForestKernel {

    /** The margin of the row that begins at an offset. */
    double margin(double[] rows, int offset, Scratch scratch);

    /**
     * The margins of rows {@code from} to {@code to}, exclusive.
     *
     * @param rows row-major values
     * @param columns the length of a row
     * @param out one margin for each row, at the row's position
     */
    void margins(double[] rows, int columns, int from, int to, double[] out, Scratch scratch);
}
