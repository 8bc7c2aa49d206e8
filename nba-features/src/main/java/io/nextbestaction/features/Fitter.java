// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.internal.Columns;
import io.nextbestaction.features.internal.Statistics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Learns one encoding for each field a recipe uses; one use, one thread. */
final class Fitter {
    /** More levels than this, and more than half the rows, make a category an identifier. */
    private static final int IDENTIFIER_LEVELS = 50;

    private final Features recipe;
    private final Schema schema;
    private final List<Row> rows;

    Fitter(Features recipe, Schema schema, List<Row> rows) {
        this.recipe = recipe;
        this.schema = schema;
        this.rows = rows;
    }

    FittedFeatures fit() {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "The training rows (0) of the features must be at least one.\nMaybe a filter left none.");
        }
        for (int i = 0; i < rows.size(); i++) {
            Schema other = rows.get(i).schema();
            if (!other.equals(schema)) {
                throw new IllegalArgumentException("The row (number " + (i + 1) + ", " + other.size()
                        + " fields) of the training rows must have the schema given (" + schema.size()
                        + " fields).\nMaybe it was read with another schema.");
            }
        }
        List<Encoding> encodings = new ArrayList<>();
        for (int position = 0; position < schema.size(); position++) {
            Field field = schema.field(position);
            FieldRecipe said = recipe.recipe(field);
            if (said != null) {
                encodings.add(
                        field.type() == FieldType.CATEGORY
                                ? category(field, said, position)
                                : numeric(field, said, position));
            }
        }
        if (encodings.isEmpty()) {
            throw new IllegalArgumentException("The fields (0 of " + schema.size()
                    + ") the recipe uses must be at least one.\nMaybe remove an .ignore(…).");
        }
        return new FittedFeatures(schema, encodings);
    }

    private Encoding numeric(Field field, FieldRecipe said, int position) {
        double asOf = field.type() == FieldType.DATE ? referenceDay(field) : Double.NaN;
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
            double x = rows.get(i).number(position);
            if (Double.isInfinite(x)) {
                throw new IllegalArgumentException("The value of field \"" + field.name() + "\" in row " + (i + 1)
                        + " must be finite.\nMaybe make it missing: NaN.");
            }
            values[i] = Double.isNaN(asOf) ? x : asOf - x;
        }
        Impute impute = said.impute();
        double fill = impute == null ? Double.NaN : substitute(field, impute, Statistics.present(values));
        NumericEncoding unscaled = new NumericEncoding(
                field.name(), asOf, fill, impute != null && impute.indicator(), said.log(), Double.NaN, false, 0, 1);
        for (int i = 0; i < values.length; i++) {
            values[i] = unscaled.filled(values[i]);
        }
        if (said.bins() > 0) {
            return bins(field, unscaled, Statistics.present(values), said.bins());
        }
        if (said.power()) {
            unscaled = unscaled.withPower(YeoJohnson.fit(Statistics.present(values)));
        }
        if (!said.scale()) {
            return unscaled;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = unscaled.bent(values[i]);
        }
        double[] present = Statistics.present(values);
        double mean = Statistics.mean(present);
        double deviation = Statistics.deviation(present, mean);
        if (!Double.isFinite(mean) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException("The standard deviation (" + deviation + ") of field \"" + field.name()
                    + "\" must be finite.\nMaybe add .log(\"" + field.name() + "\").");
        }
        return unscaled.withScale(mean, deviation);
    }

    private Encoding bins(Field field, NumericEncoding input, double[] present, int count) {
        if (present.length == 0) {
            throw new IllegalArgumentException("The field \"" + field.name() + "\" (0 of " + rows.size()
                    + " values present) must have a value to cut bins from.\nMaybe leave it out with .ignore(\""
                    + field.name() + "\").");
        }
        return new BinEncoding(input, Columns.cuts(Statistics.sorted(present), count));
    }

    private double referenceDay(Field field) {
        LocalDate asOf = recipe.asOf();
        if (asOf == null) {
            throw new IllegalArgumentException("The date field \"" + field.name()
                    + "\" of the recipe must have a reference date to count days from.\n"
                    + "Maybe add .asOf(LocalDate.of(2026, 1, 31)), the day the data describes, or .ignore(\""
                    + field.name() + "\").");
        }
        return asOf.toEpochDay();
    }

    private double substitute(Field field, Impute impute, double[] present) {
        if (impute.kind() != Impute.Kind.CONSTANT) {
            requirePresent(field, impute, present.length);
        }
        double fill =
                switch (impute.kind()) {
                    case MEAN -> Statistics.mean(present);
                    case MEDIAN -> Statistics.median(present);
                    case MOST_FREQUENT -> Statistics.mode(present);
                    case CONSTANT -> impute.value();
                };
        if (!Double.isFinite(fill)) {
            throw new IllegalArgumentException("The " + impute.kind() + " (" + fill + ") of field \"" + field.name()
                    + "\" must be finite.\nMaybe use Impute.median().");
        }
        return fill;
    }

    private void requirePresent(Field field, Impute impute, int present) {
        if (present == 0) {
            throw new IllegalArgumentException("The field \"" + field.name() + "\" (0 of " + rows.size()
                    + " values present) must have a value to impute its " + impute.kind()
                    + " from.\nMaybe leave it out with .ignore(\"" + field.name() + "\").");
        }
    }

    private Encoding category(Field field, FieldRecipe said, int position) {
        Map<String, int[]> counts = new HashMap<>();
        int missing = 0;
        for (Row row : rows) {
            String level = Encoding.level(row, position);
            if (level == null) {
                missing++;
            } else {
                counts.computeIfAbsent(level, unused -> new int[1])[0]++;
            }
        }
        Impute impute = said.impute();
        String fill = null;
        if (impute != null) {
            requirePresent(field, impute, counts.size());
            fill = byFrequency(counts).get(0);
            counts.computeIfAbsent(fill, unused -> new int[1])[0] += missing;
        }
        boolean indicator = impute != null && impute.indicator();
        List<String> order = said.ordinal();
        if (order != null) {
            return new OrdinalEncoding(field.name(), order, fill, indicator);
        }
        if (said.frequency()) {
            return frequency(field, counts, fill == null ? missing : 0, fill, indicator);
        }
        Levels limits = said.oneHot();
        if (limits == null) {
            refuseIdentifier(field, counts.size());
            limits = Levels.defaults();
        }
        return oneHot(field, counts, limits, missing > 0, fill, indicator);
    }

    private FrequencyEncoding frequency(
            Field field, Map<String, int[]> counts, int missing, @Nullable String fill, boolean indicator) {
        List<String> levels = new ArrayList<>(counts.keySet());
        levels.sort(Comparator.naturalOrder());
        double[] shares = new double[levels.size()];
        for (int i = 0; i < shares.length; i++) {
            int[] count = counts.get(levels.get(i));
            shares[i] = count == null ? 0 : (double) count[0] / rows.size();
        }
        return new FrequencyEncoding(field.name(), levels, shares, (double) missing / rows.size(), fill, indicator);
    }

    private static OneHotEncoding oneHot(
            Field field,
            Map<String, int[]> counts,
            Levels limits,
            boolean seenMissing,
            @Nullable String fill,
            boolean indicator) {
        int least = limits.minimumRows();
        List<String> kept = new ArrayList<>();
        for (String level : byFrequency(counts)) {
            int[] count = counts.get(level);
            if (count != null && count[0] >= least && kept.size() < limits.maximum()) {
                kept.add(level);
            }
        }
        boolean other = kept.size() < counts.size();
        boolean missing = fill == null && seenMissing;
        if (other) {
            kept.remove(OneHotEncoding.OTHER);
        }
        if (missing) {
            kept.remove(OneHotEncoding.MISSING);
        }
        kept.sort(Comparator.naturalOrder());
        return new OneHotEncoding(field.name(), kept, other, missing, fill, indicator);
    }

    private void refuseIdentifier(Field field, int levels) {
        if (levels > IDENTIFIER_LEVELS && levels * 2L > rows.size()) {
            throw new IllegalArgumentException("The field \"" + field.name() + "\" (" + levels + " levels in "
                    + rows.size() + " rows) of the recipe must be a category, not an identifier.\n"
                    + "Maybe leave it out with .ignore(\"" + field.name() + "\").");
        }
    }

    /** Levels, the most frequent first, ties by name. */
    private static List<String> byFrequency(Map<String, int[]> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, int[]>>comparingInt(e -> -e.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }
}
