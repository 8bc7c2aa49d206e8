// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.EffectModel;
import java.util.List;

/**
 * The effect of every arm against the control for a customer, compiled to the kernels of nba-core: how much the arm changes
 * the expected outcome, in units of the outcome (a probability for 0/1). Immutable, thread-safe, deterministic to the bit;
 * scoring allocates nothing once the scratch has grown. NaN in the features is missing.
 */
public final class UpliftModel {
    private final String learner;
    private final List<String> arms;
    private final List<Effect> effects;
    private final Nuisance nuisance;

    UpliftModel(String learner, List<String> arms, List<Effect> effects, Nuisance nuisance) {
        this.learner = learner;
        this.arms = List.copyOf(arms);
        this.effects = List.copyOf(effects);
        this.nuisance = nuisance;
    }

    /**
     * What the fit rested on besides the outcome models.
     *
     * @param propensity where the chance of each arm came from, in words; "not used" for learners without
     * @param clippedShare the part of the rows whose estimated chance of an arm was moved to 0.01 or 0.99; 0 where known or
     *     not used
     * @param folds the parts of cross-fitting, 1 where no model scored training rows
     */
    public record Nuisance(String propensity, double clippedShare, int folds) {
        static final Nuisance NONE = new Nuisance("not used", 0, 1);
    }

    /** The learner and its trainers in one line. */
    public String describe() {
        return learner;
    }

    /** The arms, the control first. */
    public List<String> arms() {
        return arms;
    }

    /** The length of the feature vector. */
    public int inputs() {
        return effects.get(0).inputs();
    }

    /** What the fit rested on besides the outcome models. */
    public Nuisance nuisance() {
        return nuisance;
    }

    /**
     * The effect of one arm; 0 for the control.
     *
     * @param arm its number, 0 the control
     * @param features at least {@link #inputs()} values
     * @param scratch buffers of the calling thread
     * @throws IndexOutOfBoundsException if there is no such arm
     */
    public double effect(int arm, double[] features, UpliftScratch scratch) {
        return arm == 0 ? 0 : effects.get(arm - 1).of(features, scratch);
    }

    /**
     * The effect of one arm as an engine takes it: the same numbers, in a form that is saved with it.
     *
     * @param arm its number, at least 1
     * @throws IllegalArgumentException if it is an X-learner's with estimated chances of the arms, which no engine takes
     * @throws IndexOutOfBoundsException if there is no such arm
     */
    public EffectModel effect(int arm) {
        Effect effect = effects.get(arm - 1);
        return new EffectModel(
                learner + ", " + arms.get(arm) + " against " + arms.get(0),
                effect.inputs(),
                effect.terms(),
                effect.offset());
    }

    /**
     * The effects of all arms.
     *
     * @param features at least {@link #inputs()} values
     * @param out receives one for each arm, 0 for the control
     * @param scratch buffers of the calling thread
     */
    public void effects(double[] features, double[] out, UpliftScratch scratch) {
        out[0] = 0;
        for (int k = 1; k < arms.size(); k++) {
            out[k] = effects.get(k - 1).of(features, scratch);
        }
    }

    /**
     * The effects of one arm on many customers.
     *
     * @param arm its number, 0 the control
     * @param rows [rows × at least {@link #inputs()} columns]
     */
    public double[] effects(int arm, FeatureMatrix rows) {
        double[] out = new double[rows.rows()];
        double[] row = new double[rows.columns()];
        UpliftScratch scratch = new UpliftScratch();
        for (int i = 0; i < out.length; i++) {
            rows.row(i, row);
            out[i] = effect(arm, row, scratch);
        }
        return out;
    }
}
