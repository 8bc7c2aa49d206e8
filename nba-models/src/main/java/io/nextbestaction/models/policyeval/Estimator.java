// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import io.nextbestaction.data.Numbers;

/**
 * How a policy's value is read from another's log; w is the chance of the action taken under the policy to be judged over that
 * under the logging one.
 *
 * @param kind the estimator
 * @param lambda its parameter; NaN for kinds without
 */
public record Estimator(Kind kind, double lambda) {

    /** The estimators. */
    public enum Kind {
        /** Mean of w · r: unbiased, noisy (Horvitz and Thompson 1952). */
        IPS(false, false),
        /** Mean of min(w, λ) · r. */
        CLIPPED(false, true),
        /** Σ w r / Σ w: a little bias, far less noise (Swaminathan and Joachims 2015). */
        SNIPS(false, false),
        /** Mean of the reward model's expectations: as right as the model is. Its interval leaves the model's error out. */
        DM(true, false),
        /** The expectations plus w · what is left of the reward (Dudík et al. 2011). */
        DR(true, false),
        /** DR with the correction divided by the mean of w. */
        SNDR(true, false),
        /** DR with the correction only where w ≤ λ (Wang et al. 2017). */
        SWITCH_DR(true, true),
        /** DR with w replaced by λw / (w² + λ) (Su et al. 2020). */
        DROS(true, true),
        /** IPS with w replaced by w / (1 − λ + λw), λ in [0, 1). */
        SGIPW(false, true),
        /** DR with w replaced by w / (1 − λ + λw), λ in [0, 1). */
        SGDR(true, true),
        /** Mean reward where a policy without chance took the action drawn evenly (Li et al. 2011). */
        REPLAY(false, false);

        private final boolean model;
        private final boolean parameter;

        Kind(boolean model, boolean parameter) {
            this.model = model;
            this.parameter = parameter;
        }

        /** Whether it needs a reward model. */
        public boolean needsModel() {
            return model;
        }

        /** Whether it has a parameter λ. */
        public boolean hasLambda() {
            return parameter;
        }
    }

    /**
     * Checks λ.
     *
     * @throws IllegalArgumentException if it is out of range, or given to a kind without
     */
    public Estimator {
        boolean share = kind == Kind.SGIPW || kind == Kind.SGDR;
        boolean fits = kind.hasLambda()
                ? share ? lambda >= 0 && lambda < 1 : lambda > 0 && lambda < Double.POSITIVE_INFINITY
                : Double.isNaN(lambda);
        if (!fits) {
            throw new IllegalArgumentException("The lambda (" + lambda + ") of " + kind + " must "
                    + (!kind.hasLambda() ? "be NaN" : share ? "lie in [0, 1)" : "be finite and above 0")
                    + ".\nMaybe let OffPolicy.tuned choose it.");
        }
    }

    /** An estimator without a parameter. */
    public static Estimator of(Kind kind) {
        return new Estimator(kind, Double.NaN);
    }

    /** An estimator with a parameter. */
    public static Estimator of(Kind kind, double lambda) {
        return new Estimator(kind, lambda);
    }

    /** Such as {@code SWITCH_DR λ=10}. */
    public String describe() {
        return kind.hasLambda() ? kind + " λ=" + Numbers.display(lambda) : kind.toString();
    }

    /** What takes the place of w. */
    double weight(double w) {
        return switch (kind) {
            case CLIPPED -> Math.min(w, lambda);
            case SWITCH_DR -> w <= lambda ? w : 0;
            case DROS -> lambda * w / (w * w + lambda);
            case SGIPW, SGDR -> w / (1 - lambda + lambda * w);
            case DM -> 0;
            default -> w;
        };
    }

    /** Whether it divides by the sum of weights. */
    boolean selfNormalised() {
        return kind == Kind.SNIPS || kind == Kind.SNDR || kind == Kind.REPLAY;
    }
}
