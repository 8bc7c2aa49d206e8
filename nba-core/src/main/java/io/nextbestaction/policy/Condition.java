// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Numbers;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A typed question about a customer, the context or a model's output: a comparison of one field, or all, any or not of
 * others, in three-valued logic. Immutable and thread-safe; {@link Policy} compiles it to a flat form.
 */
public sealed interface Condition {

    /** Starts a condition on a customer field: {@code field("age").atLeast(18)}. */
    static On field(String name) {
        return new On(Source.FIELD, name);
    }

    /** Starts a condition on a field given with the decision: {@code context("branchOpen").is(true)}. */
    static On context(String name) {
        return new On(Source.CONTEXT, name);
    }

    /** Starts a condition on the churn probability: {@code churn().atLeast(0.4)}. */
    static On churn() {
        return new On(Source.MODEL, "churn");
    }

    /** Starts a condition on the name of the segment: {@code segment().in("affluent")}. */
    static On segment() {
        return new On(Source.MODEL, "segment");
    }

    /** Starts a condition on the probability that the action is accepted: {@code propensity().atLeast(0.01)}. */
    static On propensity() {
        return new On(Source.MODEL, "propensity");
    }

    /** Every one of these: false if one is false, else unknown if one is unknown. */
    static Condition all(Condition... parts) {
        return new AllOf(List.of(parts));
    }

    /** At least one of these: true if one is true, else unknown if one is unknown. */
    static Condition any(Condition... parts) {
        return new AnyOf(List.of(parts));
    }

    /** The opposite; of unknown, unknown. */
    static Condition not(Condition part) {
        return new Not(part);
    }

    /** What it asks for, in words: {@code ">= 18"} of a comparison, with the fields' names of a combination. */
    String required();

    /** The comparisons it is made of, in order; itself alone for a comparison. */
    List<Comparing> leaves();

    /** A question about one field. */
    sealed interface Comparing extends Condition {
        /** Where the field is found. */
        Source source();

        /** The field it asks about. */
        String field();

        /** The type that field must have. */
        FieldType type();

        @Override
        default List<Comparing> leaves() {
            return List.of(this);
        }
    }

    /**
     * A field waiting for its comparison.
     *
     * @param source where it is found
     * @param name the field's name
     */
    record On(Source source, String name) {

        /** The number is the limit or greater. */
        public Condition atLeast(double limit) {
            return new NumberCondition(source, name, Comparison.AT_LEAST, limit);
        }

        /** The number is the limit or less. */
        public Condition atMost(double limit) {
            return new NumberCondition(source, name, Comparison.AT_MOST, limit);
        }

        /** The number is greater than the limit. */
        public Condition above(double limit) {
            return new NumberCondition(source, name, Comparison.ABOVE, limit);
        }

        /** The number is less than the limit. */
        public Condition below(double limit) {
            return new NumberCondition(source, name, Comparison.BELOW, limit);
        }

        /** The date is this day or later. */
        public Condition atLeast(LocalDate day) {
            return new DateCondition(source, name, Comparison.AT_LEAST, day);
        }

        /** The date is this day or earlier. */
        public Condition atMost(LocalDate day) {
            return new DateCondition(source, name, Comparison.AT_MOST, day);
        }

        /** The text is one of these levels. */
        public Condition in(String... levels) {
            return new LevelCondition(source, name, List.of(levels), true);
        }

        /** The text is none of these levels. */
        public Condition notIn(String... levels) {
            return new LevelCondition(source, name, List.of(levels), false);
        }

        /** The flag has this value. */
        public Condition is(boolean expected) {
            return new FlagCondition(source, name, expected);
        }
    }

    /**
     * A number against a limit.
     *
     * @param source where the field is found
     * @param field the field it asks about
     * @param comparison how
     * @param limit with what, finite
     */
    record NumberCondition(Source source, String field, Comparison comparison, double limit) implements Comparing {
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
        public String required() {
            return comparison.symbol() + " " + Numbers.display(limit);
        }
    }

    /**
     * A date against a day.
     *
     * @param source where the field is found
     * @param field the field it asks about
     * @param comparison how
     * @param day with what
     */
    record DateCondition(Source source, String field, Comparison comparison, LocalDate day) implements Comparing {
        @Override
        public FieldType type() {
            return FieldType.DATE;
        }

        @Override
        public String required() {
            return comparison.symbol() + " " + day;
        }
    }

    /**
     * A text against a set of levels.
     *
     * @param source where the field is found
     * @param field the field it asks about
     * @param levels at least one
     * @param inside whether the text must be one of them, or none
     */
    record LevelCondition(Source source, String field, List<String> levels, boolean inside) implements Comparing {
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
        public String required() {
            return (inside ? "one of " : "none of ") + String.join(", ", levels);
        }
    }

    /**
     * A flag against a value.
     *
     * @param source where the field is found
     * @param field the field it asks about
     * @param expected what it must be
     */
    record FlagCondition(Source source, String field, boolean expected) implements Comparing {
        @Override
        public FieldType type() {
            return FieldType.BOOLEAN;
        }

        @Override
        public String required() {
            return expected ? "yes" : "no";
        }
    }

    /**
     * Every one of several conditions.
     *
     * @param parts at least one
     */
    record AllOf(List<Condition> parts) implements Condition {
        /** Refuses an empty list. */
        public AllOf {
            parts = checked("all", parts);
        }

        @Override
        public String required() {
            return parts.stream().map(Condition::sentence).collect(Collectors.joining(" and "));
        }

        @Override
        public List<Comparing> leaves() {
            return parts.stream().flatMap(part -> part.leaves().stream()).toList();
        }
    }

    /**
     * At least one of several conditions.
     *
     * @param parts at least one
     */
    record AnyOf(List<Condition> parts) implements Condition {
        /** Refuses an empty list. */
        public AnyOf {
            parts = checked("any", parts);
        }

        @Override
        public String required() {
            return parts.stream().map(Condition::sentence).collect(Collectors.joining(" or "));
        }

        @Override
        public List<Comparing> leaves() {
            return parts.stream().flatMap(part -> part.leaves().stream()).toList();
        }
    }

    /**
     * The opposite of a condition.
     *
     * @param part what must not hold
     */
    record Not(Condition part) implements Condition {
        @Override
        public String required() {
            return "not " + sentence(part);
        }

        @Override
        public List<Comparing> leaves() {
            return part.leaves();
        }
    }

    private static List<Condition> checked(String combination, List<Condition> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(
                    "The conditions (none) of \"" + combination + "\" must be at least one.");
        }
        return List.copyOf(parts);
    }

    /** A condition in words, with the name of its field: {@code age >= 18}. */
    static String describe(Condition condition) {
        return condition instanceof Comparing ? sentence(condition) : condition.required();
    }

    /** A condition with the field's name, a combination in brackets. */
    private static String sentence(Condition part) {
        if (part instanceof Comparing leaf) {
            return leaf.source().shown(leaf.field()) + " " + leaf.required();
        }
        return part instanceof Not ? part.required() : "(" + part.required() + ")";
    }
}
