// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Row;
import java.time.LocalDate;
import java.util.List;

/** A typed question about one customer field. Immutable and thread-safe; asking it allocates nothing. */
public sealed interface Condition {

    /** Starts a condition on a field: {@code field("age").atLeast(18)}. */
    static On field(String name) {
        return new On(name);
    }

    /** The field it asks about. */
    String field();

    /** The type that field must have. */
    FieldType type();

    /** Whether it holds for a row; unknown when the value is missing. */
    Truth test(Row row, int position);

    /** What it asks for, in words, such as {@code ">= 18"}. */
    String required();

    /**
     * A field waiting for its comparison.
     *
     * @param name the field's name
     */
    record On(String name) {

        /** The number is the limit or greater. */
        public Condition atLeast(double limit) {
            return new NumberCondition(name, Comparison.AT_LEAST, limit);
        }

        /** The number is the limit or less. */
        public Condition atMost(double limit) {
            return new NumberCondition(name, Comparison.AT_MOST, limit);
        }

        /** The number is greater than the limit. */
        public Condition above(double limit) {
            return new NumberCondition(name, Comparison.ABOVE, limit);
        }

        /** The number is less than the limit. */
        public Condition below(double limit) {
            return new NumberCondition(name, Comparison.BELOW, limit);
        }

        /** The date is this day or later. */
        public Condition atLeast(LocalDate day) {
            return new DateCondition(name, Comparison.AT_LEAST, day);
        }

        /** The date is this day or earlier. */
        public Condition atMost(LocalDate day) {
            return new DateCondition(name, Comparison.AT_MOST, day);
        }

        /** The text is one of these levels. */
        public Condition in(String... levels) {
            return new LevelCondition(name, List.of(levels), true);
        }

        /** The text is none of these levels. */
        public Condition notIn(String... levels) {
            return new LevelCondition(name, List.of(levels), false);
        }

        /** The flag has this value. */
        public Condition is(boolean expected) {
            return new FlagCondition(name, expected);
        }
    }

    /**
     * A number against a limit.
     *
     * @param field the field it asks about
     * @param comparison how
     * @param limit with what, finite
     */
    record NumberCondition(String field, Comparison comparison, double limit) implements Condition {
        /** Refuses a limit nothing can be compared with. */
        public NumberCondition {
            if (!Double.isFinite(limit)) {
                throw new IllegalArgumentException(
                        "The limit (" + limit + ") of a condition on \"" + field + "\" must be a finite number.");
            }
        }

        @Override
        public FieldType type() {
            return FieldType.NUMBER;
        }

        @Override
        public Truth test(Row row, int position) {
            double value = row.number(position);
            return Double.isNaN(value) ? Truth.UNKNOWN : Truth.of(comparison.holds(value, limit));
        }

        @Override
        public String required() {
            return comparison.symbol() + " " + Numbers.display(limit);
        }
    }

    /**
     * A date against a day.
     *
     * @param field the field it asks about
     * @param comparison how
     * @param day with what
     */
    record DateCondition(String field, Comparison comparison, LocalDate day) implements Condition {
        @Override
        public FieldType type() {
            return FieldType.DATE;
        }

        @Override
        public Truth test(Row row, int position) {
            double value = row.number(position);
            return Double.isNaN(value) ? Truth.UNKNOWN : Truth.of(comparison.holds(value, (double) day.toEpochDay()));
        }

        @Override
        public String required() {
            return comparison.symbol() + " " + day;
        }
    }

    /**
     * A text against a set of levels.
     *
     * @param field the field it asks about
     * @param levels at least one
     * @param inside whether the text must be one of them, or none
     */
    record LevelCondition(String field, List<String> levels, boolean inside) implements Condition {
        /** Refuses an empty set. */
        public LevelCondition {
            levels = List.copyOf(levels);
            if (levels.isEmpty()) {
                throw new IllegalArgumentException(
                        "The levels (none) of a condition on \"" + field + "\" must be at least one.");
            }
        }

        @Override
        public FieldType type() {
            return FieldType.CATEGORY;
        }

        @Override
        public Truth test(Row row, int position) {
            String value = row.text(position);
            return value == null ? Truth.UNKNOWN : Truth.of(levels.contains(value) == inside);
        }

        @Override
        public String required() {
            return (inside ? "one of " : "none of ") + String.join(", ", levels);
        }
    }

    /**
     * A flag against a value.
     *
     * @param field the field it asks about
     * @param expected what it must be
     */
    record FlagCondition(String field, boolean expected) implements Condition {
        @Override
        public FieldType type() {
            return FieldType.BOOLEAN;
        }

        @Override
        public Truth test(Row row, int position) {
            double value = row.number(position);
            return Double.isNaN(value) ? Truth.UNKNOWN : Truth.of((value != 0) == expected);
        }

        @Override
        public String required() {
            return expected ? "yes" : "no";
        }
    }
}
