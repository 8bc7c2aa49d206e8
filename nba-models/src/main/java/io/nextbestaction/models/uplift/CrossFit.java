// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.data.FeatureMatrix;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Predictions for every row by models that did not see its fold. */
final class CrossFit {
    private final OutcomeTrainer trainer;
    private final int[] fold;
    private final int folds;
    private final long seed;

    CrossFit(OutcomeTrainer trainer, int[] fold, int folds, long seed) {
        this.trainer = trainer;
        this.fold = fold;
        this.folds = folds;
        this.seed = seed;
    }

    /** Learnt from the rows of one arm outside the fold, or of all arms for a negative one; predicted for all rows of it. */
    double[] outcomes(UpliftSet data, int arm) {
        double[] out = new double[data.rows()];
        for (int f = 0; f < folds; f++) {
            int part = f;
            int[] held = rows(fold, i -> i == part);
            if (held.length == 0) {
                continue;
            }
            int[] seen = IntStream.range(0, fold.length)
                    .filter(i -> fold[i] != part && (arm < 0 || data.arm()[i] == arm))
                    .toArray();
            if (seen.length == 0) {
                throw new IllegalArgumentException(
                        "The rows (0) of arm \"" + data.arms().get(Math.max(arm, 0))
                                + "\" outside fold " + (f + 1) + " of " + folds
                                + " must be at least 1.\nMaybe take fewer folds or leave the arm out.");
            }
            FeatureMatrix features = data.features().select(seen);
            double[] scores = trainer.train(features, UpliftSet.pick(data.outcomes(), seen), seed + f)
                    .all(data.features().select(held));
            for (int i = 0; i < held.length; i++) {
                out[held[i]] = scores[i];
            }
        }
        return out;
    }

    /** The positions whose fold passes. */
    static int[] rows(int[] fold, IntPredicate wanted) {
        return IntStream.range(0, fold.length).filter(i -> wanted.test(fold[i])).toArray();
    }
}
