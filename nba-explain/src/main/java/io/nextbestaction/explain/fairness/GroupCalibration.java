// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import io.nextbestaction.explain.Interval;
import java.util.List;

/**
 * Whether probabilities mean for a group what they say.
 *
 * @param group its name
 * @param rows its rows
 * @param meanProbability what is predicted on average
 * @param rate what came true, with Wilson's interval; the group is badly calibrated on the whole if it excludes the mean
 * @param bins by probability, those with a row
 */
public record GroupCalibration(String group, long rows, double meanProbability, Interval rate, List<Bin> bins) {

    /**
     * The rows of a range of probabilities.
     *
     * @param from the lowest probability
     * @param to the highest, excluded but for 1
     * @param rows how many, at least 1
     * @param meanProbability what is predicted on average
     * @param rate what came true
     */
    public record Bin(double from, double to, long rows, double meanProbability, Interval rate) {}

    /** Keeps the list from changing. */
    public GroupCalibration {
        bins = List.copyOf(bins);
    }
}
