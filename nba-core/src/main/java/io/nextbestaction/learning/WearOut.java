// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How much pressure wears out acceptance, {@code P' = P · exp(-wearOut · F)}, learnt from outcomes: what {@code
 * Fatigue.withWearOut} asks for; take one for each channel. Each outcome comes with the acceptance expected at rest, and each
 * group, such as an action, may do better or worse than expected by a factor of its own, so that a model that promises too
 * much is not taken for wear-out: given a group's conversions only their spread over pressures counts (Poisson regression
 * conditioned on totals, Andersen 1970). A normal belief, cut at 0, holds until outcomes say otherwise.
 *
 * <p>Whoever chooses by the acceptance expected contacts under pressure those whose acceptance is overestimated most, which
 * in part passes for wear-out: refit the model with new outcomes, and learn again by what it expects then. Not thread-safe;
 * taking an outcome in is O(1), an estimate some milliseconds for twenty groups; the same outcomes in any order give the
 * same but for rounding.
 */
public final class WearOut {
    private static final double STEP = 0.05;
    private static final int STEPS = 400;
    private static final double MOST = 20;
    private static final int HALVINGS = 60;

    private final double believed;
    private final double deviation;
    private final TreeMap<String, Group> groups = new TreeMap<>();

    /** The expected conversions by pressure, and their pressures; the conversions that came. */
    private static final class Group {
        final double[] expected = new double[STEPS];
        final double[] pressed = new double[STEPS];
        double conversions;
        double pressure;

        /** ln Σ E·exp(-rate·F) in its first and second derivative by the rate; NaN if nothing is expected. */
        double[] slopes(double rate) {
            double sum = 0;
            double first = 0;
            double second = 0;
            for (int i = 0; i < STEPS; i++) {
                if (expected[i] > 0) {
                    // What is left by rounding where all was taken back still lies in its step.
                    double at = Math.max(i * STEP, pressed[i] / expected[i]);
                    at = i < STEPS - 1 ? Math.min((i + 1) * STEP, at) : at;
                    double left = expected[i] * StrictMath.exp(-rate * at);
                    sum += left;
                    first += left * at;
                    second += left * at * at;
                }
            }
            double mean = first / sum;
            return new double[] {-mean, second / sum - mean * mean};
        }

        /** Steps without outcomes are left out. */
        State state(String name) {
            int[] steps = IntStream.range(0, STEPS)
                    .filter(i -> expected[i] != 0 || pressed[i] != 0)
                    .toArray();
            return State.builder()
                    .put("group", name)
                    .put("steps", IntStream.of(steps).asDoubleStream().toArray())
                    .put(
                            "expected",
                            IntStream.of(steps).mapToDouble(i -> expected[i]).toArray())
                    .put(
                            "pressed",
                            IntStream.of(steps).mapToDouble(i -> pressed[i]).toArray())
                    .put("conversions", conversions)
                    .put("pressure", pressure)
                    .build();
        }

        static Group restore(String name, State state) {
            double[] steps = state.numbers("steps");
            double[] expected = state.numbers("expected");
            double[] pressed = state.numbers("pressed");
            Group group = new Group();
            group.conversions = state.number("conversions");
            group.pressure = state.number("pressure");
            boolean fits = expected.length == steps.length
                    && pressed.length == steps.length
                    && Double.isFinite(group.conversions)
                    && Double.isFinite(group.pressure);
            int before = -1;
            for (int i = 0; fits && i < steps.length; i++) {
                int step = (int) steps[i];
                fits = step == steps[i]
                        && step > before
                        && step < STEPS
                        && Double.isFinite(expected[i])
                        && Double.isFinite(pressed[i]);
                if (fits) {
                    group.expected[step] = expected[i];
                    group.pressed[step] = pressed[i];
                    before = step;
                }
            }
            if (!fits) {
                throw new IllegalArgumentException("The saved numbers of group \"" + name + "\" (" + steps.length
                        + " steps) must be finite, as many each as the steps, and these rise from 0 to at most "
                        + (STEPS - 1) + ".\nMaybe the state was written by hand.");
            }
            return group;
        }
    }

    /**
     * What is known.
     *
     * @param rate the likeliest wear-out, at least 0
     * @param deviation how sure that is, as a standard deviation
     */
    public record Known(double rate, double deviation) {}

    /**
     * Knows nothing but a belief.
     *
     * @param believed the likeliest wear-out before any outcome, at least 0; 0 for none
     * @param deviation how far off the belief may be, above 0; 1 is hardly a belief
     * @throws IllegalArgumentException if either is out of range
     */
    public WearOut(double believed, double deviation) {
        if (!(believed >= 0 && deviation > 0) || !Double.isFinite(believed + deviation)) {
            throw new IllegalArgumentException("The believed wear-out (" + believed + ") must be finite and at least 0,"
                    + " and its deviation (" + deviation + ") finite and above 0.\nMaybe 0 and 1 were meant.");
        }
        this.believed = believed;
        this.deviation = deviation;
    }

    /**
     * Takes outcomes in that are known for sure, or back by negative numbers.
     *
     * @param group whose acceptance may be off by a common factor, such as the action
     * @param acceptance expected at rest, in [0, 1]
     * @param pressure of the channel just before the contact, at least 0
     * @param conversions among the outcomes
     * @param outcomes known for sure; an open one is none
     * @throws IllegalArgumentException if acceptance or pressure is out of range, or a number not finite
     */
    public void learn(String group, double acceptance, double pressure, double conversions, double outcomes) {
        if (!(acceptance >= 0 && acceptance <= 1 && pressure >= 0) || !Double.isFinite(pressure)) {
            throw new IllegalArgumentException("The acceptance (" + acceptance + ") expected of group \"" + group
                    + "\" must lie in [0, 1], and the pressure (" + pressure + ") be finite and at least 0.\n"
                    + "Maybe leave out what is missing.");
        }
        if (!Double.isFinite(conversions) || !Double.isFinite(outcomes)) {
            throw new IllegalArgumentException("The conversions (" + conversions + ") and outcomes (" + outcomes
                    + ") to learn must be finite.\nMaybe leave out what is not known.");
        }
        Group known = groups.computeIfAbsent(group, name -> new Group());
        int step = (int) Math.min(STEPS - 1, pressure / STEP);
        known.expected[step] += outcomes * acceptance;
        known.pressed[step] += outcomes * acceptance * pressure;
        known.conversions += conversions;
        known.pressure += conversions * pressure;
    }

    /** Takes in how an outcome changed. */
    public void learn(String group, double acceptance, double pressure, Settlement change) {
        learn(group, acceptance, pressure, change.conversions(), change.resolved());
    }

    /** The likeliest wear-out by the outcomes so far and the belief, at most {@value #MOST}. */
    public Known known() {
        double low = 0;
        double high = MOST;
        // The log-likelihood is concave: its slope crosses 0 once.
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slopes(middle)[0] > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double rate = slopes(0)[0] <= 0 ? 0 : (low + high) / 2;
        return new Known(rate, 1 / Math.sqrt(-slopes(rate)[1]));
    }

    private double[] slopes(double rate) {
        double precision = 1 / (deviation * deviation);
        double[] total = {(believed - rate) * precision, -precision};
        for (Group group : groups.values()) {
            double[] own = group.slopes(rate);
            // Where no acceptance is expected, how conversions spread tells nothing.
            if (!Double.isNaN(own[0])) {
                total[0] -= group.pressure + group.conversions * own[0];
                total[1] -= group.conversions * own[1];
            }
        }
        return total;
    }

    /** All that was learnt; {@link #restore} gives the same estimates to the bit, and goes on learning so. */
    public State state() {
        List<State> saved = new ArrayList<>();
        groups.forEach((name, group) -> saved.add(group.state(name)));
        return State.builder()
                .put("believed", believed)
                .put("deviation", deviation)
                .putAll("groups", saved)
                .build();
    }

    /**
     * Restores what {@link #state()} saved.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static WearOut restore(State state) {
        WearOut learner = new WearOut(state.number("believed"), state.number("deviation"));
        for (State saved : state.children("groups")) {
            String name = saved.text("group");
            if (learner.groups.put(name, Group.restore(name, saved)) != null) {
                throw new IllegalArgumentException("The group \"" + name
                        + "\" of a saved wear-out must be listed once.\nMaybe the state was written by hand.");
            }
        }
        return learner;
    }
}
