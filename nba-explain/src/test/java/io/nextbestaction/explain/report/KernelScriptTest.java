// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.explain.ShapleyScale;
import io.nextbestaction.model.BetaMap;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.IsotonicMap;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.TemperatureMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of a written page gives the scores and Shapley values of the Java kernels. */
class KernelScriptTest {
    private static final int INPUTS = 12;
    private static final int MANY = 1000;
    private static final int SOME = 100;
    private static final double[] GRID = {-1.5, -0.25, 0, 0.1, 0.5, 2.75};
    private static final PlattLine PLATT = new PlattLine(1.3, -0.2, "test", 1);

    @TempDir
    Path folder;

    @BeforeAll
    static void needsNode() {
        boolean present;
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            present = node.waitFor(10, TimeUnit.SECONDS) && node.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            present = false;
        }
        assumeTrue(present, "node is not installed: the page's script is not compared with Java");
    }

    @Test
    void a_forest_of_100_trees_scores_and_explains_like_java() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        check(new ProbabilityModel(forest(random, 100, 6, Link.LOGISTIC), PLATT), random, MANY);
    }

    @Test
    void deep_trees_repeated_features_and_probabilities_are_explained_like_java() throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        check(new ProbabilityModel(forest(random, 4, 10, Link.IDENTITY), PLATT), random, SOME);
    }

    @Test
    void a_forest_of_leaves_or_of_no_tree_is_a_constant() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        check(new ProbabilityModel(forest(random, 3, 0, Link.LOGISTIC), PLATT), random, SOME);
        check(new ProbabilityModel(forest(random, 0, 0, Link.LOGISTIC), PLATT), random, SOME);
    }

    @Test
    void a_linear_model_scores_and_explains_like_java() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        Supplier<double[]> draw = () -> random.doubles(INPUTS, -2, 2).toArray();
        LinearModel linear = LinearModel.of(draw.get(), 0.3, draw.get(), Link.LOGISTIC);
        check(new ProbabilityModel(linear, PLATT), random, SOME);
    }

    @Test
    void a_network_scores_like_java() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        int[] units = {INPUTS, 7, 3, 1};
        double[][] weights = new double[3][];
        double[][] biases = new double[3][];
        for (int layer = 0; layer < 3; layer++) {
            weights[layer] = random.doubles((long) units[layer] * units[layer + 1], -1, 1)
                    .toArray();
            biases[layer] = random.doubles(units[layer + 1], -1, 1).toArray();
        }
        double[] means = random.doubles(INPUTS, -1, 1).toArray();
        check(new ProbabilityModel(Network.of(weights, biases, means), PLATT), random, SOME);
    }

    @Test
    void every_calibration_is_that_of_java() throws Exception {
        SplittableRandom random = new SplittableRandom(6);
        Forest forest = forest(random, 20, 4, Link.LOGISTIC);
        double[] knots = {0.05, 0.2, 0.5, 0.9};
        double[] levels = {0, 0.1, 0.6, 0.95};
        for (Calibration calibration : List.of(
                new BetaMap(0.8, 1.2, -0.1, "test", 1),
                new TemperatureMap(1.7, "test", 1),
                IsotonicMap.of(knots, levels, "test", 1),
                PLATT.withPrior(0.5, 0.1),
                new TemperatureMap(0.6, "test", 1).withPrior(0.2, 0.6))) {
            check(new ProbabilityModel(forest, calibration), random, SOME);
        }
    }

    private void check(ProbabilityModel model, SplittableRandom random, int count) throws Exception {
        String[] names = new String[INPUTS];
        Arrays.setAll(names, i -> "x" + i);
        List<double[]> customers = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            customers.add(customer(random, !(model.scorer() instanceof Forest)));
        }
        FeatureNames features = FeatureNames.of(names);
        WhatIf whatIf = WhatIf.ofFeatures(features, model, List.of(row(features, customers.get(0))));
        whatIf = whatIf.customer("first", new Row(whatIf.schema()));
        Path page = folder.resolve("report.html");
        HtmlReport.titled("Script").whatIf("What if", whatIf).write(page);
        List<double[]> replayed = replay(page, customers);
        assertThat(replayed).hasSize(count);
        boolean explained = !(model.scorer() instanceof Network);
        ShapleyExplainer explainer = explained ? Shapley.values().bind(model) : null;
        double worst = 0;
        for (int c = 0; c < count; c++) {
            double[] x = customers.get(c);
            double[] got = replayed.get(c);
            assertThat(got).hasSize(explained ? 4 + INPUTS : 4);
            double margin = model.scorer().margin(x);
            worst = worse(worst, got[0], margin);
            worst = worse(worst, got[1], model.probability(x));
            if (explainer != null) {
                double[] expected = new double[INPUTS];
                explainer.explain(x, expected, explainer.newScratch());
                worst = worse(worst, got[3], explainer.base());
                for (int i = 0; i < INPUTS; i++) {
                    worst = worse(worst, got[4 + i], expected[i]);
                }
                if (Math.abs(margin - explainer.base()) > 1e-3) {
                    explainer.explain(ShapleyScale.RESCALED, x, expected, explainer.newScratch());
                    for (int i = 0; i < INPUTS; i++) {
                        worst = worse(worst, got[2] * got[4 + i], expected[i]);
                    }
                }
            }
        }
        assertThat(worst).isLessThanOrEqualTo(1e-12);
    }

    /** The larger error; one that is no number counts as infinite. */
    private static double worse(double worst, double got, double expected) {
        double error = Math.abs(got - expected);
        return error <= worst ? worst : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    private static Row row(FeatureNames features, double[] values) {
        var schema = io.nextbestaction.data.Schema.builder();
        features.features().forEach(feature -> schema.number(feature.name()));
        Row row = new Row(schema.build());
        for (int i = 0; i < values.length; i++) {
            row.setNumber(i, values[i]);
        }
        return row;
    }

    /** What the script prints for the customers. */
    private List<double[]> replay(Path page, List<double[]> customers) throws Exception {
        Path rows = folder.resolve("rows.json");
        Files.writeString(
                rows,
                Json.list(customers.stream()
                        .map(x -> Json.list(Arrays.stream(x)
                                .mapToObj(v -> Double.isInfinite(v) ? "\"" + v + "\"" : Json.number(v))))));
        Path script = folder.resolve("replay.js");
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("replay.js"))) {
            Files.write(script, in.readAllBytes());
        }
        Path errors = folder.resolve("errors.txt");
        Process node = new ProcessBuilder("node", script.toString(), page.toString(), rows.toString())
                .redirectError(errors.toFile())
                .start();
        List<double[]> lines = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> Arrays.stream(line.split(" ", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        assertThat(node.waitFor()).as(Files.readString(errors)).isZero();
        return lines;
    }

    private static double[] customer(SplittableRandom random, boolean finite) {
        double[] x = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            x[i] = switch (random.nextInt(10)) {
                case 0 -> Double.NaN;
                case 1 -> finite ? 0 : random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                case 2, 3 -> GRID[random.nextInt(GRID.length)];
                default -> random.nextDouble(-3, 3);
            };
        }
        return x;
    }

    private static Forest forest(SplittableRandom random, int trees, int depth, Link link) {
        Forest.Builder builder = Forest.builder(INPUTS, link, link == Link.LOGISTIC ? -0.4 : 0.4);
        double size = link == Link.LOGISTIC ? 2.0 / Math.sqrt(Math.max(1, trees)) : 0.05;
        for (int t = 0; t < trees; t++) {
            new Grown(random, size).tree(builder, depth);
        }
        return builder.build();
    }

    /** One random tree, node by node. */
    private static final class Grown {
        private final SplittableRandom random;
        private final double size;
        private final List<double[]> nodes = new ArrayList<>();

        Grown(SplittableRandom random, double size) {
            this.random = random;
            this.size = size;
        }

        void tree(Forest.Builder builder, int depth) {
            grow(depth, 1000);
            builder.tree(
                    nodes.stream().mapToInt(n -> (int) n[0]).toArray(),
                    nodes.stream().mapToDouble(n -> n[1]).toArray(),
                    flags(),
                    nodes.stream().mapToInt(n -> (int) n[3]).toArray(),
                    nodes.stream().mapToInt(n -> (int) n[4]).toArray(),
                    nodes.stream().mapToDouble(n -> n[5]).toArray());
        }

        private boolean[] flags() {
            boolean[] flags = new boolean[nodes.size()];
            for (int n = 0; n < flags.length; n++) {
                flags[n] = nodes.get(n)[2] == 1;
            }
            return flags;
        }

        private int grow(int depth, double cover) {
            double[] node = {-1, random.nextDouble(-size, size), 0, -1, -1, cover};
            int own = nodes.size();
            nodes.add(node);
            if (depth > 0 && (own == 0 || random.nextInt(10) > 0)) {
                node[0] = random.nextInt(INPUTS);
                node[1] = random.nextBoolean() ? GRID[random.nextInt(GRID.length)] : random.nextDouble(-2, 2);
                node[2] = random.nextInt(2);
                double share = random.nextInt(10) == 0 ? random.nextInt(2) : random.nextDouble();
                node[3] = grow(depth - 1, cover * share);
                node[4] = grow(depth - 1, cover * (1 - share));
            }
            return own;
        }
    }
}
