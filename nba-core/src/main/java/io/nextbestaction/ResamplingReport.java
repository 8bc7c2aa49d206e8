// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Resampled;
import java.util.List;
import java.util.Locale;

/**
 * What resampling did to a model, measured on rows the models had not seen and that were not resampled: a resampled model sees
 * the event too often, which its ranking does not show and re-calibration takes back.
 *
 * @param sampler what changed the training rows
 * @param plain without resampling, as trained
 * @param resampled with resampling, as trained
 * @param recalibrated with resampling, each fold calibrated on the out-of-fold scores of the others
 */
public record ResamplingReport(
        String sampler, BinaryMetrics plain, BinaryMetrics resampled, BinaryMetrics recalibrated) {

    /**
     * Trains with and without resampling in every fold; pipeline, sampler and model see training folds only.
     *
     * @param rows customers, all of one schema
     * @param labels one for each row; true is the event
     * @param folds how many, 2 at least
     * @throws IllegalArgumentException if the labels are not as many as the rows, an outcome has fewer rows than there are
     *     folds, or recipe, sampler or trainer cannot work on the rows
     */
    public static ResamplingReport of(
            FeaturePipeline recipe,
            List<Row> rows,
            boolean[] labels,
            Resampled trainer,
            int folds,
            long seed,
            Progress progress) {
        check(rows, labels, folds);
        FeaturePipeline settled = recipe.settled(rows.get(0).schema(), rows);
        double[] plain = new CrossFit(settled, trainer.trainer(), folds, seed)
                .outOfFold("without resampling", rows, labels, progress);
        CrossFit resampled = new CrossFit(settled, trainer, folds, seed);
        double[] scores = resampled.outOfFold("with resampling", rows, labels, progress);
        return new ResamplingReport(
                trainer.sampler().describe(),
                BinaryMetrics.of(plain, labels),
                BinaryMetrics.of(scores, labels),
                resampled.metrics(labels, scores));
    }

    private static void check(List<Row> rows, boolean[] labels, int folds) {
        if (rows.size() != labels.length) {
            throw new IllegalArgumentException(
                    "The labels (" + labels.length + ") of a resampling report must be as many" + " as the rows ("
                            + rows.size() + ").\nMaybe they come from another file.");
        }
        int events = 0;
        for (boolean label : labels) {
            events += label ? 1 : 0;
        }
        if (folds < 2 || Math.min(events, labels.length - events) < folds) {
            throw new IllegalArgumentException(
                    "The folds (" + folds + ") of a resampling report must be 2 at least and at"
                            + " most the rows of the rarer outcome (" + Math.min(events, labels.length - events)
                            + ").\nMaybe use 5, or more rows.");
        }
    }

    /** The share of rows with the event. */
    public double eventRate() {
        return (double) plain.positives() / plain.rows();
    }

    /** The comparison in words, three lines and a heading. */
    public String summary() {
        return "Resampled by " + sampler + "; event rate " + shown(eventRate()) + "\n"
                + line("without resampling", plain) + "\n" + line("with resampling", resampled) + "\n"
                + line("and re-calibrated", recalibrated);
    }

    private static String line(String what, BinaryMetrics metrics) {
        return what + ": mean probability " + shown(metrics.meanProbability()) + ", calibration error "
                + shown(metrics.calibrationError()) + ", Brier " + shown(metrics.brier()) + ", AUC "
                + shown(metrics.auc());
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
