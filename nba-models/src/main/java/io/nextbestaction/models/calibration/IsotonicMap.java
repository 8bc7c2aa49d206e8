// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rising line through knots: constant within a level and outside the outermost knots, straight between levels. It makes
 * ties, and may give 0 or 1 where a level rests on rows of one class only. O(log knots) a probability.
 */
public final class IsotonicMap implements ProbabilityMap {
    private final double[] raw;
    private final double[] calibrated;
    private final String fittedOn;
    private final long rows;

    IsotonicMap(double[] raw, double[] calibrated, String fittedOn, long rows) {
        this.raw = raw;
        this.calibrated = calibrated;
        this.fittedOn = fittedOn;
        this.rows = rows;
    }

    /**
     * A point of the line.
     *
     * @param raw the probability before
     * @param calibrated the probability after
     */
    public record Knot(double raw, double calibrated) {}

    /** The knots, by rising probability. */
    public List<Knot> knots() {
        List<Knot> knots = new ArrayList<>(raw.length);
        for (int k = 0; k < raw.length; k++) {
            knots.add(new Knot(raw[k], calibrated[k]));
        }
        return List.copyOf(knots);
    }

    /** The data it was fitted on, in words. */
    public String fittedOn() {
        return fittedOn;
    }

    /** How many rows that was. */
    public long rows() {
        return rows;
    }

    @Override
    public double apply(double probability) {
        if (Double.isNaN(probability)) {
            return Double.NaN;
        }
        int found = Arrays.binarySearch(raw, probability + 0.0);
        if (found >= 0) {
            return calibrated[found];
        }
        int above = -found - 1;
        if (above == 0) {
            return calibrated[0];
        }
        if (above == raw.length) {
            return calibrated[above - 1];
        }
        double from = calibrated[above - 1];
        double to = calibrated[above];
        double part = (probability - raw[above - 1]) / (raw[above] - raw[above - 1]);
        return Math.min(to, from + (to - from) * part);
    }
}
