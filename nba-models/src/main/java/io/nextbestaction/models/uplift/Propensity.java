// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The chance of each arm for a customer: known, as where arms were drawn at random, or estimated. Of randomised data pass the
 * known ones: estimates only add noise, and hide that the draw was broken. Immutable.
 */
public final class Propensity {
    private final ArmChances.@Nullable Known known;
    private final @Nullable ClassifierTrainer trainer;

    private Propensity(ArmChances.@Nullable Known known, @Nullable ClassifierTrainer trainer) {
        this.known = known;
        this.trainer = trainer;
    }

    /**
     * The same known chances for everyone.
     *
     * @param chances of each arm, the control first; above 0, sum 1
     * @throws IllegalArgumentException if they are not
     */
    public static Propensity known(double... chances) {
        double sum = 0;
        for (double chance : chances) {
            sum += chance > 0 ? chance : Double.NaN;
        }
        if (!(Math.abs(sum - 1) <= 1e-9)) {
            throw new IllegalArgumentException("The chances " + Arrays.toString(chances)
                    + " of the arms must be above 0 and add up to 1.\nMaybe the control's is missing.");
        }
        return new Propensity(new ArmChances.Known(chances.clone()), null);
    }

    /**
     * Chances estimated from the features by one classifier an arm (one in all for two arms), scaled to the sum 1 and clipped
     * to [0.01, 0.99]; training rows get theirs from models that did not see their fold. Take a trainer whose raw
     * probabilities can be trusted, such as logistic regression: they are not calibrated again.
     */
    public static Propensity estimated(ClassifierTrainer trainer) {
        return new Propensity(null, trainer);
    }

    /** In one line. */
    public String describe() {
        return trainer == null ? "known" : "estimated by " + trainer.describe();
    }

    /** Chances for training rows, row-major [rows × arms], and for new ones. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fitted(double[] chances, ArmChances model, double clippedShare, int arms) {
        double of(int row, int arm) {
            return chances[row * arms + arm];
        }

        /** The chance of an arm among it and the control. */
        double against(int row, int arm) {
            return of(row, arm) / (of(row, arm) + of(row, 0));
        }
    }

    Fitted fit(UpliftSet data, int folds, long seed) {
        int arms = data.arms().size();
        double[] all = new double[data.rows() * arms];
        if (known != null) {
            int given = known.chances().length;
            if (given != arms) {
                throw new IllegalArgumentException("The known chances (" + given + ") must be as many as the arms ("
                        + arms + ").\nMaybe the control's is missing.");
            }
            for (int i = 0; i < all.length; i++) {
                all[i] = known.chances()[i % arms];
            }
            return new Fitted(all, known, 0, arms);
        }
        int[] fold = Hashing.folds(data.customers(), data.rows(), folds, seed);
        long clipped = 0;
        double[] row = new double[data.features().columns()];
        double[] chances = new double[arms];
        Scratch scratch = new Scratch();
        for (int f = 0; f < folds; f++) {
            int part = f;
            int[] held = CrossFit.rows(fold, i -> i == part);
            if (held.length == 0) {
                continue;
            }
            ArmChances.Classified model = classify(data, CrossFit.rows(fold, i -> i != part), seed);
            for (int i : held) {
                data.features().row(i, row);
                clipped += model.all(row, chances, scratch) ? 1 : 0;
                System.arraycopy(chances, 0, all, i * arms, arms);
            }
        }
        ArmChances.Classified whole =
                classify(data, IntStream.range(0, data.rows()).toArray(), seed);
        return new Fitted(all, whole, (double) clipped / data.rows(), arms);
    }

    private ArmChances.Classified classify(UpliftSet data, int[] rows, long seed) {
        if (trainer == null) {
            throw new IllegalStateException("Known chances must not be estimated.");
        }
        int arms = data.arms().size();
        FeatureMatrix features = data.features().select(rows);
        List<Outcome> models = new ArrayList<>();
        for (int k = arms == 2 ? 1 : 0; k < arms; k++) {
            boolean[] labels = new boolean[rows.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = data.arm()[rows[i]] == k;
            }
            models.add(new Outcome(trainer.train(new TrainingSet(features, labels), seed + k, Progress.NONE), true));
        }
        return new ArmChances.Classified(models.toArray(Outcome[]::new), arms);
    }
}
