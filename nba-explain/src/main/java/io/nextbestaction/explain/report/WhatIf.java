// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.ProbabilityModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A what-if: the model itself, to be scored and explained in the reader's browser, with the customers to start from. The
 * page holds the compiled scorer, its calibration, the recipe of the pipeline, the ranges and levels of the fields, and the
 * customers added, all without the fields that no feature is made from; so hand it only to those who may see all of that.
 * Immutable: every method returns a new one.
 *
 * <p>Scores equal those of Java to rounding. Forests with covers and linear models are explained by exact path-dependent
 * Shapley values, networks are scored only.
 */
public final class WhatIf {
    /** Values beyond this part at either end do not widen a range. */
    private static final double TAIL = 0.005;

    private static final int MOST_LEVELS = 200;

    private final Schema schema;
    private final FeatureNames features;
    private final @Nullable FittedPipeline pipeline;
    private final ProbabilityModel model;
    private final List<String> ranges;
    private final List<String> names;
    private final List<String> customers;
    private final Set<String> fixed;
    private final double cutoff;

    private WhatIf(
            Schema schema,
            FeatureNames features,
            @Nullable FittedPipeline pipeline,
            ProbabilityModel model,
            List<String> ranges,
            List<String> names,
            List<String> customers,
            Set<String> fixed,
            double cutoff) {
        this.schema = schema;
        this.features = features;
        this.pipeline = pipeline;
        this.model = model;
        this.ranges = List.copyOf(ranges);
        this.names = List.copyOf(names);
        this.customers = List.copyOf(customers);
        this.fixed = new LinkedHashSet<>(fixed);
        this.cutoff = cutoff;
    }

    /**
     * A what-if over the raw fields of a customer.
     *
     * @param pipeline from nba-features; its recipe becomes part of the page
     * @param model reads what the pipeline writes
     * @param rows where the range of each number and the levels of each category come from, such as the training rows:
     *     numbers from the 0.5 % to the 99.5 % quantile, the 200 first levels in order of the alphabet
     * @throws IllegalArgumentException if the scorer is neither forest, linear nor network, the pipeline is another's, or
     *     there is no row
     */
    public static WhatIf of(FittedPipeline pipeline, ProbabilityModel model, List<Row> rows) {
        return create(pipeline.schema(), pipeline.features(), pipeline, model, rows);
    }

    /**
     * A what-if over the features themselves, each a number field of its name; for pipelines of others.
     *
     * @param rows as for {@link #of}, of a schema with one number field for each feature
     * @throws IllegalArgumentException if the scorer is neither forest, linear nor network, or there is no row
     */
    public static WhatIf ofFeatures(FeatureNames features, ProbabilityModel model, List<Row> rows) {
        Schema.Builder schema = Schema.builder();
        features.features().forEach(feature -> schema.number(feature.name()));
        FeatureNames own =
                FeatureNames.of(features.features().stream().map(f -> f.name()).toArray(String[]::new));
        return create(schema.build(), own, null, model, rows);
    }

    private static WhatIf create(
            Schema schema,
            FeatureNames features,
            @Nullable FittedPipeline pipeline,
            ProbabilityModel model,
            List<Row> rows) {
        if (features.size() != model.scorer().inputs()) {
            throw new IllegalArgumentException("The model (" + model.scorer().inputs()
                    + " inputs) of a what-if must read the " + features.size()
                    + " features.\nMaybe the pipeline belongs to another model.");
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("The rows (0) of a what-if must be at least one.\nMaybe give the"
                    + " training rows: they tell what values a field may take.");
        }
        ModelJson.scorer(model.scorer()); // refuses early what the page cannot score
        if (pipeline != null) {
            ModelJson.pipeline(pipeline);
        }
        List<String> ranges = IntStream.range(0, schema.size())
                .mapToObj(f -> isUsed(features, schema.field(f)) ? range(schema.field(f), f, rows) : "[]")
                .toList();
        return new WhatIf(schema, features, pipeline, model, ranges, List.of(), List.of(), Set.of(), Double.NaN);
    }

    /** The fields that can be changed. */
    public Schema schema() {
        return schema;
    }

    /**
     * Adds a customer to start from; the values are copied into the page.
     *
     * @throws IllegalArgumentException if the row has another schema
     */
    public WhatIf customer(String name, Row row) {
        if (!row.schema().equals(schema)) {
            throw new IllegalArgumentException("The row (" + row.schema().size()
                    + " fields) of a what-if customer must have the schema of the what-if (" + schema.size()
                    + " fields).\nMaybe bind the customer with the engine that is shown.");
        }
        List<String> moreNames = new ArrayList<>(names);
        moreNames.add(name);
        List<String> more = new ArrayList<>(customers);
        more.add(Json.list(IntStream.range(0, schema.size()).mapToObj(f -> value(schema.field(f), row, f))));
        return new WhatIf(schema, features, pipeline, model, ranges, moreNames, more, fixed, cutoff);
    }

    /**
     * Fields that may not be changed, such as age.
     *
     * @throws IllegalArgumentException if one is no field
     */
    public WhatIf fixed(String... fields) {
        Set<String> more = new LinkedHashSet<>(fixed);
        for (String field : fields) {
            schema.indexOf(field);
            more.add(field);
        }
        return new WhatIf(schema, features, pipeline, model, ranges, names, customers, more, cutoff);
    }

    /**
     * The probability at which the bank acts; the page says which single changes cross it.
     *
     * @throws IllegalArgumentException if it is not within (0, 1)
     */
    public WhatIf cutoff(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("The cutoff (" + probability
                    + ") of a what-if must lie between 0 and 1.\nMaybe it was given in percent.");
        }
        return new WhatIf(schema, features, pipeline, model, ranges, names, customers, fixed, probability);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    List<String> names() {
        return names;
    }

    int fields() {
        return schema.size();
    }

    String json() {
        return Json.object()
                .json("fields", Json.list(IntStream.range(0, schema.size()).mapToObj(f -> Json.object()
                        .put("name", schema.field(f).name())
                        .put("type", schema.field(f).type().name())
                        .put("used", isUsed(features, schema.field(f)))
                        .put("fixed", fixed.contains(schema.field(f).name()))
                        .json("range", ranges.get(f))
                        .toString())))
                .json(
                        "columns",
                        Json.texts(
                                features.features().stream().map(f -> f.name()).toList()))
                .json(
                        "sources",
                        Json.list(features.features().stream()
                                .map(feature -> Json.list(feature.sources().stream()
                                        .map(source -> Integer.toString(schema.indexOf(source)))))))
                .json("pipeline", pipeline == null ? "null" : ModelJson.pipeline(pipeline))
                .json("scorer", ModelJson.scorer(model.scorer()))
                .json("calibration", ModelJson.calibration(model.calibration()))
                .put("cutoff", cutoff)
                .json("customers", Json.list(IntStream.range(0, names.size()).mapToObj(c -> Json.object()
                        .put("name", names.get(c))
                        .json("row", customers.get(c))
                        .toString())))
                .toString();
    }

    /** Whether any feature is made from a field; the page knows nothing of the others but their names. */
    private static boolean isUsed(FeatureNames features, Field field) {
        return features.sources().contains(field.name());
    }

    private String value(Field field, Row row, int position) {
        if (!isUsed(features, field)) {
            return "null";
        }
        if (field.type() == FieldType.CATEGORY) {
            String text = row.text(position);
            return text == null ? "null" : Json.text(text);
        }
        return Json.number(row.number(position));
    }

    /** The levels of a category, else least, greatest, and whether all are whole. */
    private static String range(Field field, int position, List<Row> rows) {
        if (field.type() == FieldType.CATEGORY) {
            Set<String> levels = new TreeSet<>();
            for (Row row : rows) {
                String text = row.text(position);
                if (text != null && !text.isBlank()) {
                    levels.add(text);
                }
            }
            return Json.texts(levels.stream().limit(MOST_LEVELS).toList());
        }
        double[] values = rows.stream()
                .mapToDouble(row -> row.number(position))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (values.length == 0) {
            values = new double[] {0, 1};
        }
        int tail = (int) (values.length * TAIL);
        double whole = Arrays.stream(values).allMatch(v -> v == Math.rint(v)) ? 1 : 0;
        return Json.list(java.util.stream.DoubleStream.of(values[tail], values[values.length - 1 - tail], whole)
                .mapToObj(Json::number));
    }
}
