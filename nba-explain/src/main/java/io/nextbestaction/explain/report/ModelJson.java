// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.State;
import io.nextbestaction.model.BetaMap;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.IsotonicMap;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.OddsShift;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TemperatureMap;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What {@code kernel.js} needs of a model, as JSON. */
final class ModelJson {
    private static final String PIPELINE = "nba-features";
    private static final int PIPELINE_FORMAT = 1;
    private static final Set<String> ENCODINGS = Set.of(
            "numeric",
            "bins",
            "oneHot",
            "ordinal",
            "frequency",
            "target",
            "woe",
            "woeRanges",
            "product",
            "cross",
            "dateParts");

    private ModelJson() {}

    static String scorer(Scorer scorer) {
        if (scorer instanceof Forest forest) {
            return forest(forest);
        }
        if (scorer instanceof LinearModel linear) {
            return Json.object()
                    .put("kind", "linear")
                    .put("link", linear.link().name())
                    .put("bias", linear.bias())
                    .json("weights", Packed.of(numbers(linear.inputs(), linear::weight)))
                    .json("means", Packed.of(numbers(linear.inputs(), linear::mean)))
                    .toString();
        }
        if (scorer instanceof Network network) {
            return network(network);
        }
        throw new IllegalArgumentException("The scorer (" + scorer.getClass().getSimpleName()
                + ") of a what-if page must be a forest, a linear model or a network.\n"
                + "Maybe WhatIf.precomputed: it needs no model in the page.");
    }

    /** Nodes lie breadth first with siblings side by side, so the children need not be told. */
    private static String forest(Forest forest) {
        int nodes = forest.nodes();
        int[] roots = new int[forest.trees()];
        int[] splits = new int[nodes]; // 0 for a leaf, else twice the input counted from 1, and 1 if missing goes left
        boolean covered = true;
        for (int t = 0; t < roots.length; t++) {
            roots[t] = forest.root(t);
            int end = t + 1 < roots.length ? forest.root(t + 1) : nodes;
            boolean some = end == roots[t] + 1;
            for (int n = roots[t]; n < end; n++) {
                boolean leaf = forest.isLeaf(n);
                splits[n] = 2 * (forest.feature(n) + 1) + (!leaf && forest.missingLeft(n) ? 1 : 0);
                some |= n > roots[t] && forest.cover(n) > 0;
            }
            covered &= some;
        }
        return Json.object()
                .put("kind", "forest")
                .put("link", forest.link().name())
                .put("inputs", forest.inputs())
                .put("base", forest.base())
                .json("roots", Packed.of(roots))
                .json("splits", Packed.of(splits))
                .json("leaves", Packed.of(numbers(nodes, forest::isLeaf, forest::leafValue)))
                .json("thresholds", Packed.of(numbers(nodes, n -> !forest.isLeaf(n), forest::threshold)))
                .json("covers", covered ? Packed.of(numbers(nodes, forest::cover)) : "null")
                .toString();
    }

    private static String network(Network network) {
        IntStream layers = IntStream.range(0, network.layers());
        return Json.object()
                .put("kind", "network")
                .put("link", network.link().name())
                .json("means", Packed.of(numbers(network.inputs(), network::mean)))
                .json("layers", Json.list(layers.mapToObj(layer -> {
                    int units = network.units(layer);
                    int before = layer == 0 ? network.inputs() : network.units(layer - 1);
                    return Json.object()
                            .json(
                                    "weights",
                                    Packed.of(
                                            numbers(before * units, k -> network.weight(layer, k / units, k % units))))
                            .json("biases", Packed.of(numbers(units, unit -> network.bias(layer, unit))))
                            .toString();
                })))
                .toString();
    }

    private static double[] numbers(int count, IntToDoubleFunction number) {
        return numbers(count, i -> true, number);
    }

    private static double[] numbers(int count, IntPredicate which, IntToDoubleFunction number) {
        return IntStream.range(0, count).filter(which).mapToDouble(number).toArray();
    }

    static String calibration(Calibration calibration) {
        Json json = Json.object();
        if (calibration instanceof PlattLine line) {
            json.put("kind", "platt").put("slope", line.slope()).put("intercept", line.intercept());
        } else if (calibration instanceof BetaMap beta) {
            json.put("kind", "beta").put("a", beta.a()).put("b", beta.b()).put("c", beta.c());
        } else if (calibration instanceof TemperatureMap map) {
            json.put("kind", "temperature").put("temperature", map.temperature());
        } else if (calibration instanceof IsotonicMap map) {
            json.put("kind", "isotonic")
                    .json(
                            "raw",
                            Packed.of(map.knots().stream()
                                    .mapToDouble(IsotonicMap.Knot::raw)
                                    .toArray()))
                    .json(
                            "calibrated",
                            Packed.of(map.knots().stream()
                                    .mapToDouble(IsotonicMap.Knot::calibrated)
                                    .toArray()));
        } else if (calibration instanceof OddsShift shift) {
            json.put("kind", "odds").put("factor", shift.factor()).json("learnt", calibration(shift.learnt()));
        }
        return json.toString();
    }

    /** The recipe of a pipeline, which the page applies to raw fields. */
    static String pipeline(FittedPipeline pipeline) {
        State state = pipeline.state();
        boolean known = pipeline.provider().equals(PIPELINE)
                && state.integer("format") == PIPELINE_FORMAT
                && state.children("encodings").stream().allMatch(e -> ENCODINGS.contains(e.text("kind")));
        if (!known) {
            throw new IllegalArgumentException("The pipeline (provider \"" + pipeline.provider()
                    + "\") of a what-if page must be one of " + PIPELINE + " in format " + PIPELINE_FORMAT
                    + ".\nMaybe WhatIf.precomputed, or let the page change the features: WhatIf.ofFeatures.");
        }
        return Json.state(state);
    }
}
