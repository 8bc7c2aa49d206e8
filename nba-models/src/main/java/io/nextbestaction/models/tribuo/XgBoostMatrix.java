// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import io.nextbestaction.data.FeatureMatrix;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;

/**
 * Rows in XGBoost's native memory: the columns of which any value is known, in order. Takes rows with nothing known. To
 * be closed: the native memory is freed only so.
 */
@SuppressWarnings("ArrayRecordComponent") // a native handle with its column map, never compared
record XgBoostMatrix(DMatrix matrix, int[] columnOf) implements AutoCloseable {

    /** All rows of a matrix, without the detour of a data set. */
    static XgBoostMatrix of(FeatureMatrix features, float[] labels, double[] weights) throws XGBoostError {
        return of(features, labels, weights, known(features));
    }

    /** All rows of a matrix, by the columns of another. */
    static XgBoostMatrix of(FeatureMatrix features, float[] labels, double[] weights, int[] columnOf)
            throws XGBoostError {
        // XGBoost wants a column even where nothing is known of any row.
        int rows = features.rows();
        int columns = Math.max(1, columnOf.length);
        float[] values = new float[Math.multiplyExact(rows, columns)];
        if (columnOf.length == 0) {
            Arrays.fill(values, Float.NaN);
        }
        double[] from = features.values();
        for (int row = 0; row < rows; row++) {
            int start = row * features.columns();
            for (int id = 0; id < columnOf.length; id++) {
                values[row * columns + id] = clamped(from[start + columnOf[id]]);
            }
        }
        return of(values, rows, columns, labels, weights, columnOf);
    }

    /** The columns of which any value is known. */
    private static int[] known(FeatureMatrix features) {
        int columns = features.columns();
        double[] values = features.values();
        int[] known = new int[columns];
        int count = 0;
        for (int j = 0; j < columns; j++) {
            int i = j;
            while (i < values.length && Double.isNaN(values[i])) {
                i += columns;
            }
            if (i < values.length) {
                known[count++] = j;
            }
        }
        return Arrays.copyOf(known, count);
    }

    /** A Tribuo data set, columns in the order of Tribuo's feature ids, which is ours. */
    static XgBoostMatrix of(Dataset<Label> examples) throws XGBoostError {
        ImmutableFeatureMap features = examples.getFeatureIDMap();
        int[] columnOf = TribuoData.columnOf(features);
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
        return of(values, row, columns, labels, new double[0], columnOf);
    }

    private static XgBoostMatrix of(
            float[] values, int rows, int columns, float[] labels, double[] weights, int[] columnOf)
            throws XGBoostError {
        DMatrix matrix = new DMatrix(values, rows, columns, Float.NaN);
        try {
            matrix.setLabel(labels);
            if (weights.length > 0) {
                float[] floats = new float[rows];
                for (int i = 0; i < rows; i++) {
                    floats[i] = (float) weights[i];
                }
                matrix.setWeight(floats);
            }
            return new XgBoostMatrix(matrix, columnOf);
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
