// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * Changes which rows a trainer sees, such as fewer of the frequent class or synthetic ones of the rare: an immutable
 * value. A sampler reaches no rows but those of a training fold, since only a trainer calls it; rows that are scored,
 * calibrated or measured on are never resampled. The same data and seed give the same rows.
 */
public interface Sampler {

    /** The method and its settings in one line, such as {@code "SMOTE (5 neighbours, to 1 : 1)"}. */
    String describe();

    /**
     * The rows to train on instead.
     *
     * @throws IllegalArgumentException if the method cannot work on these rows, such as for want of neighbours
     */
    TrainingSet sample(TrainingSet data, long seed);

    /** This, and then another on the rows it gives, such as SMOTE and then the removal of Tomek links. */
    default Sampler then(Sampler next) {
        return new SamplerChain(this, next);
    }
}
