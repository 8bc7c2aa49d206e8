// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.ProbabilityModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A what-if: a model to be asked in the reader's browser, with the customers to start from. Immutable: every method returns a
 * new one.
 *
 * <p>The page of {@link #of} holds the compiled scorer, its calibration, the recipe of the pipeline, the ranges and levels of
 * the fields, and the customers added, all without the fields that no feature is made from; so hand it only to those who may
 * see all of that. Scores equal those of Java to rounding. Forests with covers and linear models are explained by exact
 * path-dependent Shapley values. A network is scored; its reasons are Java's, for the customers as they are added.
 *
 * <p>The page of {@link #precomputed} holds no model: it shows what made each customer's score and what the score would be if
 * one field at a time had another value, all worked out when the page is written. Costs about 60 scorings a field and
 * customer, and works for every scorer and pipeline.
 */
public final class WhatIf {
    private final Schema schema;
    private final FeatureNames features;
    private final @Nullable FittedPipeline pipeline;
    private final ProbabilityModel model;
    private final boolean embedded;
    private final List<FieldRange> ranges;
    private final List<String> names;
    private final List<Row> customers;
    private final Set<String> fixed;
    private final double cutoff;

    private WhatIf(
            Schema schema,
            FeatureNames features,
            @Nullable FittedPipeline pipeline,
            ProbabilityModel model,
            boolean embedded,
            List<FieldRange> ranges,
            List<String> names,
            List<Row> customers,
            Set<String> fixed,
            double cutoff) {
        this.schema = schema;
        this.features = features;
        this.pipeline = pipeline;
        this.model = model;
        this.embedded = embedded;
        this.ranges = List.copyOf(ranges);
        this.names = List.copyOf(names);
        this.customers = List.copyOf(customers);
        this.fixed = new LinkedHashSet<>(fixed);
        this.cutoff = cutoff;
    }

    /**
     * A what-if over the raw fields of a customer, with the model in the page.
     *
     * @param pipeline from nba-features; its recipe becomes part of the page
     * @param model reads what the pipeline writes
     * @param rows where the range of each number and the levels of each category come from, such as the training rows:
     *     numbers from the 0.5 % to the 99.5 % quantile, the 200 first levels in order of the alphabet
     * @throws IllegalArgumentException if the scorer is neither forest, linear nor network, the pipeline is another's, there
     *     is no row, or one has another schema than the pipeline
     */
    public static WhatIf of(FittedPipeline pipeline, ProbabilityModel model, List<Row> rows) {
        return create(pipeline.schema(), pipeline.features(), pipeline, model, true, rows);
    }

    /**
     * A what-if over the raw fields of a customer, without the model in the page.
     *
     * @param pipeline any
     * @param model reads what the pipeline writes
     * @param rows as for {@link #of}
     * @throws IllegalArgumentException if the model does not read the pipeline's features, there is no row, or one has
     *     another schema than the pipeline
     */
    public static WhatIf precomputed(FittedPipeline pipeline, ProbabilityModel model, List<Row> rows) {
        return create(pipeline.schema(), pipeline.features(), pipeline, model, false, rows);
    }

    /**
     * A what-if over the features themselves, each a number field of its name, with the model in the page; for pipelines of
     * others.
     *
     * @param rows as for {@link #of}, of a schema with one number field for each feature
     * @throws IllegalArgumentException if the scorer is neither forest, linear nor network, there is no row, or one has
     *     another schema
     */
    public static WhatIf ofFeatures(FeatureNames features, ProbabilityModel model, List<Row> rows) {
        Schema.Builder schema = Schema.builder();
        features.features().forEach(feature -> schema.number(feature.name()));
        FeatureNames own =
                FeatureNames.of(features.features().stream().map(f -> f.name()).toArray(String[]::new));
        return create(schema.build(), own, null, model, true, rows);
    }

    private static WhatIf create(
            Schema schema,
            FeatureNames features,
            @Nullable FittedPipeline pipeline,
            ProbabilityModel model,
            boolean embedded,
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
        rows.forEach(row -> requireSchema(row, schema));
        if (embedded) {
            ModelJson.scorer(model.scorer()); // refuses early what the page cannot score
            if (pipeline != null) {
                ModelJson.pipeline(pipeline);
            }
        }
        List<FieldRange> ranges = IntStream.range(0, schema.size())
                .mapToObj(f ->
                        isUsed(features, schema.field(f)) ? FieldRange.of(schema.field(f), f, rows) : FieldRange.NONE)
                .toList();
        return new WhatIf(
                schema, features, pipeline, model, embedded, ranges, List.of(), List.of(), Set.of(), Double.NaN);
    }

    private static void requireSchema(Row row, Schema schema) {
        if (!row.schema().equals(schema)) {
            throw new IllegalArgumentException("The row (" + row.schema().size()
                    + " fields) of a what-if must have the schema of the what-if (" + schema.size()
                    + " fields).\nMaybe bind the customer with the engine that is shown.");
        }
    }

    /** The fields that can be changed. */
    public Schema schema() {
        return schema;
    }

    /**
     * Adds a customer to start from; the values are copied.
     *
     * @throws IllegalArgumentException if the row has another schema
     */
    public WhatIf customer(String name, Row row) {
        requireSchema(row, schema);
        List<String> moreNames = new ArrayList<>(names);
        moreNames.add(name);
        List<Row> more = new ArrayList<>(customers);
        more.add(FieldRange.copy(row));
        return new WhatIf(schema, features, pipeline, model, embedded, ranges, moreNames, more, fixed, cutoff);
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
        return new WhatIf(schema, features, pipeline, model, embedded, ranges, names, customers, more, cutoff);
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
        return new WhatIf(schema, features, pipeline, model, embedded, ranges, names, customers, fixed, probability);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    List<String> names() {
        return names;
    }

    boolean isEmbedded() {
        return embedded;
    }

    /** Whether the page itself tells what made a score. */
    boolean isExplainedInPage() {
        return embedded && !(model.scorer() instanceof Network);
    }

    String json() {
        Json json = Json.object()
                .json("fields", Json.list(IntStream.range(0, schema.size()).mapToObj(this::field)))
                .put("cutoff", cutoff);
        if (embedded) {
            json.json(
                            "sources",
                            Json.list(features.features().stream()
                                    .map(feature -> Json.list(feature.sources().stream()
                                            .map(source -> Integer.toString(schema.indexOf(source)))))))
                    .json("pipeline", pipeline == null ? "null" : ModelJson.pipeline(pipeline))
                    .json("scorer", ModelJson.scorer(model.scorer()))
                    .json("calibration", ModelJson.calibration(model.calibration()));
        }
        return json.json("customers", Json.list(IntStream.range(0, names.size()).mapToObj(this::customer)))
                .toString();
    }

    private String field(int position) {
        Field field = schema.field(position);
        Json json = Json.object()
                .put("name", field.name())
                .put("type", field.type().name())
                .put("used", isUsed(features, field))
                .put("fixed", fixed.contains(field.name()));
        ranges.get(position).put(json);
        return json.toString();
    }

    private String customer(int at) {
        Row row = customers.get(at);
        Json json = Json.object()
                .put("name", names.get(at))
                .json(
                        "row",
                        Json.list(IntStream.range(0, schema.size()).mapToObj(f -> value(schema.field(f), row, f))));
        if (!embedded) {
            json.json("known", known().json(row, ranges));
        } else if (!isExplainedInPage()) {
            json.json("known", known().reasonsJson(row));
        }
        return json.toString();
    }

    private KnownScores known() {
        return new KnownScores(features, pipeline == null ? WhatIf::copy : pipeline::transform, model);
    }

    /** Where the features are the fields themselves. */
    private static void copy(Row row, double[] out) {
        for (int f = 0; f < out.length; f++) {
            out[f] = row.number(f);
        }
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
}
