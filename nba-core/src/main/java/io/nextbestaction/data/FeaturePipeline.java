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

    /**
     * Learns from training rows and their labels. A recipe that encodes by the label gives the training rows features of
     * out-of-fold encodings, so that no row's features hold its own label; any other gives what {@link #fit(Schema, List)}
     * does.
     *
     * @param schema the fields of every row
     * @param rows training rows, read and not kept
     * @param labels the outcome of each row
     * @param seed of the parts that out-of-fold encodings are made from
     * @throws IllegalArgumentException if the recipe names an unknown field, there is no row to learn from, or the labels
     *     are not as many as the rows
     */
    default TrainingFeatures fit(Schema schema, List<Row> rows, boolean[] labels, long seed) {
        FittedPipeline pipeline = fit(schema, rows);
        return new TrainingFeatures(pipeline, pipeline.transform(rows));
    }

    /**
     * The recipe with everything decided that is a question to the whole table rather than to a part of it, so that no fold
     * refuses what the whole accepted; nothing is learned. To be called once before rows are parted.
     *
     * @param rows all rows, read and not kept
     * @throws IllegalArgumentException if the recipe refuses a field, such as an identifier
     */
    default FeaturePipeline settled(Schema schema, List<Row> rows) {
        return this;
    }
}
