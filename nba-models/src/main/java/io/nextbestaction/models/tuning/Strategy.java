// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

/**
 * Which settings of a family are tried after its usual ones. An immutable value.
 *
 * @param kind how settings are chosen
 * @param levels of a grid, the places on each range; of halving, one in how many goes on to the next round
 */
public record Strategy(Kind kind, int levels) {

    /** How settings are chosen. */
    public enum Kind {
        /** As many draws as the family asks for. */
        RANDOM,
        /** Every combination. */
        GRID,
        /** The same draws on few rows first; the best go on with more. */
        HALVING_ROWS,
        /** The same draws with few rounds first; a family without rounds spends rows. */
        HALVING_ROUNDS
    }

    /**
     * Checks the levels.
     *
     * @throws IllegalArgumentException if a grid has no level, or halving keeps everything
     */
    public Strategy {
        boolean halves = kind == Kind.HALVING_ROWS || kind == Kind.HALVING_ROUNDS;
        if (levels < (halves ? 2 : 1)) {
            throw new IllegalArgumentException("The " + (halves ? "part (one in " : "levels (") + levels + ") of a "
                    + (halves ? "halving search must be one in 2 or fewer" : "grid must be at least 1")
                    + ".\nMaybe 3 is meant.");
        }
    }

    /** Draws settings at random (Bergstra and Bengio 2012). */
    public static Strategy random() {
        return new Strategy(Kind.RANDOM, 1);
    }

    /**
     * Tries every combination of listed values and of places on each range, ends included.
     *
     * @param levels the places on a range, at least 1
     * @throws IllegalArgumentException if there is none
     */
    public static Strategy grid(int levels) {
        return new Strategy(Kind.GRID, levels);
    }

    /**
     * Draws settings, tries all on 1/keep² of the training rows, the best one in {@code keep} of each family on 1/keep, and
     * the best of those on all (successive halving, Jamieson and Talwalkar 2016).
     *
     * @throws IllegalArgumentException if it is below 2
     */
    public static Strategy halvingRows(int keep) {
        return new Strategy(Kind.HALVING_ROWS, keep);
    }

    /**
     * The same with rounds in place of rows, where a family has {@linkplain Choices#rounds rounds}.
     *
     * @throws IllegalArgumentException if it is below 2
     */
    public static Strategy halvingRounds(int keep) {
        return new Strategy(Kind.HALVING_ROUNDS, keep);
    }
}
