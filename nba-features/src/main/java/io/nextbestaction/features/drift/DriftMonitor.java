// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts a stream of customers or features against a baseline, in memory that does not grow with the stream. Made by {@link
 * DriftBaseline#monitor()}; not thread-safe.
 */
public final class DriftMonitor {
    private final Schema schema;
    private final List<Reference> references;
    private final double[][] counts;
    private final boolean hasCategories;
    private int rows;

    DriftMonitor(Schema schema, List<Reference> references) {
        this.schema = schema;
        this.references = references;
        this.counts = new double[references.size()][];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new double[references.get(i).cells()];
        }
        this.hasCategories = schema.fields().stream().anyMatch(field -> field.type() == FieldType.CATEGORY);
    }

    /**
     * Counts one customer.
     *
     * @throws IllegalArgumentException if the row has another schema
     */
    public void add(Row row) {
        if (!row.schema().equals(schema)) {
            throw new IllegalArgumentException("The row (" + row.schema().size()
                    + " fields) of a drift monitor must have the schema of the baseline (" + schema.size()
                    + " fields).\nMaybe it was read with another schema.");
        }
        for (int i = 0; i < counts.length; i++) {
            Reference reference = references.get(i);
            boolean category = reference.field().type() == FieldType.CATEGORY;
            counts[i][category ? reference.cell(row.text(i)) : reference.cell(row.number(i))]++;
        }
        rows++;
    }

    /**
     * Counts one feature vector in the baseline's order.
     *
     * @throws IllegalArgumentException if it is shorter than the baseline has fields, or one of these is a category
     */
    public void add(double[] features) {
        if (hasCategories || features.length < counts.length) {
            throw new IllegalArgumentException("The feature vector (" + features.length
                    + " elements) of a drift monitor must have the baseline's " + counts.length
                    + " fields, all numbers.\nMaybe the baseline was made of raw rows: add rows.");
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i][references.get(i).cell(features[i])]++;
        }
        rows++;
    }

    /**
     * Counts one score against a baseline of scores.
     *
     * @throws IllegalArgumentException if the baseline has other fields than one number
     */
    public void addScore(double score) {
        if (hasCategories || counts.length != 1) {
            throw new IllegalArgumentException("The baseline (" + counts.length
                    + " fields) of a score must be one number.\nMaybe make it with DriftBaseline.ofScores(…).");
        }
        counts[0][references.get(0).cell(score)]++;
        rows++;
    }

    /** The number counted so far. */
    public int rows() {
        return rows;
    }

    /** Starts again with nothing counted, as for the next day. */
    public void reset() {
        for (double[] count : counts) {
            java.util.Arrays.fill(count, 0);
        }
        rows = 0;
    }

    /**
     * How far those counted so far have moved.
     *
     * @throws IllegalStateException if none was counted
     */
    public DriftReport report(DriftLimits limits) {
        if (rows == 0) {
            throw new IllegalStateException(
                    "The rows (0) of a drift report must be at least one.\nMaybe add some first.");
        }
        List<FieldDrift> fields = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            fields.add(references.get(i).compare(counts[i], rows, limits));
        }
        return new DriftReport((int) references.get(0).rows(), rows, fields);
    }
}
