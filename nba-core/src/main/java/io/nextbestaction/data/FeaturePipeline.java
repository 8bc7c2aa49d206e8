// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.util.List;

/** An unfitted recipe from raw rows to features; fitting never changes it, so one recipe serves every fold. */
@FunctionalInterface
public interface FeaturePipeline {

    /**
     * Learns what the recipe needs (levels, means, scales) from training rows alone.
     *
     * @param schema the fields of every row
     * @param rows training rows, read and not kept
     * @throws IllegalArgumentException if the recipe names an unknown field, or there is no row to learn from
     */
    FittedPipeline fit(Schema schema, List<Row> rows);
}
