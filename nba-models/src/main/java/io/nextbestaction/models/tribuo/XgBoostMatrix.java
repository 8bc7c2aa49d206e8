// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import io.nextbestaction.model.RegressionSet;
import java.util.Arrays;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;

/**
 * A Tribuo data set in XGBoost's native memory, columns in the order of Tribuo's feature ids. Unlike Tribuo's own
 * conversion it boxes nothing and takes rows with nothing known. To be closed: the native memory is freed only so.
 */
@SuppressWarnings("ArrayRecordComponent") // a native handle with its column map, never compared
record XgBoostMatrix(DMatrix matrix, int[] columnOf) implements AutoCloseable {

    static XgBoostMatrix of(Dataset<Label> examples) throws XGBoostError {
        ImmutableFeatureMap features = examples.getFeatureIDMap();
        int[] columnOf = TribuoData.columnOf(features);
        // XGBoost wants a column even where nothing is known of any row.
        int columns = Math.max(1, columnOf.length);
        float[] values = new float[Math.multiplyExact(examples.size(), columns)];
        Arrays.fill(values, Float.NaN);
        float[] labels = new float[examples.size()];
        int row = 0;
        for (Example<Label> example : examples) {
            for (Feature feature : example) {
                int id = features.getID(feature.getName());
                if (id < columnOf.length) {
                    values[row * columns + id] = clamped(feature.getValue());
                }
            }
            labels[row++] = example.getOutput().getLabel().equals(TribuoData.YES.getLabel()) ? 1 : 0;
        }
        DMatrix matrix = new DMatrix(values, row, columns, Float.NaN);
        try {
            matrix.setLabel(labels);
            return new XgBoostMatrix(matrix, columnOf);
        } catch (XGBoostError e) {
            matrix.dispose();
            throw e;
        }
    }

    /** Numbers to predict, less their mean, and weights of mean 1: the settings then mean the same for every scale of weights. */
    static XgBoostMatrix of(RegressionSet data, double mean) throws XGBoostError {
        int rows = data.rows();
        int columns = data.features().columns();
        double[] source = data.features().values();
        float[] values = new float[source.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = clamped(source[i]);
        }
        float[] targets = new float[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = clamped(data.targets()[i] - mean);
        }
        DMatrix matrix = new DMatrix(values, rows, columns, Float.NaN);
        try {
            matrix.setLabel(targets);
            if (data.weighted()) {
                double scale = rows / data.totalWeight();
                float[] weights = new float[rows];
                for (int i = 0; i < rows; i++) {
                    weights[i] = (float) (data.weights()[i] * scale);
                }
                matrix.setWeight(weights);
            }
            return new XgBoostMatrix(matrix, IntStream.range(0, columns).toArray());
        } catch (XGBoostError e) {
            matrix.dispose();
            throw e;
        }
    }

    /** As a float, the largest one for what lies beyond: XGBoost refuses infinities, and no split falls there. */
    private static float clamped(double value) {
        return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, (float) value));
    }

    @Override
    public void close() {
        matrix.dispose();
    }
}
