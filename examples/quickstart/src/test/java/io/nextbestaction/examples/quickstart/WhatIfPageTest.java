// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.WhatIf;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.Impute;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.GradientBoosting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A written page makes features, scores and explains 1,000 raw customers like Java, through every encoding there is. */
class WhatIfPageTest {
    private static final int CUSTOMERS = 1000;
    private static final double TODAY = LocalDate.of(2024, 5, 1).toEpochDay();
    private static final List<String> LEVELS = List.of("FR", "DE", "ES", "other", "missing", "Zürich \"north\" <b>");

    private static final Schema SCHEMA = Schema.builder()
            .number("plain")
            .number("logged")
            .number("bent")
            .number("scaled")
            .number("imputed")
            .number("cut")
            .number("evidence")
            .flag("flag")
            .date("since")
            .category("hot")
            .category("rank")
            .category("often")
            .category("rate")
            .category("weight")
            .category("filled")
            .build();

    private static final Features RECIPE = Features.of(SCHEMA)
            .log("logged", "since")
            .power("bent")
            .scale("bent", "scaled")
            .impute("imputed", Impute.median().withIndicator())
            .bins("cut", 7)
            .impute("cut", Impute.mean().withIndicator())
            .weightOfEvidence("evidence", "weight")
            .oneHot("hot", "filled")
            .impute("filled", Impute.mostFrequent().withIndicator())
            .ordinal("rank", List.of("ES", "FR", "DE"))
            .frequency("often")
            .target("rate")
            .interaction("plain", "scaled")
            .interaction("hot", "often")
            .dateParts("since")
            .asOf(LocalDate.ofEpochDay((long) TODAY));

    @TempDir
    Path folder;

    private static boolean hasNode() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            return node.waitFor(10, TimeUnit.SECONDS) && node.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Test
    void a_page_scores_and_explains_raw_customers_like_java() throws Exception {
        assumeTrue(hasNode(), "node is not installed: the page's script is not compared with Java");
        SplittableRandom random = new SplittableRandom(11);
        List<Row> training = new ArrayList<>();
        boolean[] labels = new boolean[1500];
        for (int i = 0; i < labels.length; i++) {
            Row row = row(random, false);
            training.add(row);
            double push = "FR".equals(row.text(9)) ? 1 : 0;
            labels[i] = random.nextDouble(4) < push + (row.number(0) > 0 ? 1.5 : 0.5);
        }
        TrainingFeatures fitted = RECIPE.fit(SCHEMA, training, labels, 3);
        ProbabilityModel model = new ProbabilityModel(
                GradientBoosting.classifier(GradientBoosting.Parameters.defaults()
                                .withRounds(100)
                                .withDepth(6))
                        .train(new TrainingSet(fitted.features(), labels), 5, Progress.NONE),
                new PlattLine(1.1, -0.1, "test", 1));
        List<Row> customers = new ArrayList<>();
        for (int c = 0; c < CUSTOMERS; c++) {
            customers.add(row(random, true));
        }

        Path page = folder.resolve("report.html");
        HtmlReport.titled("Script")
                .whatIf("What if", WhatIf.of(fitted.pipeline(), model, training).customer("first", customers.get(0)))
                .write(page);

        assertThat(worstError(fitted.pipeline(), model, customers, replay(page, customers)))
                .isLessThanOrEqualTo(1e-12);
    }

    /** The largest difference of a probability, a feature (against its size where that is above 1) or a contribution. */
    private static double worstError(
            FittedPipeline pipeline, ProbabilityModel model, List<Row> customers, List<double[]> replayed) {
        ShapleyExplainer explainer = Shapley.values().bind(model);
        var scratch = explainer.newScratch();
        int columns = pipeline.features().size();
        double[] x = new double[columns];
        double[] contributions = new double[columns];
        assertThat(replayed).hasSize(customers.size());
        double worst = 0;
        for (int c = 0; c < customers.size(); c++) {
            pipeline.transform(customers.get(c), x);
            explainer.explain(x, contributions, scratch);
            double[] got = replayed.get(c);
            assertThat(got).hasSize(1 + 2 * columns);
            worst = worse(worst, got[0], model.probability(x));
            for (int j = 0; j < columns; j++) {
                double size = Math.max(1, Math.abs(x[j]));
                worst = worse(worst, got[1 + j] / size, x[j] / size);
                worst = worse(worst, got[1 + columns + j], contributions[j]);
            }
        }
        return worst;
    }

    /** The larger error; missing on one side only is infinitely wrong. */
    private static double worse(double worst, double got, double expected) {
        if (Double.isNaN(got) && Double.isNaN(expected)) {
            return worst;
        }
        double error = Math.abs(got - expected);
        return error <= worst ? worst : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    private List<double[]> replay(Path page, List<Row> customers) throws Exception {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Row customer : customers) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int f = 0; f < SCHEMA.size(); f++) {
                boolean text = SCHEMA.field(f).type() == FieldType.CATEGORY;
                values.add(text ? customer.text(f) : customer.isMissing(f) ? null : (Object) customer.number(f));
            }
            rows.add(values);
        }
        Path file = folder.resolve("rows.json");
        new ObjectMapper().writeValue(file.toFile(), rows);
        Path script = folder.resolve("replay.js");
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("replay.js"))) {
            Files.write(script, in.readAllBytes());
        }
        Path errors = folder.resolve("errors.txt");
        Process node = new ProcessBuilder("node", script.toString(), page.toString(), file.toString())
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

    /** A random customer, a later one also with levels training never saw and blank texts. */
    private static Row row(SplittableRandom random, boolean later) {
        Row row = new Row(SCHEMA);
        for (int f = 0; f < SCHEMA.size(); f++) {
            if (random.nextInt(12) == 0) {
                continue;
            }
            switch (SCHEMA.field(f).type()) {
                case NUMBER -> row.setNumber(f, Math.rint(random.nextDouble(-9, 30) * 100) / 100);
                case BOOLEAN -> row.setNumber(f, random.nextInt(2));
                case DATE -> row.setNumber(f, TODAY - random.nextInt(later ? 40_000 : 4_000));
                case CATEGORY -> {
                    int level = random.nextInt(LEVELS.size() + (later ? 3 : 0));
                    row.setText(
                            f,
                            level < LEVELS.size()
                                    ? LEVELS.get(level)
                                    : List.of("never seen", " \t\u2003", "\u00a0")
                                            .get(level - LEVELS.size()));
                }
            }
        }
        return row;
    }
}
