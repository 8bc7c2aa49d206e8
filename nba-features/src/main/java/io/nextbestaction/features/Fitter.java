// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.features.internal.ColumnAccess;
import io.nextbestaction.features.internal.Columns;
import io.nextbestaction.features.internal.Statistics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learns one encoding for each field a recipe uses; one use, one thread. */
final class Fitter {
    /** More levels than this, and more than half the rows, make a category an identifier. */
    private static final int IDENTIFIER_LEVELS = 50;

    /** What one array can hold on any virtual machine. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private static final int PROGRESS_STEP = 10_000;

    private final Features recipe;
    private final Schema schema;
    private final List<Row> rows;
    private final boolean @Nullable [] labels;
    private final Progress progress;

    /** The encoders by label and the first column of each, in the order of columns. */
    private final List<LabelEncoder> labelEncoders = new ArrayList<>();

    private final List<Integer> labelColumns = new ArrayList<>();

    /** @param labels one for each row, or null if there are none to learn from */
    Fitter(Features recipe, Schema schema, List<Row> rows, boolean @Nullable [] labels, Progress progress) {
        this.recipe = recipe;
        this.schema = schema;
        this.rows = rows;
        this.labels = labels;
        this.progress = progress;
    }

    FittedFeatures fit() {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "The training rows (0) of the features must be at least one.\nMaybe a filter left none.");
        }
        Columns.checkSchema("the training rows", schema, rows);
        List<Encoding> encodings = new ArrayList<>();
        int columns = 0;
        for (int position = 0; position < schema.size(); position++) {
            progress.update("fitting features", position, schema.size());
            Field field = schema.field(position);
            FieldRecipe said = recipe.recipe(field);
            if (said != null) {
                Encoding encoding = encoding(field, said, position, columns);
                encodings.add(encoding);
                columns += encoding.columns().size();
            }
        }
        progress.update("fitting features", schema.size(), schema.size());
        List<Derived> derived = new ArrayList<>();
        for (DerivedRecipe wanted : recipe.derived()) {
            derived.add(derived(wanted, encodings));
        }
        if (encodings.isEmpty() && derived.isEmpty()) {
            throw new IllegalArgumentException("The fields (0 of " + schema.size()
                    + ") the recipe uses must be at least one.\nMaybe remove an .ignore(…).");
        }
        return new FittedFeatures(schema, encodings, derived);
    }

    /** The pipeline, and the features of the training rows with out-of-fold encodings by label. */
    TrainingFeatures fitTraining(long seed) {
        FittedFeatures fitted = fit();
        int columns = fitted.features().size();
        if ((long) rows.size() * columns > MOST_VALUES) {
            throw new IllegalArgumentException("The features (" + rows.size() + " rows of " + columns
                    + " columns) must be at most " + MOST_VALUES + " values.\nMaybe lower the number of levels with "
                    + ".oneHot(…, Levels.defaults().withMaximum(20)), or train on a sample.");
        }
        double[] values = new double[rows.size() * columns];
        double[] buffer = new double[columns];
        Row reused = new Row(schema);
        for (int i = 0; i < rows.size(); i++) {
            Row row = reused;
            if (rows instanceof ColumnAccess access) {
                access.read(i, reused);
            } else {
                row = rows.get(i);
            }
            fitted.transform(row, buffer);
            System.arraycopy(buffer, 0, values, i * columns, columns);
            if ((i + 1) % PROGRESS_STEP == 0) {
                progress.update("transforming rows", i + 1L, rows.size());
            }
        }
        progress.update("transforming rows", rows.size(), rows.size());
        if (labels != null && !labelEncoders.isEmpty()) {
            encodeOutOfFold(new LabelFolds(labels, seed), values, columns);
        }
        return new TrainingFeatures(fitted, FeatureMatrix.of(fitted.features(), values));
    }

    private void encodeOutOfFold(LabelFolds folds, double[] values, int columns) {
        for (int fold = 0; fold < LabelFolds.COUNT; fold++) {
            int[] inside = folds.rows(fold, true);
            int[] outside = folds.rows(fold, false);
            for (int e = 0; e < labelEncoders.size(); e++) {
                LabelEncoder encoder = labelEncoders.get(e);
                encoder.encode(encoder.fit(outside), inside, values, columns, labelColumns.get(e));
            }
        }
    }

    private Encoding encoding(Field field, FieldRecipe said, int position, int column) {
        if (!said.byLabel()) {
            return field.type() == FieldType.CATEGORY
                    ? category(field, said, position)
                    : numeric(field, said, position);
        }
        if (labels == null) {
            throw new IllegalArgumentException("The field \"" + field.name()
                    + "\" of the recipe is encoded by the label and must be fitted with labels.\n"
                    + "Maybe use .fit(schema, rows, labels, seed).");
        }
        LabelEncoder encoder = new LabelEncoder(field, said, rows, position, labels);
        labelEncoders.add(encoder);
        labelColumns.add(column);
        return encoder.fit(IntStream.range(0, rows.size()).toArray());
    }

    private Derived derived(DerivedRecipe wanted, List<Encoding> encodings) {
        if (wanted.isDateParts()) {
            return new DateParts(wanted.first());
        }
        int first = schema.indexOf(wanted.first());
        int second = schema.indexOf(wanted.second());
        if (schema.field(first).type() != FieldType.CATEGORY) {
            return new ProductColumn(input(schema.field(first), encodings), input(schema.field(second), encodings));
        }
        return cross(first, second);
    }

    /** A number as its own steps leave it; as it is where the field is ignored or encoded by the label. */
    private static NumericEncoding input(Field field, List<Encoding> encodings) {
        for (Encoding encoding : encodings) {
            if (encoding.field().equals(field.name()) && encoding instanceof NumericEncoding number) {
                return number;
            }
            if (encoding.field().equals(field.name()) && encoding instanceof BinEncoding bins) {
                return bins.input();
            }
        }
        return NumericEncoding.raw(field.name());
    }

    private CrossColumns cross(int first, int second) {
        Map<List<String>, int[]> counts = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String a = Columns.level(rows, i, first);
            String b = Columns.level(rows, i, second);
            if (a != null && b != null) {
                counts.computeIfAbsent(List.of(a, b), unused -> new int[1])[0]++;
            }
        }
        Comparator<List<String>> byName =
                Comparator.<List<String>, String>comparing(pair -> pair.get(0)).thenComparing(pair -> pair.get(1));
        List<List<String>> kept = counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<List<String>, int[]>>comparingInt(e -> -e.getValue()[0])
                        .thenComparing(Map.Entry::getKey, byName))
                .limit(Levels.defaults().maximum())
                .map(Map.Entry::getKey)
                .sorted(byName)
                .toList();
        return new CrossColumns(
                List.of(schema.field(first).name(), schema.field(second).name()),
                kept.stream().map(pair -> pair.get(0)).toList(),
                kept.stream().map(pair -> pair.get(1)).toList(),
                kept.size() < counts.size());
    }

    static IllegalArgumentException infinite(Field field, int row) {
        return new IllegalArgumentException("The value of field \"" + field.name() + "\" in row " + (row + 1)
                + " must be finite.\nMaybe make it missing: NaN.");
    }

    private Encoding numeric(Field field, FieldRecipe said, int position) {
        double asOf = field.type() == FieldType.DATE ? referenceDay(field) : Double.NaN;
        double[] values = Columns.numbers(rows, position);
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            if (Double.isInfinite(x)) {
                throw infinite(field, i);
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
        for (int i = 0; i < rows.size(); i++) {
            String level = Columns.level(rows, i, position);
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
            refuseIdentifier(field, counts.size(), rows.size());
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

    static void refuseIdentifier(Field field, int levels, int rows) {
        if (levels > IDENTIFIER_LEVELS && levels * 2L > rows) {
            throw new IllegalArgumentException("The field \"" + field.name() + "\" (" + levels + " levels in " + rows
                    + " rows) of the recipe must be a category, not an identifier.\n"
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
