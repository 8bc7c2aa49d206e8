// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.statistics;

import io.nextbestaction.arbitration.Normal;

/** Levels of confidence. */
public final class Levels {
    private Levels() {}

    /**
     * Refuses what is no level.
     *
     * @throws IllegalArgumentException if it is outside (0, 1)
     */
    public static void check(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "The level (" + level + ") of an interval must lie between 0 and 1.\nMaybe 0.95 is meant.");
        }
    }

    /** How many standard errors an interval of a level reaches to either side. */
    public static double reach(double level) {
        return -Normal.quantile((1 - level) / 2);
    }
}
