// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The map of isotonic calibration (Zadrozny and Elkan 2002), a rising line through knots: constant within a level and
 * outside the outermost knots, straight between levels. It makes ties, and may give 0 or 1 where a level rests on rows of
 * one class only. O(log knots) a probability.
 */
public final class IsotonicMap implements Calibration {
    /** The most knots; a line of so many levels follows every wrinkle of its rows. */
    public static final int MOST_KNOTS = 100_000;

    private final double[] raw;
    private final double[] calibrated;
    private final String fittedOn;
    private final long rows;

    private IsotonicMap(double[] raw, double[] calibrated, String fittedOn, long rows) {
        this.raw = raw;
        this.calibrated = calibrated;
        this.fittedOn = fittedOn;
        this.rows = rows;
    }

    /**
     * A line through knots; arrays are copied.
     *
     * @param raw the probabilities before, in [0, 1], each above the one before it
     * @param calibrated the probability after each, in [0, 1], none below the one before it
     * @param fittedOn the data, in words
     * @param rows how many rows that was
     * @throws IllegalArgumentException if there is no knot, there are more than {@value #MOST_KNOTS}, lengths differ or a
     *     knot breaks its rule
     */
    public static IsotonicMap of(double[] raw, double[] calibrated, String fittedOn, long rows) {
        if (raw.length == 0 || raw.length > MOST_KNOTS || raw.length != calibrated.length) {
            throw new IllegalArgumentException("The knots (" + raw.length + " raw, " + calibrated.length
                    + " calibrated) of an isotonic map must be as many of both, 1 to " + MOST_KNOTS
                    + ".\nMaybe raise the minimum bin.");
        }
        for (int k = 0; k < raw.length; k++) {
            boolean inside = raw[k] >= 0 && raw[k] <= 1 && calibrated[k] >= 0 && calibrated[k] <= 1;
            if (!inside || (k > 0 && !(raw[k] > raw[k - 1] && calibrated[k] >= calibrated[k - 1]))) {
                throw new IllegalArgumentException("The knot " + k + " (" + raw[k] + " to " + calibrated[k]
                        + ") of an isotonic map must lie in [0, 1] and rise.\n" + Edge.NO_SIGNAL);
            }
        }
        return new IsotonicMap(raw.clone(), calibrated.clone(), fittedOn, rows);
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

    @Override
    public String fittedOn() {
        return fittedOn;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public double apply(double probability) {
        if (Double.isNaN(probability)) {
            return Double.NaN;
        }
        int found = Arrays.binarySearch(raw, probability + 0.0); // no negative zero
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

    @Override
    public double steepness(double probability) {
        int found = Arrays.binarySearch(raw, probability + 0.0);
        int above = found >= 0 ? found + 1 : -found - 1;
        if (above == 0 || above >= raw.length) {
            return 0;
        }
        return (calibrated[above] - calibrated[above - 1]) / (raw[above] - raw[above - 1]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IsotonicMap map
                && Arrays.equals(raw, map.raw)
                && Arrays.equals(calibrated, map.calibrated)
                && fittedOn.equals(map.fittedOn)
                && rows == map.rows;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(raw) + Arrays.hashCode(calibrated);
    }

    /** The number of knots, on how many rows of which data they rest. */
    @Override
    public String toString() {
        return "IsotonicMap[" + raw.length + " knots, fittedOn=" + fittedOn + ", rows=" + rows + "]";
    }
}
