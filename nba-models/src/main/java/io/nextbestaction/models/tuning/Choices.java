// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import java.util.List;

/**
 * Gives a {@link Space} its settings one by one, under names that stand in the leaderboard: drawn at random, or the next
 * point of a grid. A space asks for the same names in the same order every time.
 */
public interface Choices {

    /**
     * A whole number between two, both included.
     *
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    int whole(String name, int from, int to);

    /**
     * A number between two.
     *
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    double real(String name, double from, double to);

    /**
     * A number between two whose logarithm is spread evenly, for what acts by its order of magnitude.
     *
     * @throws IllegalArgumentException if {@code from} is not above 0 or above {@code to}
     */
    double scaled(String name, double from, double to);

    /**
     * One of several values.
     *
     * @throws IllegalArgumentException if there is none
     */
    <T> T oneOf(String name, List<T> values);

    /**
     * A number of rounds or trees between two: as {@link #whole}, but where successive halving spends rounds, only the share
     * of it that the trial has earned, at least 1.
     *
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    int rounds(String name, int from, int to);
}
