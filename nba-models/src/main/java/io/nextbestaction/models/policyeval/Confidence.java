// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

/** How intervals around a policy's value are made. */
public sealed interface Confidence {

    /** The confidence, such as 0.95. */
    double level();

    /** The same at another level. */
    Confidence withLevel(double level);

    /** Studentised bootstrap with 1000 replicates at the level 0.95. */
    static Confidence studentised(long seed) {
        return new Studentised(1000, 0.95, seed);
    }

    /**
     * Studentised bootstrap: customers are drawn as a whole, each replicate's distance is measured in its own standard error
     * (Efron 1981). For every estimator.
     *
     * @param replicates how many, at least 200
     * @param level in (0, 1)
     * @param seed of the draws
     */
    record Studentised(int replicates, double level, long seed) implements Confidence {

        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Studentised {
            if (replicates < 200) {
                throw new IllegalArgumentException("The replicates (" + replicates
                        + ") of a studentised bootstrap must be at least 200.\nMaybe 1000 is meant.");
            }
            checkLevel(level);
        }

        @Override
        public Studentised withLevel(double value) {
            return new Studentised(replicates, value, seed);
        }
    }

    /**
     * Empirical Bernstein bound (Maurer and Pontil 2009): holds for every sample size, so it is wide. For estimators that are a
     * plain mean, on logs with one decision a customer.
     *
     * @param range by how much one decision's term, w · r for IPS, can differ from another's at most: known beforehand, from the
     *     least logged chance and the largest reward, not read from the data
     * @param level in (0, 1)
     */
    record Bernstein(double range, double level) implements Confidence {

        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Bernstein {
            if (!(range > 0) || Double.isInfinite(range)) {
                throw new IllegalArgumentException("The range (" + range
                        + ") of a Bernstein bound must be finite and above 0.\nMaybe clip the weights.");
            }
            checkLevel(level);
        }

        @Override
        public Bernstein withLevel(double value) {
            return new Bernstein(range, value);
        }
    }

    private static void checkLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "The level (" + level + ") of an interval must lie between 0 and 1.\nMaybe 0.95 is meant.");
        }
    }
}
