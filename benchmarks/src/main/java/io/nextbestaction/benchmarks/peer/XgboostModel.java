// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import io.nextbestaction.benchmarks.export.XgboostJson;
import io.nextbestaction.model.Forest;
import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost4J, by DMatrix or in place. */
final class XgboostModel implements PeerModel {
    private final Booster booster;
    private final boolean inPlace;
    private final int columns;

    XgboostModel(Forest forest, boolean inPlace) {
        this.booster = booster(forest);
        this.inPlace = inPlace;
        this.columns = forest.inputs();
        threads(1);
    }

    static Booster booster(Forest forest) {
        try {
            return XGBoost.loadModel(XgboostJson.of(forest));
        } catch (XGBoostError | IOException e) {
            throw new PeerFailure(e);
        }
    }

    private void threads(int threads) {
        try {
            booster.setParam("nthread", threads);
        } catch (XGBoostError e) {
            throw new PeerFailure(e);
        }
    }

    @Override
    public RowScorer row() {
        float[] floats = new float[columns];
        return row -> {
            for (int j = 0; j < floats.length; j++) {
                floats[j] = (float) row[j];
            }
            return predict(floats, 1)[0][0];
        };
    }

    @Override
    public BatchScorer batch(int threads) {
        threads(threads);
        return (rows, out) -> {
            float[][] predicted = predict(rows.floats(), rows.count());
            for (int i = 0; i < predicted.length; i++) {
                out[i] = predicted[i][0];
            }
        };
    }

    private float[][] predict(float[] values, int rows) {
        try {
            if (inPlace) {
                return booster.inplace_predict(values, rows, columns, Float.NaN);
            }
            DMatrix matrix = new DMatrix(values, rows, columns, Float.NaN);
            try {
                return booster.predict(matrix);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new PeerFailure(e);
        }
    }

    @Override
    public ContributionScorer contributions() {
        return (rows, out) -> {
            float[][] contributions = contributions(rows);
            for (int i = 0; i < contributions.length; i++) {
                for (int j = 0; j <= columns; j++) {
                    out[i * (columns + 1) + j] = contributions[i][j];
                }
            }
        };
    }

    private float[][] contributions(Rows rows) {
        try {
            DMatrix matrix = new DMatrix(rows.floats(), rows.count(), columns, Float.NaN);
            try {
                return booster.predictContrib(matrix, 0);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new PeerFailure(e);
        }
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
