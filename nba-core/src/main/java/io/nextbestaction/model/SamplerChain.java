// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/** Two samplers one after the other, each with a seed of its own. */
record SamplerChain(Sampler first, Sampler second) implements Sampler {
    /** An odd number far from 1, so that seeds 1, 2, 3 of the first are none of the second. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    @Override
    public String describe() {
        return first.describe() + ", then " + second.describe();
    }

    @Override
    public TrainingSet sample(TrainingSet data, long seed) {
        return second.sample(first.sample(data, seed), seed + STEP);
    }
}
