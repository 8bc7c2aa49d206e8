// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What takes the place of a missing value, learned from the training rows that have one. Immutable.
 *
 * <p>A date is imputed as its number of days before the reference date, a boolean as 0 and 1.
 */
public final class Impute {
    private final Kind kind;
    private final double value;
    private final boolean indicator;

    private Impute(Kind kind, double value, boolean indicator) {
        this.kind = kind;
        this.value = value;
        this.indicator = indicator;
    }

    /** The arithmetic mean. */
    public static Impute mean() {
        return new Impute(Kind.MEAN, Double.NaN, false);
    }

    /** The median; of an even count the mean of the two middle values. */
    public static Impute median() {
        return new Impute(Kind.MEDIAN, Double.NaN, false);
    }

    /** The most frequent value or level; ties go to the smallest value, or the first name. */
    public static Impute mostFrequent() {
        return new Impute(Kind.MOST_FREQUENT, Double.NaN, false);
    }

    /**
     * A given number.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public static Impute constant(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The constant (" + value + ") of an imputation must be finite.\n"
                    + "Maybe leave the field out: missing numbers stay NaN by default.");
        }
        return new Impute(Kind.CONSTANT, value, false);
    }

    /** The same with a further column {@code field missing}: 1 where the value was missing, else 0. */
    public Impute withIndicator() {
        return new Impute(kind, value, true);
    }

    Kind kind() {
        return kind;
    }

    double value() {
        return value;
    }

    boolean indicator() {
        return indicator;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Impute impute
                && impute.kind == kind
                && Double.compare(impute.value, value) == 0
                && impute.indicator == indicator;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, value, indicator);
    }

    @Override
    public String toString() {
        return kind.verb + (kind == Kind.CONSTANT ? "(" + value + ")" : "()") + (indicator ? ".withIndicator()" : "");
    }

    /** How the substitute is found. */
    enum Kind {
        MEAN("mean"),
        MEDIAN("median"),
        MOST_FREQUENT("mostFrequent"),
        CONSTANT("constant");

        private final String verb;

        Kind(String verb) {
            this.verb = verb;
        }

        @Override
        public String toString() {
            return verb;
        }
    }
}
