// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import io.nextbestaction.benchmarks.export.LightgbmText;
import io.nextbestaction.model.Forest;

/** LightGBM4j on our trees, rewritten as its own. */
final class LightgbmModel implements PeerModel {
    private final LGBMBooster booster;
    private final String text;
    private final boolean fast;
    private final int columns;
    private final Closing closing = new Closing();

    LightgbmModel(Forest forest, boolean fast) {
        if (!LGBMBooster.isNativeLoaded()) {
            throw new UnsatisfiedLinkError("lib_lightgbm_swig");
        }
        this.text = LightgbmText.of(forest);
        this.fast = fast;
        this.columns = forest.inputs();
        try {
            this.booster = closing.add(LGBMBooster.loadModelFromString(text));
        } catch (LGBMException e) {
            throw new PeerFailure(e);
        }
    }

    @Override
    public RowScorer row() {
        if (fast) {
            LightgbmFastPath path = closing.add(new LightgbmFastPath(text, columns));
            return path::score;
        }
        return row -> {
            try {
                return booster.predictForMatSingleRow(row, PredictionType.C_API_PREDICT_NORMAL);
            } catch (LGBMException e) {
                throw new PeerFailure(e);
            }
        };
    }

    @Override
    public BatchScorer batch(int threads) {
        String settings = "num_threads=" + threads;
        return (rows, out) -> predict(rows, PredictionType.C_API_PREDICT_NORMAL, settings, out);
    }

    @Override
    public ContributionScorer contributions() {
        return (rows, out) -> predict(rows, PredictionType.C_API_PREDICT_CONTRIB, "num_threads=1", out);
    }

    private void predict(Rows rows, PredictionType type, String settings, double[] out) {
        try {
            double[] predicted =
                    booster.predictForMat(rows.matrix().values(), rows.count(), columns, true, type, settings);
            System.arraycopy(predicted, 0, out, 0, predicted.length);
        } catch (LGBMException e) {
            throw new PeerFailure(e);
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
