// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.model.Scratch;

/** The chance of each arm as a function of the features; allocates nothing. */
@SuppressWarnings("ArrayRecordComponent") // never compared
sealed interface ArmChances {
    /** The least estimated chance; 1 less it is the largest. */
    double CLIP = 0.01;

    double of(int arm, double[] features, Scratch scratch);

    /** The same for everyone. */
    record Known(double[] chances) implements ArmChances {
        @Override
        public double of(int arm, double[] features, Scratch scratch) {
            return chances[arm];
        }
    }

    /** One classifier for each arm, or one for the second of two. */
    record Classified(Outcome[] models, int arms) implements ArmChances {

        @Override
        public double of(int arm, double[] features, Scratch scratch) {
            double own = 0;
            double sum = 0;
            for (int k = 0; k < arms; k++) {
                double chance = raw(k, features, scratch);
                own = k == arm ? chance : own;
                sum += chance;
            }
            return clip(own / sum);
        }

        /** All chances; whether one was clipped. */
        boolean all(double[] features, double[] out, Scratch scratch) {
            double sum = 0;
            for (int k = 0; k < arms; k++) {
                out[k] = raw(k, features, scratch);
                sum += out[k];
            }
            boolean clipped = false;
            for (int k = 0; k < arms; k++) {
                double chance = out[k] / sum;
                out[k] = clip(chance);
                clipped |= out[k] != chance;
            }
            return clipped;
        }

        private double raw(int arm, double[] features, Scratch scratch) {
            if (arms == 2) {
                double treated = models[0].of(features, scratch);
                return arm == 1 ? treated : 1 - treated;
            }
            // Never 0 for all arms at once.
            return Math.max(models[arm].of(features, scratch), 1e-12);
        }

        private static double clip(double chance) {
            return Math.max(CLIP, Math.min(1 - CLIP, chance));
        }
    }
}
