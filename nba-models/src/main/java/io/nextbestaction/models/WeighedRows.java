// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.Standard;
import java.util.stream.IntStream;

/**
 * The rows that weigh something, in the scaled units of kernels that keep rows: (value − mean) · scale, by the very
 * arithmetic of the kernels, so that a training row is at distance 0 of itself.
 *
 * @param values row-major [rows × columns], a missing value 0
 * @param weights one for each row, above 0
 * @param labels one for each row
 * @param scales one for each column, 0 where it does not vary
 * @param means one for each column
 * @param variance the sum of the variances of the scaled columns
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
record WeighedRows(
        double[] values, double[] weights, boolean[] labels, double[] scales, double[] means, double variance) {

    static WeighedRows of(TrainingSet data, double positiveWeight) {
        double[] weights = RowWeights.of(data, positiveWeight);
        Standard standard = Standard.of(data.features()).keepingFlags();
        int columns = standard.columns();
        double[] scales = standard.scales();
        int[] kept =
                IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
        double[] values = new double[kept.length * columns];
        double[] keptWeights = new double[kept.length];
        boolean[] labels = new boolean[kept.length];
        for (int i = 0; i < kept.length; i++) {
            for (int j = 0; j < columns; j++) {
                double value = data.features().get(kept[i], j);
                values[i * columns + j] = Double.isNaN(value) ? 0 : (value - standard.mean(j)) * scales[j];
            }
            keptWeights[i] = weights[kept[i]];
            labels[i] = data.labels()[kept[i]];
        }
        double variance = IntStream.range(0, columns)
                .mapToDouble(standard::scaledVariance)
                .sum();
        return new WeighedRows(values, keptWeights, labels, scales, standard.means(), variance);
    }
}
