// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.evaluation.BinaryMetric;
import io.nextbestaction.models.evaluation.Predictions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate scored on rows it had not seen: for every split its recipe was fitted and its trainer trained on the
 * training rows alone. Made from raw rows and a recipe, so that no statistic of a held-out row can have come in before.
 *
 * <p>Probabilities are calibrated as those of the final model will be: by what is learnt from the other held-out parts of
 * the same repetition, or, where splits are {@linkplain Splits#ordered() ordered}, from the earlier ones. A part without
 * such others, or whose others carry no signal to calibrate by, keeps its raw probabilities. Immutable and thread-safe.
 */
public final class CrossValidation {
    private final Folds folds;
    private final Calibrator calibrator;
    /** The raw probabilities of each split's held-out rows. */
    private final double[][] raw;

    /** Of a blend, the calibrated probabilities, each part's learnt without it; null where the raw ones tell them. */
    private final double @Nullable [][] judged;

    private final double seconds;

    CrossValidation(Folds folds, Calibrator calibrator, double[][] raw, double seconds) {
        this(folds, calibrator, raw, null, seconds);
    }

    CrossValidation(Folds folds, Calibrator calibrator, double[][] raw, double @Nullable [][] judged, double seconds) {
        this.folds = folds;
        this.calibrator = calibrator;
        this.raw = raw;
        this.judged = judged;
        this.seconds = seconds;
    }

    /**
     * Fits and scores a candidate on every split.
     *
     * @param rows raw rows of one schema
     * @param labels one for each row; true is the event
     * @param seed of the splits, the recipe and the trainer
     * @throws IllegalArgumentException if the rows cannot be split, or recipe or trainer refuse a training part
     */
    public static CrossValidation of(
            Candidate candidate, List<Row> rows, boolean[] labels, Splits splits, long seed, Progress progress) {
        FeaturePipeline recipe = candidate.recipe().settled(Folds.schema(rows), rows);
        return new Folds(rows, labels, splits, seed)
                .validate(new Candidate(candidate.name(), recipe, candidate.trainer()), 1, progress);
    }

    /** The number of held-out parts. */
    public int parts() {
        return raw.length;
    }

    /** The positions of the rows of a held-out part. */
    public int[] heldOut(int part) {
        return folds.split(part).heldOut().clone();
    }

    /** The calibrated predictions of a held-out part. */
    public Predictions predictions(int part) {
        return Predictions.ofCertain(calibrated(part), folds.heldOutLabels(part));
    }

    /** The predictions of a held-out part as the trained model gave them. */
    public Predictions rawPredictions(int part) {
        return Predictions.ofCertain(raw[part], folds.heldOutLabels(part));
    }

    /** A metric of the calibrated predictions, part by part. */
    public FoldScores scores(BinaryMetric metric) {
        double[] values = new double[raw.length];
        for (int part = 0; part < values.length; part++) {
            values[part] = metric.of(predictions(part));
        }
        return new FoldScores(metric, values, folds.heldOutShare());
    }

    /** The raw probability of every row while it was held out, the mean over repetitions; NaN where it never was. */
    public double[] outOfFold() {
        double[] sums = new double[folds.rows().size()];
        int[] times = new int[sums.length];
        for (int part = 0; part < raw.length; part++) {
            int[] heldOut = folds.split(part).heldOut();
            for (int i = 0; i < heldOut.length; i++) {
                sums[heldOut[i]] += raw[part][i];
                times[heldOut[i]]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = times[i] == 0 ? Double.NaN : sums[i] / times[i];
        }
        return sums;
    }

    /**
     * The calibration of a model of all rows, learnt from the out-of-fold probabilities.
     *
     * @throws IllegalArgumentException if they carry no signal
     */
    public Calibration calibration() {
        double[] scores = outOfFold();
        int known = (int)
                Arrays.stream(scores).filter(score -> !Double.isNaN(score)).count();
        double[] probabilities = new double[known];
        boolean[] labels = new boolean[known];
        int next = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i])) {
                probabilities[next] = scores[i];
                labels[next++] = folds.labels()[i];
            }
        }
        return calibrator.fit(
                probabilities, labels, "out-of-fold scores of " + raw.length + " parts of the training rows");
    }

    /** How long training and scoring took over all splits, in seconds of wall time. */
    public double seconds() {
        return seconds;
    }

    double[][] raw() {
        return raw;
    }

    double[] raw(int part) {
        return raw[part];
    }

    Folds folds() {
        return folds;
    }

    /** The calibrated probabilities of a held-out part. */
    double[] calibrated(int part) {
        if (judged != null) {
            return judged[part];
        }
        Calibration calibration = calibrationFor(part);
        if (calibration == null) {
            return raw[part];
        }
        double[] calibrated = new double[raw[part].length];
        for (int i = 0; i < calibrated.length; i++) {
            calibrated[i] = calibration.apply(raw[part][i]);
        }
        return calibrated;
    }

    /** What the parts that inform a part make of its raw probabilities; null if there are none, or they carry no signal. */
    @Nullable
    Calibration calibrationFor(int part) {
        int[] informants = folds.informants(part);
        int size = 0;
        for (int other : informants) {
            size += raw[other].length;
        }
        if (size == 0) {
            return null;
        }
        double[] probabilities = new double[size];
        boolean[] labels = new boolean[size];
        int next = 0;
        for (int other : informants) {
            System.arraycopy(raw[other], 0, probabilities, next, raw[other].length);
            System.arraycopy(folds.heldOutLabels(other), 0, labels, next, raw[other].length);
            next += raw[other].length;
        }
        try {
            return calibrator.fit(probabilities, labels, "the other parts");
        } catch (IllegalArgumentException e) {
            // Scores that do not rise with the event have no calibration; their ranking is still to be judged.
            return null;
        }
    }
}
