// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Thompson sampling of rates: each option's rate is drawn from what is known of it, and the largest rate times value wins
 * (Thompson 1933; Chapelle and Li 2011). The same seed and decision give the same draw. Its probabilities have no closed
 * form: {@link #probabilities} estimates them, and a log that is to be evaluated later must keep how well. Immutable.
 */
public final class BetaThompson {
    private final long seed;

    /** A sampler. */
    public BetaThompson(long seed) {
        this.seed = seed;
    }

    /**
     * The probability of each option.
     *
     * @param values one for each option, adding up to 1
     * @param draws how many they were counted in
     */
    @SuppressWarnings("ArrayRecordComponent") // a result, never compared
    public record Probabilities(double[] values, int draws) {

        /** The standard error of one of them. */
        public double error(int option) {
            return Math.sqrt(values[option] * (1 - values[option]) / draws);
        }
    }

    /**
     * The option a decision takes.
     *
     * @param rates what is known of each option
     * @param values what a conversion of each earns, finite
     * @throws IllegalArgumentException if there is none, not as many values, or one that is not finite
     */
    public int choose(List<BetaPosterior> rates, double[] values, String decision) {
        check(rates, values);
        return best(rates, values, Sampling.of(seed, decision));
    }

    /**
     * The probability with which {@link #choose} takes each option over decisions, counted in further draws.
     *
     * @param draws at least 1; the standard error falls with their square root
     * @throws IllegalArgumentException if there is no option or draw, not as many values as options, or one that is not
     *     finite
     */
    public Probabilities probabilities(List<BetaPosterior> rates, double[] values, int draws) {
        check(rates, values);
        if (draws < 1) {
            throw new IllegalArgumentException(
                    "The draws (" + draws + ") of probabilities must be at least 1.\nMaybe 1000 was meant.");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] taken = new double[values.length];
        for (int i = 0; i < draws; i++) {
            taken[best(rates, values, random)]++;
        }
        for (int i = 0; i < taken.length; i++) {
            taken[i] /= draws;
        }
        return new Probabilities(taken, draws);
    }

    private static int best(List<BetaPosterior> rates, double[] values, SplittableRandom random) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            double worth = rates.get(i).draw(random) * values[i];
            if (worth > most) {
                most = worth;
                best = i;
            }
        }
        return best;
    }

    private static void check(List<BetaPosterior> rates, double[] values) {
        if (rates.isEmpty() || values.length != rates.size()) {
            throw new IllegalArgumentException("The values (" + values.length + ") must be as many as the rates ("
                    + rates.size() + "), and at least one.\nMaybe leave out options that are not allowed in both.");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("The value (" + value
                        + ") of an option must be finite.\nMaybe leave the option out, and its rate.");
            }
        }
    }
}
