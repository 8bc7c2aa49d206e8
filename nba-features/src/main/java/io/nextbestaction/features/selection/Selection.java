// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules by which fields are left out, each only if asked for. An immutable value; thread-safe. What it finds depends on the
 * rows, so apply it to training rows, inside each fold:
 *
 * <pre>{@code
 * Selection selection = Selection.none().constant().correlation(0.95);
 * FeaturePipeline pipeline = (schema, rows) ->
 *         Features.all().ignore(selection.apply(schema, rows).ignored()).fit(schema, rows);
 * }</pre>
 *
 * <p>Rules are applied in the order of {@link Removal.Reason}, whatever the order in which they were said, and each sees
 * only what the ones before it left.
 */
public final class Selection {
    private final List<String> unwanted;
    private final boolean constant;
    private final boolean duplicates;
    /** NaN where the rule was not asked for, as in the two below. */
    private final double information;

    private final double correlation;
    private final double inflation;

    private Selection(
            List<String> unwanted,
            boolean constant,
            boolean duplicates,
            double information,
            double correlation,
            double inflation) {
        this.unwanted = unwanted;
        this.constant = constant;
        this.duplicates = duplicates;
        this.information = information;
        this.correlation = correlation;
        this.inflation = inflation;
    }

    /** No rule: every field stays. */
    public static Selection none() {
        return new Selection(List.of(), false, false, Double.NaN, Double.NaN, Double.NaN);
    }

    /** Leaves the fields named out. */
    public Selection unwanted(String... fields) {
        return new Selection(List.of(fields), constant, duplicates, information, correlation, inflation);
    }

    /** Leaves out fields with the same value in every row; a field that is sometimes missing is not constant. */
    public Selection constant() {
        return new Selection(unwanted, true, duplicates, information, correlation, inflation);
    }

    /** Leaves out fields equal in every row to an earlier field of the schema. */
    public Selection duplicates() {
        return new Selection(unwanted, constant, true, information, correlation, inflation);
    }

    /**
     * Leaves out fields whose {@link InformationValue} is below a limit; 0.02 is usual. Needs labels.
     *
     * @throws IllegalArgumentException if the limit is not above 0
     */
    public Selection informationValue(double limit) {
        if (!(limit > 0)) {
            throw wrong("information value", limit, "be above 0", "0.02");
        }
        return new Selection(unwanted, constant, duplicates, limit, correlation, inflation);
    }

    /**
     * Leaves out a number, boolean or date whose Pearson correlation with an earlier field that stays is above a limit in
     * size; of two such fields the schema's first stays. Rows in which either is missing do not count.
     *
     * @throws IllegalArgumentException if the limit is not between 0 and 1
     */
    public Selection correlation(double limit) {
        if (!(limit > 0 && limit < 1)) {
            throw wrong("correlation", limit, "lie between 0 and 1", "0.95");
        }
        return new Selection(unwanted, constant, duplicates, information, limit, inflation);
    }

    /**
     * Leaves out the number, boolean or date of the highest variance inflation factor, the last of equal ones, until none is
     * above a limit; 10 is usual. Missing values count as the mean. Costs the fourth power of the number of fields at worst.
     *
     * @throws IllegalArgumentException if the limit is not above 1
     */
    public Selection varianceInflation(double limit) {
        if (!(limit > 1)) {
            throw wrong("variance inflation factor", limit, "be above 1", "10");
        }
        return new Selection(unwanted, constant, duplicates, information, correlation, limit);
    }

    private static IllegalArgumentException wrong(String thing, double value, String rule, String usual) {
        return new IllegalArgumentException(
                "The limit (" + value + ") of the " + thing + " must " + rule + ".\nMaybe use " + usual + ".");
    }

    /**
     * Applies the rules that need no labels.
     *
     * @throws IllegalArgumentException if an unwanted field is unknown, there is no row, or a row has another schema
     * @throws IllegalStateException if the information value was asked for
     */
    public SelectionReport apply(Schema schema, List<Row> rows) {
        if (!Double.isNaN(information)) {
            throw new IllegalStateException(
                    "The information value of a selection must have labels.\nMaybe use apply(schema, rows, labels).");
        }
        return new Selector(this, schema, rows, null).run();
    }

    /**
     * Applies all rules.
     *
     * @param labels one for each row; true is the event
     * @throws IllegalArgumentException if an unwanted field is unknown, there is no row, a row has another schema, or the
     *     labels do not match or are of one outcome only
     */
    public SelectionReport apply(Schema schema, List<Row> rows, boolean[] labels) {
        return new Selector(this, schema, rows, labels).run();
    }

    List<String> unwanted() {
        return unwanted;
    }

    boolean dropsConstant() {
        return constant;
    }

    boolean dropsDuplicates() {
        return duplicates;
    }

    double informationLimit() {
        return information;
    }

    double correlationLimit() {
        return correlation;
    }

    double inflationLimit() {
        return inflation;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selection selection && selection.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return "Selection[unwanted " + unwanted + ", constant " + constant + ", duplicates " + duplicates
                + ", information " + information + ", correlation " + correlation + ", inflation " + inflation + "]";
    }
}
