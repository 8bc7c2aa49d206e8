// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.model.Scratch;

/** The buffers of one thread's scoring of effects; once grown, scoring with it allocates nothing. Not thread-safe. */
public final class UpliftScratch {
    final Scratch scratch = new Scratch();
    private double[] row = {};

    /** An empty scratch. */
    public UpliftScratch() {}

    double[] row(int length) {
        if (row.length < length) {
            row = new double[length];
        }
        return row;
    }
}
