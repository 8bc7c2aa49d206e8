// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Probabilities of customers beside what came true, and what acting on them is worth. Customers at or above a cutoff are
 * acted on. Immutable.
 */
public final class Outcomes {
    private static final int MOST_CUTOFFS = 1000;

    private final double[] probabilities;
    private final boolean[] labels;
    private final double hit;
    private final double falseAlarm;
    private final String unit;

    private Outcomes(double[] probabilities, boolean[] labels, double hit, double falseAlarm, String unit) {
        this.probabilities = probabilities;
        this.labels = labels;
        this.hit = hit;
        this.falseAlarm = falseAlarm;
        this.unit = unit;
    }

    /**
     * Outcomes without a worth; arrays are copied.
     *
     * @param probabilities calibrated probabilities of customers the model never saw, in [0, 1]
     * @param labels whether the event came
     * @throws IllegalArgumentException if there are not as many of both, a probability is none, or there is no event or
     *     nothing else
     */
    public static Outcomes of(double[] probabilities, boolean[] labels) {
        if (probabilities.length != labels.length) {
            throw new IllegalArgumentException("The probabilities (" + probabilities.length + ") and labels ("
                    + labels.length + ") of outcomes must be as many.");
        }
        for (double p : probabilities) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "The probability (" + p + ") of an outcome must lie in [0, 1].\nMaybe a margin was given.");
            }
        }
        int events =
                (int) IntStream.range(0, labels.length).filter(i -> labels[i]).count();
        if (events == 0 || events == labels.length) {
            throw new IllegalArgumentException("The events (" + events + " of " + labels.length
                    + ") of outcomes must be some, but not all.\nMaybe hold out more customers.");
        }
        return new Outcomes(probabilities.clone(), labels.clone(), Double.NaN, Double.NaN, "");
    }

    /**
     * The same with what acting earns, over not acting.
     *
     * @param onEvent earned by acting where the event would come
     * @param onNone earned by acting where it would not; a loss is negative
     * @param currency what both are in
     * @throws IllegalArgumentException if a number is not finite
     */
    public Outcomes worth(double onEvent, double onNone, String currency) {
        if (!Double.isFinite(onEvent) || !Double.isFinite(onNone)) {
            throw new IllegalArgumentException(
                    "The worth (" + onEvent + " and " + onNone + ") of acting must be finite.");
        }
        return new Outcomes(probabilities, labels, onEvent, onNone, currency);
    }

    double[] probabilities() {
        return probabilities;
    }

    boolean[] labels() {
        return labels;
    }

    boolean hasWorth() {
        return Double.isFinite(hit);
    }

    double onEvent() {
        return hit;
    }

    double onNone() {
        return falseAlarm;
    }

    String unit() {
        return unit;
    }

    /**
     * How many are acted on, and of these how many rightly, at cutoffs in falling order.
     *
     * @param cutoffs each the least probability acted on
     * @param acted customers at or above it
     * @param hits events among them
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier within the package, never compared
    record Table(double[] cutoffs, int[] acted, int[] hits, int rows, int events) {
        int size() {
            return cutoffs.length;
        }
    }

    /** One line for each distinct probability, or about a thousand evenly spread ones. */
    Table table() {
        Integer[] order = IntStream.range(0, labels.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> -probabilities[i]));
        int n = order.length;
        double[] cutoffs = new double[Math.min(n, MOST_CUTOFFS)];
        int[] acted = new int[cutoffs.length];
        int[] hits = new int[cutoffs.length];
        int count = 0;
        int events = 0;
        for (int i = 0; i < n; i++) {
            events += labels[order[i]] ? 1 : 0;
            boolean lastOfEqual = i + 1 == n || probabilities[order[i + 1]] != probabilities[order[i]];
            boolean due = (long) (i + 1) * cutoffs.length / n > count || i + 1 == n;
            if (lastOfEqual && due) {
                cutoffs[count] = probabilities[order[i]];
                acted[count] = i + 1;
                hits[count] = events;
                count++;
            }
        }
        return new Table(
                Arrays.copyOf(cutoffs, count), Arrays.copyOf(acted, count), Arrays.copyOf(hits, count), n, events);
    }
}
