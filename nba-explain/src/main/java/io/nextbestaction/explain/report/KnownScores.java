// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.explain.ShapleyScale;
import io.nextbestaction.model.ProbabilityModel;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a page that cannot work it out knows of a customer: the score, its reasons, and, without the model, the score at other
 * values of each field.
 */
final class KnownScores {
    private final FeatureNames names;
    private final BiConsumer<Row, double[]> pipeline;
    private final ProbabilityModel model;
    private final @Nullable ShapleyExplainer explainer;
    private final double[] features;

    KnownScores(FeatureNames names, BiConsumer<Row, double[]> pipeline, ProbabilityModel model) {
        this.names = names;
        this.pipeline = pipeline;
        this.model = model;
        this.explainer = explainer(model);
        this.features = new double[names.size()];
    }

    private static @Nullable ShapleyExplainer explainer(ProbabilityModel model) {
        try {
            return Shapley.values().bind(model);
        } catch (IllegalArgumentException e) {
            // Such as a blend of forests: it is shown without reasons.
            return null;
        }
    }

    /** The score, the reasons, and the scores at the values tried. */
    String json(Row row, List<FieldRange> ranges) {
        return Json.object()
                .put("probability", probability(row))
                .json("reasons", reasons(row))
                .json(
                        "tried",
                        Json.list(IntStream.range(0, ranges.size())
                                .mapToObj(f -> Packed.of(ranges.get(f)
                                        .tried(row, f)
                                        .mapToDouble(this::probability)
                                        .toArray()))))
                .toString();
    }

    /** The reasons alone, for a page that scores by itself but cannot explain. */
    String reasonsJson(Row row) {
        return Json.object()
                .put("probability", probability(row))
                .json("reasons", reasons(row))
                .toString();
    }

    private double probability(Row row) {
        pipeline.accept(row, features);
        return model.probability(features);
    }

    private String reasons(Row row) {
        if (explainer == null) {
            return "null";
        }
        pipeline.accept(row, features);
        double margin = model.scorer().margin(features);
        return Json.object()
                .put("base", explainer.base())
                .put("margin", margin)
                .put("baseProbability", explainer.base(ShapleyScale.RESCALED))
                .json("parts", parts(explainer, ShapleyScale.MARGIN, row))
                .json("probabilityParts", parts(explainer, ShapleyScale.RESCALED, row))
                .toString();
    }

    /** By field of the schema, of the features at hand. */
    private String parts(ShapleyExplainer explainer, ShapleyScale scale, Row row) {
        double[] contributions = new double[names.size()];
        explainer.explain(scale, features, contributions, explainer.newScratch());
        double[] bySource = new double[names.sources().size()];
        names.addBySource(contributions, 1, bySource);
        double[] byField = new double[row.schema().size()];
        for (int s = 0; s < bySource.length; s++) {
            byField[row.schema().indexOf(names.sources().get(s))] = bySource[s];
        }
        return Packed.of(byField);
    }
}
