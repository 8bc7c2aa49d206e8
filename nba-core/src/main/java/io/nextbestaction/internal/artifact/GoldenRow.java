// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A made-up customer and what was decided for them when the artifact was saved; a load that decides otherwise, in a
 * single bit (reasons: by more than 1e-9), is refused. Arrays are copied neither in nor out.
 *
 * @param numbers one for each field of the schema, NaN where missing or a text
 * @param texts one for each field of the schema, null where missing or a number
 * @param expected what was decided
 */
@SuppressWarnings("ArrayRecordComponent") // compared through difference
public record GoldenRow(double[] numbers, @Nullable String[] texts, Outcome expected) {

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if there are not as many numbers as texts
     */
    public GoldenRow {
        if (numbers.length != texts.length) {
            throw new IllegalArgumentException("The golden row (" + numbers.length + " numbers, " + texts.length
                    + " texts) must have as many of both.");
        }
    }

    /** Takes the values of a row. */
    public static GoldenRow of(Row row, Outcome expected) {
        int size = row.schema().size();
        double[] numbers = new double[size];
        @Nullable String[] texts = new @Nullable String[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = row.number(i);
            texts[i] = row.text(i);
        }
        return new GoldenRow(numbers, texts, expected);
    }

    /**
     * The values as a row.
     *
     * @throws IllegalArgumentException if the schema has another number of fields
     */
    public Row row(Schema schema) {
        if (schema.size() != numbers.length) {
            throw new IllegalArgumentException("The golden row (" + numbers.length + " values) must have one value for"
                    + " each of the schema's " + schema.size() + " fields.\nMaybe entries were mixed up.");
        }
        Row row = new Row(schema);
        for (int i = 0; i < numbers.length; i++) {
            row.setNumber(i, numbers[i]);
            row.setText(i, texts[i]);
        }
        return row;
    }

    /**
     * What was decided for a golden row.
     *
     * @param churn the calibrated probability, NaN without a churn model
     * @param segment the index of the segment, -1 without segments
     * @param action the index of the winning action in the catalogue, -1 for doing nothing
     * @param expectedValue the winner's expected value
     * @param contributions of each feature to the churn margin, empty without an explainer
     * @param probabilities of each action and of doing nothing, empty without exploration
     */
    @SuppressWarnings("ArrayRecordComponent") // compared through difference
    public record Outcome(
            double churn,
            int segment,
            int action,
            double expectedValue,
            double[] contributions,
            double[] probabilities) {

        /** A faster kernel may add the same contributions in another order; the decision itself must keep every bit. */
        private static final double CONTRIBUTION_TOLERANCE = 1e-9;

        /** What was decided without exploration. */
        public Outcome(double churn, int segment, int action, double expectedValue, double[] contributions) {
            this(churn, segment, action, expectedValue, contributions, new double[0]);
        }

        /**
         * The first thing in which another outcome differs, in words with both values; null if none. Everything decided
         * must be equal to the bit, contributions to 1e-9.
         */
        public @Nullable String difference(Outcome other) {
            if (differ(churn, other.churn)) {
                return "churn probability (" + other.churn + " instead of " + churn + ")";
            }
            if (segment != other.segment) {
                return "segment (" + other.segment + " instead of " + segment + ")";
            }
            if (action != other.action) {
                return "action (" + other.action + " instead of " + action + ")";
            }
            if (differ(expectedValue, other.expectedValue)) {
                return "expected value (" + other.expectedValue + " instead of " + expectedValue + ")";
            }
            if (probabilities.length != other.probabilities.length) {
                return "probabilities (" + other.probabilities.length + " instead of " + probabilities.length + ")";
            }
            for (int i = 0; i < probabilities.length; i++) {
                if (differ(probabilities[i], other.probabilities[i])) {
                    return "probability of action " + i + " (" + other.probabilities[i] + " instead of "
                            + probabilities[i] + ")";
                }
            }
            if (contributions.length != other.contributions.length) {
                return "contributions (" + other.contributions.length + " instead of " + contributions.length + ")";
            }
            for (int i = 0; i < contributions.length; i++) {
                if (!(Math.abs(contributions[i] - other.contributions[i]) <= CONTRIBUTION_TOLERANCE)) {
                    return "contribution " + i + " (" + other.contributions[i] + " instead of " + contributions[i]
                            + ")";
                }
            }
            return null;
        }

        private static boolean differ(double a, double b) {
            return Double.doubleToLongBits(a) != Double.doubleToLongBits(b);
        }
    }
}
