// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.Progress;

/**
 * A trainer that resamples its training rows first. As a sampler is called nowhere else, rows that are scored, calibrated or
 * measured on are never resampled: what it does to probabilities is seen, and mended, on the rows of a fold it did not touch.
 * Immutable.
 */
public final class Resampled implements ClassifierTrainer {
    private final Sampler sampler;
    private final ClassifierTrainer trainer;

    private Resampled(Sampler sampler, ClassifierTrainer trainer) {
        this.sampler = sampler;
        this.trainer = trainer;
    }

    /** A trainer on the rows a sampler gives. */
    public static Resampled of(Sampler sampler, ClassifierTrainer trainer) {
        return new Resampled(sampler, trainer);
    }

    /** What changes the rows. */
    public Sampler sampler() {
        return sampler;
    }

    /** What is trained on them. */
    public ClassifierTrainer trainer() {
        return trainer;
    }

    @Override
    public String describe() {
        return trainer.describe() + " on rows resampled by " + sampler.describe();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if the sampler cannot work on these rows
     */
    @Override
    public Scorer train(TrainingSet data, long seed, Progress progress) {
        return trainer.train(sampler.sample(data, seed), seed, progress);
    }

    /** The trainer's own: fitted on rows that were not resampled, it takes back what resampling did to the event rate. */
    @Override
    public Calibrator calibrator() {
        return trainer.calibrator();
    }

    @Override
    public String toString() {
        return describe();
    }
}
