// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

/**
 * The Brier score in three parts (Murphy 1973): Brier = reliability − resolution + uncertainty + residual.
 *
 * <p>Two biases belong to it. Bins hide what varies inside them: the residual is the variance of the probability within
 * bins less twice its covariance with the outcome there (Stephenson et al. 2008), and is 0 with one bin for every
 * distinct probability. And chance makes the rates of small bins scatter: reliability and resolution are both too large
 * by about bins / rows · uncertainty (Bröcker 2012), so fine bins overstate both.
 *
 * @param brier the Brier score, in [0, 1]
 * @param reliability Σ share · (mean p − event rate)², what calibration could gain; 0 is best
 * @param resolution Σ share · (event rate − event rate of all)², how far the bins differ; more is better
 * @param uncertainty rate · (1 − rate) of all rows, what the event rate alone would score; not the model's doing
 * @param residual what the bins hide
 */
public record BrierDecomposition(
        double brier, double reliability, double resolution, double uncertainty, double residual) {

    /**
     * The parts over the bins of a curve of the same predictions.
     *
     * @throws IllegalArgumentException if the curve does not hold as many rows
     */
    public static BrierDecomposition of(Predictions predictions, CalibrationCurve curve) {
        long rows = 0;
        double reliability = 0;
        double resolution = 0;
        double rate = predictions.eventRate();
        for (CalibrationCurve.Bin bin : curve.bins()) {
            rows += bin.rows();
            reliability += bin.rows() * bin.gap() * bin.gap();
            resolution += bin.rows() * (bin.eventRate() - rate) * (bin.eventRate() - rate);
        }
        if (rows != predictions.rows()) {
            throw new IllegalArgumentException("The rows (" + rows + ") of the calibration curve must be as many as the"
                    + " predictions (" + predictions.rows() + ").\nMaybe the curve is of other predictions.");
        }
        reliability /= rows;
        resolution /= rows;
        double uncertainty = rate * (1 - rate);
        double brier = predictions.brier();
        double residual = brier - (reliability - resolution + uncertainty);
        return new BrierDecomposition(brier, reliability, resolution, uncertainty, residual);
    }
}
