// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import io.nextbestaction.data.State;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What is known of a reward that is linear in the features: ridge regression learnt one outcome at a time, with A = λI +
 * Σxxᵀ and θ = A⁻¹Σrx. {@link #upper} is LinUCB's score (Li et al. 2010), {@link #draw} that of linear Thompson sampling
 * (Agrawal and Goyal 2013); take one for each action. Flat arrays, O(d²) an outcome and a score (Sherman and Morrison
 * 1950); scoring allocates nothing. Not thread-safe. NaN features are refused when learning and give NaN when scoring.
 */
public final class LinearPosterior {
    /** What is learnt takes the square of them, and taking back the cube. */
    private static final int MOST_INPUTS = 4096;

    private final int inputs;
    private final double ridge;
    private final double[] gram;
    private final double[] moments;
    private final double[] inverse;
    private final double[] weights;
    private final double[] buffer;

    /**
     * Knows nothing yet: weights around 0.
     *
     * @param inputs the length of the feature vector, 1 to 4,096; an intercept is a feature that is always 1
     * @param ridge λ, how sure the start is, above 0
     * @throws IllegalArgumentException if either is out of range
     */
    public LinearPosterior(int inputs, double ridge) {
        if (inputs < 1 || inputs > MOST_INPUTS || !(ridge > 0) || !Double.isFinite(ridge)) {
            throw new IllegalArgumentException("The inputs (" + inputs + ") and ridge (" + ridge
                    + ") of a linear posterior must be 1 to " + MOST_INPUTS + ", and finite and above 0.\n"
                    + "Maybe 1 was meant for the ridge; choose among many features first.");
        }
        this.inputs = inputs;
        this.ridge = ridge;
        gram = new double[inputs * inputs];
        moments = new double[inputs];
        inverse = new double[inputs * inputs];
        weights = new double[inputs];
        buffer = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            inverse[i * inputs + i] = 1 / ridge;
        }
    }

    /** The length of the feature vector. */
    public int inputs() {
        return inputs;
    }

    /** The expected reward. */
    public double mean(double[] x) {
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
            sum += weights[i] * x[i];
        }
        return sum;
    }

    /** √(xᵀA⁻¹x), by which what is unknown of the reward falls as outcomes come in. */
    public double deviation(double[] x) {
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
            double row = 0;
            for (int j = 0; j < inputs; j++) {
                row += inverse[i * inputs + j] * x[j];
            }
            sum += row * x[i];
        }
        return Math.sqrt(Math.max(0, sum));
    }

    /** The expected reward and so many deviations more. */
    public double upper(double[] x, double alpha) {
        return mean(x) + alpha * deviation(x);
    }

    /** The reward by weights drawn from N(θ, v²A⁻¹). */
    public double draw(double[] x, double v, SplittableRandom random) {
        return mean(x) + v * deviation(x) * Sampling.normal(random);
    }

    /** The draw of one decision: the same for the same seed and decision. */
    public double draw(double[] x, double v, long seed, String decision) {
        return draw(x, v, Sampling.of(seed, decision));
    }

    /**
     * Takes an outcome in.
     *
     * @throws IllegalArgumentException if a feature or the reward is not finite
     */
    public void learn(double[] x, double reward) {
        check(x, reward);
        add(x, 1, reward);
        double product = 0;
        for (int i = 0; i < inputs; i++) {
            buffer[i] = 0;
            for (int j = 0; j < inputs; j++) {
                buffer[i] += inverse[i * inputs + j] * x[j];
            }
            product += buffer[i] * x[i];
        }
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < inputs; j++) {
                inverse[i * inputs + j] -= buffer[i] * buffer[j] / (1 + product);
            }
        }
        solve();
    }

    /**
     * Takes an outcome back that was taken in, by O(d³).
     *
     * @throws IllegalArgumentException if a feature or the reward is not finite
     */
    public void forget(double[] x, double reward) {
        check(x, reward);
        add(x, -1, -reward);
        invert();
    }

    /** Takes in how the outcome of a decision for these features changed; a conversion is a reward of 1. */
    public void learn(double[] x, Settlement change) {
        if (change.resolved() > 0) {
            learn(x, change.conversions());
        } else if (change.resolved() < 0) {
            forget(x, -change.conversions());
        } else {
            check(x, change.conversions());
            add(x, 0, change.conversions());
            solve();
        }
    }

    /**
     * Makes all outcomes so far count so much less, against drift; O(d³), such as 0.99 once a day.
     *
     * @throws IllegalArgumentException if the factor lies outside (0, 1]
     */
    public void discount(double factor) {
        Discount.check(factor);
        for (int i = 0; i < gram.length; i++) {
            gram[i] *= factor;
        }
        for (int i = 0; i < inputs; i++) {
            moments[i] *= factor;
        }
        invert();
    }

    private void check(double[] x, double reward) {
        double sum = Math.abs(reward);
        for (int i = 0; i < inputs; i++) {
            // squares are what is summed
            sum += x[i] * x[i];
        }
        if (!Double.isFinite(sum)) {
            throw new IllegalArgumentException(
                    "The features and the reward of an outcome must be finite numbers.\nMaybe fill in what is missing.");
        }
    }

    private void add(double[] x, double times, double reward) {
        for (int i = 0; i < inputs; i++) {
            moments[i] += reward * x[i];
            for (int j = 0; j < inputs; j++) {
                gram[i * inputs + j] += times * x[i] * x[j];
            }
        }
    }

    private void solve() {
        for (int i = 0; i < inputs; i++) {
            double sum = 0;
            for (int j = 0; j < inputs; j++) {
                sum += inverse[i * inputs + j] * moments[j];
            }
            weights[i] = sum;
        }
    }

    /** A = LLᵀ, then A⁻¹ column by column. */
    private void invert() {
        double[] factor = new double[gram.length];
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = gram[i * inputs + j] + (i == j ? ridge : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * inputs + k] * factor[j * inputs + k];
                }
                // The ridge keeps A definite; taking back may leave a rounding error below it.
                factor[i * inputs + j] =
                        i == j ? Math.sqrt(Math.max(sum, ridge * 1e-12)) : sum / factor[j * inputs + j];
            }
        }
        for (int column = 0; column < inputs; column++) {
            for (int i = 0; i < inputs; i++) {
                double sum = i == column ? 1 : 0;
                for (int k = 0; k < i; k++) {
                    sum -= factor[i * inputs + k] * buffer[k];
                }
                buffer[i] = sum / factor[i * inputs + i];
            }
            for (int i = inputs - 1; i >= 0; i--) {
                double sum = buffer[i];
                for (int k = i + 1; k < inputs; k++) {
                    sum -= factor[k * inputs + i] * inverse[k * inputs + column];
                }
                inverse[i * inputs + column] = sum / factor[i * inputs + i];
            }
        }
        solve();
    }

    /** All that was learnt. */
    public State state() {
        return State.builder()
                .put("inputs", inputs)
                .put("ridge", ridge)
                .put("gram", gram)
                .put("moments", moments)
                .put("inverse", inverse)
                .build();
    }

    /**
     * Restores what {@link #state()} saved, to the bit.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LinearPosterior restore(State state) {
        int inputs = state.integer("inputs");
        if (state.numbers("gram").length != (long) inputs * inputs) {
            throw wrong("gram", state.numbers("gram").length, (long) inputs * inputs);
        }
        LinearPosterior posterior = new LinearPosterior(inputs, state.number("ridge"));
        copy(state, "gram", posterior.gram);
        copy(state, "moments", posterior.moments);
        copy(state, "inverse", posterior.inverse);
        posterior.solve();
        return posterior;
    }

    private static void copy(State state, String name, double[] to) {
        double[] saved = state.numbers(name);
        if (saved.length != to.length || !Arrays.stream(saved).allMatch(Double::isFinite)) {
            throw wrong(name, saved.length, to.length);
        }
        System.arraycopy(saved, 0, to, 0, to.length);
    }

    private static IllegalArgumentException wrong(String name, int saved, long wanted) {
        return new IllegalArgumentException("The saved numbers \"" + name + "\" (" + saved + ") must be " + wanted
                + " finite ones, as the inputs say.\nMaybe the state is another learner's.");
    }
}
