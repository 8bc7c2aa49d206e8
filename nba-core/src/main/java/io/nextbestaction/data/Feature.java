// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.util.List;

/**
 * One column of a feature vector and the customer fields it was made from.
 *
 * @param name the column's name, such as {@code country=FR} or {@code balance × age}
 * @param sources the names of the customer fields behind it, at least one, such as {@code country}
 */
public record Feature(String name, List<String> sources) {

    /**
     * Checks the sources.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Feature {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("The sources (none) of feature \"" + name
                    + "\" must be at least one.\nMaybe name the field it was made from.");
        }
    }

    /** A column made from one field. */
    public Feature(String name, String source) {
        this(name, List.of(source));
    }
}
