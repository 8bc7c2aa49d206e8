// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Ends boosting when so many rounds in a row have not lowered the loss of held-out rows. For one fit. */
final class Patience implements BinaryXgBoostTrainer.Stop {
    private final DMatrix[] held;
    private final int patience;
    private double least = Double.POSITIVE_INFINITY;
    private int best = 1;

    Patience(DMatrix held, int patience) {
        this.held = new DMatrix[] {held};
        this.patience = patience;
    }

    @Override
    public boolean after(Booster booster, int rounds) throws XGBoostError {
        String line = booster.evalSet(held, new String[] {"held"}, rounds - 1);
        double loss = Double.parseDouble(line.substring(line.lastIndexOf(':') + 1));
        if (loss < least) {
            least = loss;
            best = rounds;
        }
        return rounds - best >= patience;
    }

    /** The round of least loss, the first of equals. */
    int best() {
        return best;
    }
}
