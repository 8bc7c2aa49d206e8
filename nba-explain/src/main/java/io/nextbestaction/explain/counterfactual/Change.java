// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How one field may change, and at what cost. Immutable. */
public sealed interface Change {

    /** The field. */
    String field();

    /** Which way a value may move. */
    enum Way {
        /** Up or down. */
        EITHER,
        /** Up only, as ages and tenures do. */
        UP,
        /** Down only, as debts are hoped to. */
        DOWN
    }

    /**
     * A number, a flag (0 and 1) or a date (days since 1970-01-01) may take the values {@code from}, {@code from + step}, … up
     * to {@code to}.
     *
     * @param field the field
     * @param from the lowest value
     * @param to the highest value
     * @param step between two values, above 0
     * @param way which way it may move
     * @param costPerUnit of moving by 1, above 0
     */
    record Range(String field, double from, double to, double step, Way way, double costPerUnit) implements Change {
        /** The most values of a range. */
        public static final int MOST_VALUES = 10_000;

        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if it is empty, not finite, has too many values, or the cost is not above 0
         */
        public Range {
            if (!Double.isFinite(from) || !Double.isFinite(to) || !(from <= to) || !(step > 0)) {
                throw new IllegalArgumentException("The range (" + from + " to " + to + " by " + step + ") of field \""
                        + field + "\" must go up by a step above 0.\nMaybe its ends were swapped.");
            }
            if ((to - from) / step >= MOST_VALUES) {
                throw new IllegalArgumentException("The range (" + from + " to " + to + " by " + step + ") of field \""
                        + field + "\" must have at most " + MOST_VALUES + " values.\nMaybe take a larger step.");
            }
            Costs.check(field, costPerUnit);
        }

        /** The same, upwards only. */
        public Range upwards() {
            return new Range(field, from, to, step, Way.UP, costPerUnit);
        }

        /** The same, downwards only. */
        public Range downwards() {
            return new Range(field, from, to, step, Way.DOWN, costPerUnit);
        }

        /** The same at another cost. */
        public Range costing(double perUnit) {
            return new Range(field, from, to, step, way, perUnit);
        }
    }

    /**
     * A text may become one of some levels.
     *
     * @param field the field
     * @param costs of becoming each level, above 0, in the order that breaks ties
     */
    record Levels(String field, Map<String, Double> costs) implements Change {
        /**
         * Checks and copies the costs.
         *
         * @throws IllegalArgumentException if there is none or one is not above 0
         */
        public Levels {
            if (costs.isEmpty()) {
                throw new IllegalArgumentException("The levels (none) of field \"" + field
                        + "\" must be at least one.\nMaybe leave the field out.");
            }
            for (double cost : costs.values()) {
                Costs.check(field, cost);
            }
            costs = Collections.unmodifiableMap(new LinkedHashMap<>(costs));
        }
    }

    /** A number may move within a range by steps, either way, at a cost of 1 for each step. */
    static Range range(String field, double from, double to, double step) {
        return new Range(field, from, to, step, Way.EITHER, 1 / step);
    }

    /** A flag may turn, at a cost of 1. */
    static Range flag(String field) {
        return new Range(field, 0, 1, 1, Way.EITHER, 1);
    }

    /** A text may become any of these, at a cost of 1 each. */
    static Levels levels(String field, String... levels) {
        Map<String, Double> costs = new LinkedHashMap<>();
        for (String level : levels) {
            costs.put(level, 1.0);
        }
        return new Levels(field, costs);
    }
}
