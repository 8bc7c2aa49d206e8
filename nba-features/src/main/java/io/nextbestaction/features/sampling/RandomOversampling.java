// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import io.nextbestaction.model.Sampler;
import io.nextbestaction.model.TrainingSet;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Repeats rows of the rare outcome, drawn with replacement; the rows given come first, unchanged. Missing values and weights
 * are repeated as they are. Immutable; the same data and seed give the same rows.
 *
 * @param ratio rare to frequent rows afterwards, above 0 and at most 1; where it is met already nothing is added
 */
public record RandomOversampling(double ratio) implements Sampler {

    /**
     * Checks the ratio.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public RandomOversampling {
        Classes.checkRatio(ratio);
    }

    /** As many rare rows as frequent ones. */
    public static RandomOversampling balanced() {
        return new RandomOversampling(1);
    }

    @Override
    public String describe() {
        return "random oversampling (" + Classes.shown(ratio) + ")";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there is one outcome only
     */
    @Override
    public TrainingSet sample(TrainingSet data, long seed) {
        Classes classes = Classes.of("random oversampling", data);
        int[] rare = classes.rare();
        int[] positions =
                Arrays.copyOf(IntStream.range(0, data.rows()).toArray(), data.rows() + classes.missing(ratio));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = data.rows(); i < positions.length; i++) {
            positions[i] = rare[random.nextInt(rare.length)];
        }
        return data.select(positions);
    }
}
