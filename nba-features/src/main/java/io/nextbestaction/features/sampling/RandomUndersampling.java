// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import io.nextbestaction.model.Sampler;
import io.nextbestaction.model.TrainingSet;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Leaves out rows of the frequent outcome, drawn without replacement; the others keep their order. Missing values and weights
 * stay as they are. Immutable; the same data and seed give the same rows.
 *
 * @param ratio rare to frequent rows afterwards, above 0 and at most 1; where it is met already nothing is left out
 */
public record RandomUndersampling(double ratio) implements Sampler {

    /**
     * Checks the ratio.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public RandomUndersampling {
        Classes.checkRatio(ratio);
    }

    /** As many frequent rows as rare ones. */
    public static RandomUndersampling balanced() {
        return new RandomUndersampling(1);
    }

    @Override
    public String describe() {
        return "random undersampling (" + Classes.shown(ratio) + ")";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there is one outcome only
     */
    @Override
    public TrainingSet sample(TrainingSet data, long seed) {
        Classes classes = Classes.of("random undersampling", data);
        int[] frequent = classes.frequent().clone();
        int kept = (int) Math.min(frequent.length, Math.round(classes.rare().length / ratio));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < kept; i++) {
            int j = i + random.nextInt(frequent.length - i);
            int swap = frequent[i];
            frequent[i] = frequent[j];
            frequent[j] = swap;
        }
        int[] positions = Arrays.copyOf(classes.rare(), classes.rare().length + kept);
        System.arraycopy(frequent, 0, positions, classes.rare().length, kept);
        Arrays.sort(positions);
        return data.select(positions);
    }
}
