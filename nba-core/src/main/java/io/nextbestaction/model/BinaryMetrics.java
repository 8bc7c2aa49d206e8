// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How good probabilities of a yes-or-no outcome are, on rows the model has not seen.
 *
 * @param rows the number of rows
 * @param positives the rows with the event
 * @param auc area under the ROC curve, ties counted half, in [0, 1]
 * @param averagePrecision area under the precision-recall curve as average precision, in (0, 1]
 * @param logLoss mean negative log-likelihood, natural logarithm, probabilities clipped to 1e-6 from the edge
 * @param brier mean squared error of the probability, in [0, 1]
 * @param calibrationError expected calibration error over ten bins of equal width: Σ share · |mean p − event rate|
 * @param meanProbability the mean probability, to be compared with the event rate
 */
public record BinaryMetrics(
        long rows,
        long positives,
        double auc,
        double averagePrecision,
        double logLoss,
        double brier,
        double calibrationError,
        double meanProbability) {
    private static final int BINS = 10;
    private static final double EDGE = 1e-6;

    /**
     * The metrics of probabilities against outcomes; O(n log n).
     *
     * @throws IllegalArgumentException if lengths differ, a probability is outside [0, 1], or one class is absent
     */
    public static BinaryMetrics of(double[] probabilities, boolean[] labels) {
        int n = labels.length;
        if (probabilities.length != n) {
            throw new IllegalArgumentException(
                    "The probabilities (" + probabilities.length + ") must be as many as the labels (" + n + ").");
        }
        long positives = IntStream.range(0, n).filter(i -> labels[i]).count();
        if (positives == 0 || positives == n) {
            throw new IllegalArgumentException("The labels (" + positives + " of " + n
                    + " positive) must hold both classes.\nMaybe the held-out part is too small.");
        }
        double logLoss = 0;
        double brier = 0;
        double mean = 0;
        double[] binP = new double[BINS];
        double[] binY = new double[BINS];
        for (int i = 0; i < n; i++) {
            double p = probabilities[i];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "The probability (" + p + ") of row " + (i + 1) + " must lie in [0, 1].");
            }
            double y = labels[i] ? 1 : 0;
            double clipped = Math.max(EDGE, Math.min(1 - EDGE, p));
            logLoss -= labels[i] ? StrictMath.log(clipped) : StrictMath.log1p(-clipped);
            brier += (p - y) * (p - y);
            mean += p;
            int bin = Math.min(BINS - 1, (int) (p * BINS));
            binP[bin] += p;
            binY[bin] += y;
        }
        double calibrationError = 0;
        for (int b = 0; b < BINS; b++) {
            calibrationError += Math.abs(binP[b] - binY[b]);
        }
        double[] ranking = ranking(probabilities, labels, positives);
        return new BinaryMetrics(
                n, positives, ranking[0], ranking[1], logLoss / n, brier / n, calibrationError / n, mean / n);
    }

    /** {AUC, average precision} in one pass over groups of equal probability, best first. */
    private static double[] ranking(double[] probabilities, boolean[] labels, long positives) {
        int n = labels.length;
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            // A probability's bits sort as the number does; the label rides in a bit the sum below does not need.
            keys[i] = (Double.doubleToLongBits(probabilities[i] + 0.0) << 1) | (labels[i] ? 1 : 0);
        }
        Arrays.sort(keys);
        double aucSum = 0;
        double precisionSum = 0;
        long truePositives = 0;
        long falsePositives = 0;
        int i = n - 1;
        while (i >= 0) {
            long groupPositives = 0;
            long groupNegatives = 0;
            long score = keys[i] >> 1;
            while (i >= 0 && keys[i] >> 1 == score) {
                if ((keys[i] & 1) == 1) {
                    groupPositives++;
                } else {
                    groupNegatives++;
                }
                i--;
            }
            aucSum += groupNegatives * (truePositives + groupPositives / 2.0);
            truePositives += groupPositives;
            falsePositives += groupNegatives;
            precisionSum += groupPositives * ((double) truePositives / (truePositives + falsePositives));
        }
        return new double[] {aucSum / ((double) positives * falsePositives), precisionSum / positives};
    }
}
