// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.RegressorTrainer;

/**
 * Learns the effect of every arm against the control: an immutable value, so one learner serves every fold. The same data and
 * seed give the same model. Outcomes of 0 and 1 take a classifier, amounts a regressor; a classifier's raw probabilities are
 * used, so take one that needs no calibration. Where a model scores training rows, it is cross-fitted over five folds by a
 * fixed hash of the customer (Chernozhukov et al. 2018).
 */
public interface UpliftLearner {

    /** The learner and its trainers in one line. */
    String describe();

    /**
     * Trains and compiles the effects.
     *
     * @throws IllegalArgumentException if an arm has too few rows for its model, or the trainer refuses the data
     */
    UpliftModel train(UpliftSet data, long seed);

    /**
     * One model of features and arm (S; Künzel et al. 2019): columns of 0 and 1 tell the arm. For trees; a linear model without
     * interactions gives everyone the same effect.
     */
    static UpliftLearner sLearner(ClassifierTrainer outcome) {
        return new MetaLearners.Single(new OutcomeTrainer.Probability(outcome));
    }

    /** {@link #sLearner(ClassifierTrainer)} for amounts. */
    static UpliftLearner sLearner(RegressorTrainer outcome) {
        return new MetaLearners.Single(new OutcomeTrainer.Amount(outcome));
    }

    /** A model for each arm (T), the effect their difference. */
    static UpliftLearner tLearner(ClassifierTrainer outcome) {
        return new MetaLearners.Separate(new OutcomeTrainer.Probability(outcome));
    }

    /** {@link #tLearner(ClassifierTrainer)} for amounts. */
    static UpliftLearner tLearner(RegressorTrainer outcome) {
        return new MetaLearners.Separate(new OutcomeTrainer.Amount(outcome));
    }

    /**
     * The effect of each customer as the other arm's model sees it, learnt on both sides and mixed by the chance of the arm (X;
     * Künzel et al. 2019). Good where one arm is much the smaller. No outcome model scores a row of its own arm.
     */
    static UpliftLearner xLearner(ClassifierTrainer outcome, RegressorTrainer effect, Propensity propensity) {
        return new MetaLearners.Crossed(new OutcomeTrainer.Probability(outcome), effect, propensity);
    }

    /** {@link #xLearner(ClassifierTrainer, RegressorTrainer, Propensity)} for amounts. */
    static UpliftLearner xLearner(RegressorTrainer outcome, RegressorTrainer effect, Propensity propensity) {
        return new MetaLearners.Crossed(new OutcomeTrainer.Amount(outcome), effect, propensity);
    }

    /**
     * What is left of the outcome against what is left of the arm, both less their expectation (R; Nie and Wager 2021), each
     * arm with the control alone.
     */
    static UpliftLearner rLearner(ClassifierTrainer outcome, RegressorTrainer effect, Propensity propensity) {
        return new MetaLearners.Residual(new OutcomeTrainer.Probability(outcome), effect, propensity);
    }

    /** {@link #rLearner(ClassifierTrainer, RegressorTrainer, Propensity)} for amounts. */
    static UpliftLearner rLearner(RegressorTrainer outcome, RegressorTrainer effect, Propensity propensity) {
        return new MetaLearners.Residual(new OutcomeTrainer.Amount(outcome), effect, propensity);
    }

    /**
     * A regression of doubly robust scores (DR; Kennedy 2023): right where either the outcome models or the chances are, and its
     * mean is the AIPW effect.
     */
    static UpliftLearner drLearner(ClassifierTrainer outcome, RegressorTrainer effect, Propensity propensity) {
        return new MetaLearners.DoublyRobust(new OutcomeTrainer.Probability(outcome), effect, propensity);
    }

    /** {@link #drLearner(ClassifierTrainer, RegressorTrainer, Propensity)} for amounts. */
    static UpliftLearner drLearner(RegressorTrainer outcome, RegressorTrainer effect, Propensity propensity) {
        return new MetaLearners.DoublyRobust(new OutcomeTrainer.Amount(outcome), effect, propensity);
    }

    /**
     * One classifier of "treated and yes, or control and no" (class transformation; Jaskowski and Jaroszewicz 2012). Only for
     * arms drawn as often as the control; else {@link #transformedOutcome}.
     */
    static UpliftLearner classTransformation(ClassifierTrainer trainer) {
        return new TransformationLearners.Flipped(trainer);
    }

    /**
     * One regression of outcomes weighted so that their mean is the effect (transformed outcome; Athey and Imbens 2016), for any
     * chances.
     */
    static UpliftLearner transformedOutcome(RegressorTrainer effect, Propensity propensity) {
        return new TransformationLearners.Weighted(effect, propensity);
    }
}
