// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.util.List;

/**
 * A fitted recipe from one raw row to one feature vector. Immutable, thread-safe, deterministic: the same row gives the
 * same bits online and offline.
 */
public interface FittedPipeline {

    /** The fields of the rows it reads. */
    Schema schema();

    /** The columns it writes. */
    FeatureNames features();

    /**
     * Writes the features of one row; allocates nothing.
     *
     * @param row a row of {@link #schema()}
     * @param out an array of at least {@code features().size()} elements; NaN is missing
     */
    void transform(Row row, double[] out);

    /** Everything needed to restore this pipeline, for the {@link PipelineProvider} named by {@link #provider()}. */
    State state();

    /** The {@link PipelineProvider#name()} that restores this pipeline. */
    String provider();

    /** The features of many rows. */
    default FeatureMatrix transform(List<Row> rows) {
        int columns = features().size();
        double[] values = new double[Math.multiplyExact(rows.size(), columns)];
        double[] buffer = new double[columns];
        for (int i = 0; i < rows.size(); i++) {
            transform(rows.get(i), buffer);
            System.arraycopy(buffer, 0, values, i * columns, columns);
        }
        return FeatureMatrix.of(features(), values);
    }
}
