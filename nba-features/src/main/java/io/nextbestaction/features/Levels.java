// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

/**
 * Which levels of a category get a column of their own; all others share the column {@code field=other}. The most
 * frequent levels come first, ties by name. Immutable.
 *
 * @param minimumRows training rows a level must have, at least 1
 * @param maximum levels with a column of their own, at least 1
 */
public record Levels(int minimumRows, int maximum) {

    /**
     * Checks both limits.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public Levels {
        check("minimum of rows", minimumRows);
        check("maximum", maximum);
    }

    /** At most 50 levels, each seen at least once. */
    public static Levels defaults() {
        return new Levels(1, 50);
    }

    /** The same with another minimum of training rows for each level. */
    public Levels withMinimumRows(int rows) {
        return new Levels(rows, maximum);
    }

    /** The same with another maximum of levels. */
    public Levels withMaximum(int levels) {
        return new Levels(minimumRows, levels);
    }

    private static void check(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The " + what + " (" + value + ") of the levels must be at least 1.\n"
                    + "Maybe use Levels.defaults().");
        }
    }
}
