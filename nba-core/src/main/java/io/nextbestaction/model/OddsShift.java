// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * Another calibration, then its odds multiplied by a factor: what corrects for another event rate. Exact at 0 and 1.
 * Made by {@link Calibration#withPrior} and {@link Calibration#withNegativesKept}; on an {@code OddsShift} they multiply
 * its factor, so shifts do not nest.
 *
 * @param learnt what is applied first, no shift itself
 * @param factor above 0, finite
 */
public record OddsShift(Calibration learnt, double factor) implements Calibration {

    /**
     * Checks the factor.
     *
     * @throws IllegalArgumentException if it is not above 0 and finite, or the calibration before is a shift
     */
    public OddsShift {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "The factor (" + factor
                            + ") of shifted odds must be finite and above 0.\nMaybe an event rate was 0 or 1 but for rounding.");
        }
        if (learnt instanceof OddsShift) {
            throw new IllegalArgumentException("The calibration (an odds shift) before an odds shift must be another"
                    + " kind.\nMaybe multiply the factors.");
        }
    }

    static Calibration ofPriors(Calibration learnt, double from, double to) {
        checkRate(from);
        checkRate(to);
        return shifted(learnt, to / from * ((1 - from) / (1 - to)));
    }

    static Calibration ofNegativesKept(Calibration learnt, double kept) {
        if (!(kept > 0 && kept <= 1)) {
            throw new IllegalArgumentException("The share of negatives kept (" + kept
                    + ") of a sampling correction must lie above 0 and be at most 1.\nMaybe it was given in percent.");
        }
        return shifted(learnt, kept);
    }

    private static Calibration shifted(Calibration learnt, double factor) {
        return learnt instanceof OddsShift before
                ? new OddsShift(before.learnt, before.factor * factor)
                : new OddsShift(learnt, factor);
    }

    private static void checkRate(double rate) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("The event rate (" + rate
                    + ") of a prior shift must lie between 0 and 1.\nMaybe it was given in percent.");
        }
    }

    @Override
    public double apply(double probability) {
        double p = learnt.apply(probability);
        // Each side is divided by the larger, so that neither an extreme factor nor rounding leaves [0, 1].
        return factor <= 1 ? p * factor / (p * factor + (1 - p)) : p / (p + (1 - p) / factor);
    }

    @Override
    public double steepness(double probability) {
        double p = learnt.apply(probability);
        double whole = factor <= 1 ? p * factor + (1 - p) : p + (1 - p) / factor;
        return learnt.steepness(probability) * (factor <= 1 ? factor : 1 / factor) / (whole * whole);
    }

    @Override
    public String fittedOn() {
        return learnt.fittedOn();
    }

    @Override
    public long rows() {
        return learnt.rows();
    }
}
