// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.profile;

import io.nextbestaction.data.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one field holds.
 *
 * @param field the name and type
 * @param present rows with a value; a blank text is missing
 * @param missing rows without one
 * @param distinct how many different values are present
 * @param numbers the summary of a number, boolean or date; null for a category, and where nothing is present
 * @param levels the ten most frequent levels of a category, ties by name; empty for other types. These are customer data
 */
public record FieldProfile(
        Field field,
        int present,
        int missing,
        int distinct,
        @Nullable NumberSummary numbers,
        List<LevelCount> levels) {

    /** Copies the list. */
    public FieldProfile {
        levels = List.copyOf(levels);
    }

    /** The share of rows without a value, 0 to 1. */
    public double missingShare() {
        return (double) missing / (present + missing);
    }

    /** Whether every row holds the same, a value or none. */
    public boolean isConstant() {
        return distinct == 0 || (distinct == 1 && missing == 0);
    }
}
