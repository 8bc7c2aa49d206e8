// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * Contributions on the probability scale, mode "rescaled": every margin contribution times (p − p₀) / (m − m₀), where m
 * is the margin, m₀ the explainer's base, p and p₀ the probabilities of both. Signs and ranks stay and the contributions
 * sum to p − p₀; where m = m₀ the factor is its limit, the slope of the probability.
 *
 * <p>p₀ is the probability at the base margin, not the mean probability of customers. Pure functions that allocate
 * nothing.
 */
public final class ProbabilityScale {
    /** The name of this mode, to stand beside the figures it made. */
    public static final String MODE = "rescaled";

    /** Margins nearer than this use the limit: a difference quotient would be mostly rounding. */
    private static final double NEAR = 1e-9;

    private ProbabilityScale() {}

    /** The factor for the uncalibrated probability, not negative. */
    public static double factor(Link link, double base, double margin) {
        if (link == Link.IDENTITY) {
            return base == margin
                    ? (margin >= 0 && margin <= 1 ? 1 : 0)
                    : (link.probability(margin) - link.probability(base)) / (margin - base);
        }
        // σ(a) − σ(b) = σ(a) σ(−b) (1 − e^(b − a)), free of cancellation
        double above = Math.max(base, margin);
        double below = Math.min(base, margin);
        double gap = above - below;
        double chord = gap == 0 ? 1 : -StrictMath.expm1(-gap) / gap;
        return Link.sigmoid(above) * Link.sigmoid(-below) * chord;
    }

    /**
     * The factor for the calibrated probability of a model, not negative. Exact to rounding; for margins nearer than 1e-9
     * to the base it is the slope of the calibrated probability there.
     */
    public static double factor(ProbabilityModel model, double base, double margin) {
        Link link = model.scorer().link();
        Calibration calibration = model.calibration();
        if (Math.abs(margin - base) < NEAR) {
            return calibration.steepness(link.probability(margin)) * factor(link, margin, margin);
        }
        double from = calibration.apply(link.probability(base));
        double to = calibration.apply(link.probability(margin));
        // The last bit of an exponential may fall where the calibration rises.
        return Math.max(0, (to - from) / (margin - base));
    }
}
