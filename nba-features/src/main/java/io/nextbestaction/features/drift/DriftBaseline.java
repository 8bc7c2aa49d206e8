// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.features.internal.Columns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How customers or features were distributed when a model was trained: what later ones are compared with, in a batch or one
 * by one, without the training rows. Immutable, thread-safe; saved as a {@link State} that holds quantiles and levels, not
 * rows.
 *
 * <p>A number is compared in tenths of the reference (population stability index, missing a bin of its own, an empty bin
 * half a row) and by the Kolmogorov-Smirnov distance of its present values. That is exact if the reference has at most 1,000
 * different values; else it is taken at 1,000 quantiles, and too small by the share of the reference between two of them at
 * most. A category is compared by its fifty most frequent levels and the rest together. Of a date only the missing share is
 * compared, as days move on by themselves.
 */
public final class DriftBaseline {
    private static final FeatureNames SCORE = FeatureNames.of("score");

    private final Schema schema;
    private final List<Reference> references;

    private DriftBaseline(List<Reference> references) {
        this.references = references;
        this.schema = Schema.of(references.stream().map(Reference::field).toList());
    }

    /**
     * The distribution of rows.
     *
     * @throws IllegalArgumentException if there is no row, or a row has another schema
     */
    public static DriftBaseline of(Schema schema, List<Row> rows) {
        Columns.check("a drift baseline", schema, rows);
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            if (field.type() == FieldType.CATEGORY) {
                List<@Nullable String> texts = new ArrayList<>(rows.size());
                for (Row row : rows) {
                    texts.add(row.text(i));
                }
                references.add(Reference.ofLevels(field, texts));
            } else {
                references.add(Reference.ofNumbers(field, Columns.numbers(rows, i)));
            }
        }
        return new DriftBaseline(references);
    }

    /**
     * The distribution of features, each a NUMBER.
     *
     * @throws IllegalArgumentException if there is no row
     */
    public static DriftBaseline of(FeatureMatrix features) {
        if (features.rows() == 0) {
            throw new IllegalArgumentException(
                    "The rows (0) of a drift baseline must be at least one.\nMaybe a filter left none.");
        }
        List<Reference> references = new ArrayList<>();
        for (int column = 0; column < features.columns(); column++) {
            double[] values = new double[features.rows()];
            for (int row = 0; row < values.length; row++) {
                values[row] = features.get(row, column);
            }
            references.add(Reference.ofNumbers(new Field(features.names().name(column), FieldType.NUMBER), values));
        }
        return new DriftBaseline(references);
    }

    /**
     * The distribution of a model's scores, as one NUMBER field named score.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DriftBaseline ofScores(double[] scores) {
        return of(FeatureMatrix.of(SCORE, scores.clone()));
    }

    /**
     * Compares a batch of scores with a baseline of scores; one by one, use {@link #monitor()} and
     * {@link DriftMonitor#addScore}.
     *
     * @throws IllegalArgumentException if there is none, or the baseline is not one of scores
     */
    public DriftReport compareScores(double[] scores, DriftLimits limits) {
        if (scores.length == 0) {
            throw new IllegalArgumentException(
                    "The scores (0) of a drift comparison must be at least one.\nMaybe a filter left none.");
        }
        return compare(FeatureMatrix.of(SCORE, scores), limits);
    }

    /** The fields compared. */
    public Schema schema() {
        return schema;
    }

    /** Starts to watch a stream; the monitor belongs to the caller. */
    public DriftMonitor monitor() {
        return new DriftMonitor(schema, references);
    }

    /**
     * Compares a batch of rows.
     *
     * @throws IllegalArgumentException if there is no row, or a row has another schema
     */
    public DriftReport compare(List<Row> rows, DriftLimits limits) {
        Columns.check("a drift comparison", schema, rows);
        DriftMonitor monitor = monitor();
        rows.forEach(monitor::add);
        return monitor.report(limits);
    }

    /**
     * Compares a batch of features.
     *
     * @throws IllegalArgumentException if there is no row, or the columns are not the baseline's
     */
    public DriftReport compare(FeatureMatrix features, DriftLimits limits) {
        List<String> names =
                features.names().features().stream().map(Feature::name).toList();
        if (!names.equals(schema.fields().stream().map(Field::name).toList())) {
            throw new IllegalArgumentException("The features (" + names.size()
                    + " columns) of a drift comparison must be those of the baseline (" + schema.size()
                    + ") in its order.\nMaybe they come from another pipeline.");
        }
        DriftMonitor monitor = monitor();
        double[] row = new double[features.columns()];
        for (int i = 0; i < features.rows(); i++) {
            features.row(i, row);
            monitor.add(row);
        }
        return monitor.report(limits);
    }

    /** Everything needed to {@link #restore} the baseline. */
    public State state() {
        return State.builder()
                .putAll("fields", references.stream().map(Reference::state).toList())
                .build();
    }

    /**
     * The baseline of a state.
     *
     * @throws IllegalArgumentException if the state is damaged
     */
    public static DriftBaseline restore(State state) {
        return new DriftBaseline(
                state.children("fields").stream().map(Reference::restore).toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DriftBaseline baseline && baseline.state().equals(state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    @Override
    public String toString() {
        return "DriftBaseline[" + schema.size() + " fields]";
    }
}
