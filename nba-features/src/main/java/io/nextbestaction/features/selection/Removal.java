// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import io.nextbestaction.data.Numbers;
import java.util.Locale;

/**
 * A field that was left out, and why.
 *
 * @param field the field's name
 * @param reason the rule that left it out
 * @param value what the rule measured, NaN if nothing
 * @param other the kept field it repeats, empty if there is none
 */
public record Removal(String field, Reason reason, double value, String other) {

    /** The rules, in the order they are applied. */
    public enum Reason {
        /** Named by the user. */
        UNWANTED,
        /** The same value in every row. */
        CONSTANT,
        /** Equal to an earlier field in every row. */
        DUPLICATE,
        /** Tells too little about the event. */
        INFORMATION,
        /** Goes together with an earlier field. */
        CORRELATION,
        /** Almost a linear combination of the others. */
        VARIANCE_INFLATION
    }

    /** The reason in words. */
    public String why() {
        return switch (reason) {
            case UNWANTED -> "unwanted";
            case CONSTANT -> "the same value in every row";
            case DUPLICATE -> "equal to \"" + other + "\" in every row";
            case INFORMATION -> "information value " + rounded();
            case CORRELATION -> "correlation " + rounded() + " with \"" + other + "\"";
            case VARIANCE_INFLATION ->
                Double.isInfinite(value)
                        ? "a linear combination of other fields"
                        : "variance inflation factor " + Numbers.display(Math.rint(value * 10) / 10);
        };
    }

    private String rounded() {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
