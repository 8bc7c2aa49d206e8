// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.features.internal.Columns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The recipe from a raw customer to a feature vector. An immutable value: every step returns a new recipe, so a common
 * beginning may be continued twice. Thread-safe.
 *
 * <pre>{@code
 * Features.of(Customer.class).ignore("id").oneHot("country").log("balance")
 * }</pre>
 *
 * <p>A field nobody mentions is used too, by its type:
 *
 * <ul>
 *   <li>NUMBER: as it is, missing stays NaN. Trees use NaN; linear and k-means trainers impute and scale by themselves.
 *   <li>BOOLEAN: 0, 1 or NaN.
 *   <li>DATE: days before the {@link #asOf reference date}, negative after it, missing stays NaN.
 *   <li>CATEGORY: {@link #oneHot one-hot}; but a field in which more than half the rows and more than 50 rows have a
 *       level of their own is refused as an identifier. A blank text is missing, as it is in a CSV file.
 * </ul>
 *
 * <p>The columns follow the schema's order of fields; interactions and parts of dates stand after them, in the order in
 * which they were said. Steps on one number are always applied in the order impute, log or power, scale, whatever the
 * order in which they were said; the column is then named for instance {@code scaled(log(balance))}.
 */
public final class Features implements FeaturePipeline {
    private static final double TARGET_PRIOR_WEIGHT = 20;

    private final @Nullable Schema schema;
    private final @Nullable Set<String> only;
    private final Map<String, FieldRecipe> fields;
    private final @Nullable LocalDate asOf;
    private final List<DerivedRecipe> derived;

    private Features(
            @Nullable Schema schema,
            @Nullable Set<String> only,
            Map<String, FieldRecipe> fields,
            @Nullable LocalDate asOf,
            List<DerivedRecipe> derived) {
        this.schema = schema;
        this.only = only;
        this.fields = fields;
        this.asOf = asOf;
        this.derived = derived;
    }

    /**
     * A recipe for the components of a record class; every step checks its field names at once.
     *
     * @throws IllegalArgumentException if a component's type has no field type
     */
    public static Features of(Class<? extends Record> type) {
        return of(Schema.of(type));
    }

    /** A recipe for the fields of a schema; every step checks its field names at once. */
    public static Features of(Schema schema) {
        return new Features(schema, null, Map.of(), null, List.of());
    }

    /** A recipe for whatever fields there will be; field names are checked when it is fitted. */
    public static Features all() {
        return new Features(null, null, Map.of(), null, List.of());
    }

    /**
     * Leaves fields out.
     *
     * @throws IllegalArgumentException if a field is unknown or another step uses it
     */
    public Features ignore(String... names) {
        return with((name, said) -> said.withIgnored(), names);
    }

    /**
     * Leaves all other fields out; may be said once.
     *
     * @throws IllegalArgumentException if a field is unknown, none is given, it was said before, or an earlier step uses
     *     another field
     */
    public Features only(String... names) {
        if (only != null) {
            throw new IllegalArgumentException(
                    "The recipe must have only(…) once.\nMaybe name all fields in one call.");
        }
        if (names.length == 0) {
            throw new IllegalArgumentException(
                    "The fields (0) of only(…) must be at least one.\nMaybe leave the call out to use every field.");
        }
        Features next = new Features(
                schema, Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names))), fields, asOf, derived);
        for (String name : names) {
            next.checkName(name);
        }
        fields.forEach(next::check);
        return next;
    }

    /**
     * Gives each level of a category a column {@code field=level} of 0 and 1, under {@link Levels#defaults()}; see
     * {@link #oneHot(String, Levels)}.
     */
    public Features oneHot(String... names) {
        return with((name, said) -> said.withOneHot(name, Levels.defaults()), names);
    }

    /**
     * Gives each level of a category a column {@code field=level} of 0 and 1, in the order of names, no level dropped.
     *
     * <p>Levels the limits leave out share the column {@code field=other}, and a level first seen later counts there
     * too; without such a column it is 0 in every column. Missing is a level of its own, {@code field=missing}, if
     * training rows have it: trees, linear models and k-means can all learn what it means, and no column is ever NaN. If
     * training never saw it, a missing value is 0 in every column, as nothing was learned about it. A level that is
     * itself called "other" or "missing" shares such a column.
     *
     * @throws IllegalArgumentException if the field is unknown, no category, or has this step or ordinal already
     */
    public Features oneHot(String name, Levels levels) {
        return with((field, said) -> said.withOneHot(field, levels), name);
    }

    /**
     * Turns a category into its rank: 0 for the first level in the order given; a level not in it, and missing, is NaN.
     *
     * @throws IllegalArgumentException if the field is unknown, no category, or has this step or one-hot already; or if
     *     the order is empty or names a level twice
     */
    public Features ordinal(String name, List<String> order) {
        OrdinalEncoding.checkOrder(name, order);
        return with((field, said) -> said.withOrdinal(field, List.copyOf(order)), name);
    }

    /**
     * Compresses numbers or dates: {@code sign(x) · ln(1 + |x|)}, which keeps zero and the sign. The same bits on every
     * machine.
     *
     * @throws IllegalArgumentException if a field is unknown, no NUMBER or DATE, or has this step already
     */
    public Features log(String... names) {
        return with((name, said) -> said.withLog(name), names);
    }

    /**
     * Makes numbers or dates as nearly normal as a power can, by the transformation of Yeo and Johnson (2000), which takes
     * zero and negative values too and keeps their order; its exponent, -5 to 5, is the one of greatest likelihood for the
     * training rows, 1 (no change) for a constant field. Often followed by {@link #scale}.
     *
     * @throws IllegalArgumentException if a field is unknown, no NUMBER or DATE, or has this step, log or bins already
     */
    public Features power(String... names) {
        return with((name, said) -> said.withPower(name), names);
    }

    /**
     * Cuts a number or date into bins of about equal count and gives the bin's number, 0 for the lowest: equal values share
     * a bin, so that there may be fewer bins than asked for. Missing stays NaN unless imputed before.
     *
     * @param count how many bins, 2 to 1,000
     * @throws IllegalArgumentException if the count is out of range, the field is unknown, no NUMBER or DATE, or has this
     *     step, log, power or scale already
     */
    public Features bins(String name, int count) {
        if (count < 2 || count > BinEncoding.MAXIMUM) {
            throw new IllegalArgumentException("The bins (" + count + ") of field \"" + name + "\" must be 2 to "
                    + BinEncoding.MAXIMUM + ".\nMaybe use 10.");
        }
        return with((field, said) -> said.withBins(field, count), name);
    }

    /**
     * Replaces each level of a category by the share of training rows that have it; a level not seen is 0. Missing counts
     * as a level of its own unless imputed. Keeps a category of thousands of levels in one column, and takes an identifier.
     *
     * @throws IllegalArgumentException if a field is unknown, no category, or has this step, one-hot or ordinal already
     */
    public Features frequency(String... names) {
        return with((name, said) -> said.withFrequency(name), names);
    }

    /** Encodes categories by the rate of the event, with a {@link #target(String, double) prior weight} of 20 rows. */
    public Features target(String... names) {
        return with((name, said) -> said.withTarget(name, TARGET_PRIOR_WEIGHT), names);
    }

    /**
     * Replaces each level of a category by the rate of the event among the training rows that have it, drawn towards the
     * rate {@code p} of all of them: {@code (events + w · p) / (rows + w)}, as by Micci-Barreca (2001) with a weight that
     * does not depend on the level. Missing counts as a level of its own; a level not seen is {@code p}. Keeps a category of
     * thousands of levels in one column. Must be fitted with labels; the training rows themselves are encoded out-of-fold,
     * see {@link #fit(Schema, List, boolean[], long, Progress)}.
     *
     * @param priorWeight {@code w}, how many rows the overall rate counts for; above 0
     * @throws IllegalArgumentException if the weight is not above 0 and finite, or the field is unknown, no category, or has
     *     another step already
     */
    public Features target(String name, double priorWeight) {
        if (!(priorWeight > 0) || Double.isInfinite(priorWeight)) {
            throw new IllegalArgumentException("The prior weight (" + priorWeight + ") of field \"" + name
                    + "\" must be above 0 and finite.\nMaybe use " + Numbers.display(TARGET_PRIOR_WEIGHT) + ".");
        }
        return with((field, said) -> said.withTarget(field, priorWeight), name);
    }

    /**
     * Replaces a value by the weight of evidence of its bin: ln of the bin's share of the customers without the event over
     * its share of those with it, half a customer added to each count. A number, boolean or date is cut into ranges whose
     * weights rise or fall throughout; a category keeps the levels that have 5 % of the rows, the others share a bin, as in
     * {@link io.nextbestaction.features.selection.InformationValue}. Missing is a bin of its own; what training never saw
     * is 0, no evidence. Must be fitted with labels; the training rows themselves are encoded out-of-fold, see
     * {@link #fit(Schema, List, boolean[], long, Progress)}.
     *
     * @throws IllegalArgumentException if a field is unknown or has another step already
     */
    public Features weightOfEvidence(String... names) {
        return with((name, said) -> said.withWoe(name), names);
    }

    /**
     * Adds what two fields say together, after the columns of the single fields, which may themselves be ignored. Of two
     * numbers or booleans that is their product, each as its own impute, log, power and scale steps leave it, NaN where
     * either is missing. Two categories are crossed: a column of 0 and 1 for each of the fifty most frequent pairs of
     * levels, ties by name, and one for all others; a customer who misses either is 0 in all of them.
     *
     * @throws IllegalArgumentException if the fields are one and the same, were said before, are unknown, or are neither two
     *     numbers or booleans nor two categories
     */
    public Features interaction(String first, String second) {
        return with(DerivedRecipe.interaction(first, second));
    }

    /**
     * Adds the month, 1 to 12, and the weekday, 1 (Monday) to 7, of dates, after the columns of the single fields, which may
     * themselves be ignored; NaN where missing. Needs no {@link #asOf} by itself.
     *
     * @throws IllegalArgumentException if a field is unknown, no DATE, or was said before
     */
    public Features dateParts(String... names) {
        Features next = this;
        for (String name : names) {
            next = next.with(DerivedRecipe.dateParts(name));
        }
        return next;
    }

    /**
     * Standardises numbers or dates: {@code (x - mean) / sd}, with the population standard deviation of the training
     * rows; a field constant in training becomes 0.
     *
     * @throws IllegalArgumentException if a field is unknown, no NUMBER or DATE, or has this step already
     */
    public Features scale(String... names) {
        return with((name, said) -> said.withScale(name), names);
    }

    /**
     * Replaces missing values. A category takes {@link Impute#mostFrequent()} only.
     *
     * @throws IllegalArgumentException if the field is unknown, its type does not fit, or it has this step already
     */
    public Features impute(String name, Impute by) {
        return with((field, said) -> said.withImpute(field, by), name);
    }

    /** Sets the day from which date fields are counted back: the day the training data describes. */
    public Features asOf(LocalDate day) {
        return new Features(schema, only, fields, day, derived);
    }

    /**
     * Learns levels, substitutes, means and scales from training rows alone. The schema may differ from the one the
     * recipe began with, as when the label is left out of it; every name and type is checked again.
     *
     * @throws IllegalArgumentException if the recipe names an unknown field or one of the wrong type, uses a date without
     *     {@link #asOf}, uses no field at all, meets an identifier, or there is nothing to learn a step from
     */
    @Override
    public FittedPipeline fit(Schema schema, List<Row> rows) {
        return fitter(schema, rows, null, Progress.NONE).fit();
    }

    /** Learns from training rows and their labels; see {@link #fit(Schema, List, boolean[], long, Progress)}. */
    @Override
    public TrainingFeatures fit(Schema schema, List<Row> rows, boolean[] labels, long seed) {
        return fit(schema, rows, labels, seed, Progress.NONE);
    }

    /**
     * Learns as {@link #fit(Schema, List)} does, and the encodings by label as well. Those of the training rows themselves
     * are out-of-fold: the rows are parted in five, each outcome spread evenly, and a part is encoded by what the other four
     * taught.
     *
     * @param seed of the five parts
     * @param progress hears of fields fitted and of rows transformed
     * @throws IllegalArgumentException also if the labels are not as many as the rows; or, where a field is encoded by the
     *     label, if an outcome has fewer than two rows
     */
    public TrainingFeatures fit(Schema schema, List<Row> rows, boolean[] labels, long seed, Progress progress) {
        if (labels.length != rows.size()) {
            throw new IllegalArgumentException("The labels (" + labels.length
                    + ") of the features must be as many as the training rows (" + rows.size()
                    + ").\nMaybe they come from another file.");
        }
        return fitter(schema, rows, labels, progress).fitTraining(seed);
    }

    private Fitter fitter(Schema schema, List<Row> rows, boolean @Nullable [] labels, Progress progress) {
        Features recipe = new Features(schema, only, fields, asOf, derived);
        fields.forEach(recipe::check);
        if (only != null) {
            only.forEach(recipe::checkName);
        }
        for (DerivedRecipe wanted : derived) {
            wanted.checkTypes(schema);
        }
        return new Fitter(recipe, schema, rows, labels, progress);
    }

    /**
     * {@inheritDoc} Here that is whether a category nobody mentions is an identifier: a part of the rows, which may hold
     * most levels once, is not asked again.
     *
     * @throws IllegalArgumentException if a category is an identifier
     */
    @Override
    public Features settled(Schema schema, List<Row> rows) {
        Map<String, FieldRecipe> next = new LinkedHashMap<>(fields);
        for (int position = 0; position < schema.size(); position++) {
            Field field = schema.field(position);
            FieldRecipe said = recipe(field);
            if (field.type() == FieldType.CATEGORY && said != null && said.leavesCategory()) {
                List<String> levels = new ArrayList<>();
                Columns.codes(rows, position, levels);
                Fitter.refuseIdentifier(field, levels.size(), rows.size());
                next.put(field.name(), said.withOneHot(field.name(), Levels.defaults()));
            }
        }
        return new Features(this.schema, only, Collections.unmodifiableMap(next), asOf, derived);
    }

    /** What is said about a field, or null if it is left out. */
    @Nullable
    FieldRecipe recipe(Field field) {
        FieldRecipe said = fields.getOrDefault(field.name(), FieldRecipe.UNSAID);
        return said.ignored() || (only != null && !only.contains(field.name())) ? null : said;
    }

    @Nullable
    LocalDate asOf() {
        return asOf;
    }

    List<DerivedRecipe> derived() {
        return derived;
    }

    private Features with(DerivedRecipe wanted) {
        wanted.checkNew(derived);
        if (schema != null) {
            wanted.checkTypes(schema);
        }
        List<DerivedRecipe> next = new ArrayList<>(derived);
        next.add(wanted);
        return new Features(schema, only, fields, asOf, Collections.unmodifiableList(next));
    }

    private Features with(BiFunction<String, FieldRecipe, FieldRecipe> step, String... names) {
        Map<String, FieldRecipe> next = new LinkedHashMap<>(fields);
        for (String name : names) {
            FieldRecipe said = step.apply(name, next.getOrDefault(name, FieldRecipe.UNSAID));
            check(name, said);
            next.put(name, said);
        }
        return new Features(schema, only, Collections.unmodifiableMap(next), asOf, derived);
    }

    private void check(String name, FieldRecipe said) {
        checkName(name);
        said.checkItself(name);
        if (schema != null) {
            said.checkType(schema.field(name));
        }
        if (only != null && !said.ignored() && !only.contains(name)) {
            throw new IllegalArgumentException(
                    "The field \"" + name + "\" of the recipe must be one of those in only(…).\nMaybe add it there.");
        }
    }

    private void checkName(String name) {
        if (schema != null) {
            schema.indexOf(name);
        }
    }

    @Override
    public String toString() {
        List<String> steps = new ArrayList<>();
        if (only != null) {
            steps.add("only" + only);
        }
        fields.forEach((name, said) -> steps.add(name + ": " + said));
        derived.forEach(wanted -> steps.add(wanted.toString()));
        if (asOf != null) {
            steps.add("asOf " + asOf);
        }
        return "Features" + steps;
    }
}
