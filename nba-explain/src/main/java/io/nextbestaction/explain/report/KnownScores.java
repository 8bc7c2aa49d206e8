// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.explain.ShapleyScale;
import io.nextbestaction.model.ProbabilityModel;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a page without the model knows of a customer: the score, its reasons, and the score at other values of each field. */
final class KnownScores {
    private final FittedPipeline pipeline;
    private final ProbabilityModel model;
    private final @Nullable ShapleyExplainer explainer;
    private final double[] features;

    KnownScores(FittedPipeline pipeline, ProbabilityModel model) {
        this.pipeline = pipeline;
        this.model = model;
        this.explainer = explainer(model);
        this.features = new double[pipeline.features().size()];
    }

    private static @Nullable ShapleyExplainer explainer(ProbabilityModel model) {
        try {
            return Shapley.values().bind(model);
        } catch (IllegalArgumentException e) {
            // Such as a network: it is shown without reasons.
            return null;
        }
    }

    String json(Row row, List<FieldRange> ranges) {
        return Json.object()
                .put("probability", probability(row))
                .json("reasons", explainer == null ? "null" : reasons(explainer, row))
                .json(
                        "tried",
                        Json.list(IntStream.range(0, ranges.size())
                                .mapToObj(f -> Packed.of(ranges.get(f)
                                        .tried(row, f)
                                        .mapToDouble(this::probability)
                                        .toArray()))))
                .toString();
    }

    private double probability(Row row) {
        pipeline.transform(row, features);
        return model.probability(features);
    }

    private String reasons(ShapleyExplainer explainer, Row row) {
        pipeline.transform(row, features);
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
        FeatureNames names = pipeline.features();
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
