// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.features.selection.InformationValue;
import io.nextbestaction.features.selection.WoeBin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Target rates and weights of evidence. */
class LabelEncodersTest {
    private static final Schema SCHEMA =
            Schema.builder().category("city").number("x").date("day").build();
    private static final String DAMAGED = "\nMaybe the file is damaged or was changed by hand.";

    private final List<Row> rows = new ArrayList<>();
    private final boolean[] labels = new boolean[600];

    LabelEncodersTest() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < labels.length; i++) {
            int city = random.nextInt(8);
            double x = random.nextInt(50) == 0 ? Double.NaN : random.nextDouble() * 100;
            rows.add(row(city == 7 ? null : "city" + (city < 5 ? 0 : city), x, random.nextInt(1_000)));
            labels[i] = random.nextDouble() < (city < 5 ? 0.2 : 0.5) + (x > 70 ? 0.3 : 0);
        }
    }

    private static Row row(@Nullable String city, double x, double day) {
        Row row = new Row(SCHEMA);
        row.setText(0, city);
        row.setNumber(1, x);
        row.setNumber(2, day);
        return row;
    }

    private static double value(FittedPipeline fitted, Row row) {
        double[] out = new double[fitted.features().size()];
        fitted.transform(row, out);
        return out[0];
    }

    private TrainingFeatures fit(Features recipe) {
        return recipe.fit(SCHEMA, rows, labels, 9);
    }

    @Test
    void a_level_becomes_the_rate_of_its_rows_drawn_towards_that_of_all() {
        FittedPipeline fitted =
                fit(Features.all().only("city").target("city", 10)).pipeline();

        assertThat(fitted.features().name(0)).isEqualTo("target(city)");
        Map<String, double[]> sums = new HashMap<>();
        double events = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] sum = sums.computeIfAbsent(String.valueOf(rows.get(i).text(0)), unused -> new double[2]);
            sum[0]++;
            sum[1] += labels[i] ? 1 : 0;
            events += labels[i] ? 1 : 0;
        }
        double prior = events / labels.length;
        sums.forEach((city, sum) -> assertThat(value(fitted, row(city.equals("null") ? null : city, 0, 0)))
                .isCloseTo((sum[1] + 10 * prior) / (sum[0] + 10), within(1e-15)));
        assertThat(value(fitted, row("unseen", 0, 0))).isEqualTo(prior);
        assertThat(value(fitted, row(" ", 0, 0))).isEqualTo(value(fitted, row(null, 0, 0)));
    }

    @Test
    void missing_never_seen_is_the_rate_of_all_and_no_evidence() {
        rows.forEach(row -> row.setText(0, row.text(0) == null ? "city9" : row.text(0)));

        double rate = value(fit(Features.all().only("city").target("city")).pipeline(), row(null, 0, 0));
        double weight =
                value(fit(Features.all().only("city").weightOfEvidence("city")).pipeline(), row(null, 0, 0));

        assertThat(rate)
                .isEqualTo(value(fit(Features.all().only("city").target("city")).pipeline(), row("unseen", 0, 0)));
        assertThat(weight).isZero();
    }

    @Test
    void weights_are_those_of_the_information_value() {
        FittedPipeline fitted = fit(Features.all().only("x", "city").weightOfEvidence("x", "city"))
                .pipeline();
        assertThat(fitted.features().name(1)).isEqualTo("woe(x)");

        for (InformationValue information : InformationValue.of(SCHEMA, rows, labels)) {
            if (information.field().equals("day")) {
                continue;
            }
            int column = information.field().equals("city") ? 0 : 1;
            Map<Double, int[]> counted = new HashMap<>();
            double[] out = new double[2];
            for (int i = 0; i < labels.length; i++) {
                fitted.transform(rows.get(i), out);
                counted.computeIfAbsent(out[column], unused -> new int[2])[labels[i] ? 1 : 0]++;
            }
            for (WoeBin bin : information.bins()) {
                assertThat(counted.get(bin.weight())).containsExactly(bin.goods(), bin.bads());
            }
        }
    }

    @Test
    void weights_of_a_number_rise_or_fall_throughout_and_missing_has_its_own() {
        FittedPipeline fitted =
                fit(Features.all().only("x").weightOfEvidence("x")).pipeline();

        double previous = value(fitted, row("", -1e9, 0));
        for (double x = 0; x <= 100; x++) {
            double weight = value(fitted, row("", x, 0));
            assertThat(weight).isLessThanOrEqualTo(previous);
            previous = weight;
        }
        assertThat(value(fitted, row("", 90, 0))).isLessThan(value(fitted, row("", 10, 0)));
        assertThat(value(fitted, row("", Double.NaN, 0))).isFinite();
    }

    @Test
    void training_rows_are_encoded_by_the_other_parts() {
        TrainingFeatures fitted = fit(Features.all().target("city").weightOfEvidence("x", "day"));
        LabelFolds folds = new LabelFolds(labels, 9);

        for (int fold = 0; fold < LabelFolds.COUNT; fold++) {
            int[] inside = folds.rows(fold, true);
            int[] outside = folds.rows(fold, false);
            List<Row> others = new ArrayList<>();
            boolean[] known = new boolean[outside.length];
            for (int i = 0; i < outside.length; i++) {
                others.add(rows.get(outside[i]));
                known[i] = labels[outside[i]];
            }
            FittedPipeline expected = Features.all()
                    .target("city")
                    .weightOfEvidence("x", "day")
                    .fit(SCHEMA, others, known, 1)
                    .pipeline();
            double[] out = new double[3];
            for (int i : inside) {
                expected.transform(rows.get(i), out);
                double[] row = new double[3];
                fitted.features().row(i, row);
                assertThat(row).containsExactly(out);
            }
        }
    }

    /** Of levels without meaning, a rate that held its own label would separate the outcomes. */
    @Test
    void training_rows_do_not_see_their_own_label() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < labels.length; i++) {
            rows.get(i).setText(0, "id" + i / 2);
            labels[i] = random.nextBoolean();
        }
        TrainingFeatures fitted = fit(Features.all().only("city").target("city", 0.5));
        FeatureMatrix naive = fitted.pipeline().transform(rows);

        assertThat(gap(naive)).isGreaterThan(0.3);
        assertThat(gap(fitted.features())).isBetween(-0.1, 0.1);
    }

    /** The mean of the feature of events less that of the others. */
    private double gap(FeatureMatrix features) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i] ? 1 : 0] += features.get(i, 0);
            counts[labels[i] ? 1 : 0]++;
        }
        return sums[1] / counts[1] - sums[0] / counts[0];
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_other_columns_are_the_pipelines() {
        Features recipe = Features.all().ignore("day").target("city").scale("x");
        TrainingFeatures first = fit(recipe);

        assertThat(fit(recipe).features().values()).isEqualTo(first.features().values());
        assertThat(recipe.fit(SCHEMA, rows, labels, 10).features().values())
                .isNotEqualTo(first.features().values());
        FeatureMatrix plain = first.pipeline().transform(rows);
        for (int i = 0; i < labels.length; i++) {
            assertThat(Double.compare(first.features().get(i, 1), plain.get(i, 1)))
                    .isZero();
        }
    }

    @Test
    void states_restore_and_damaged_ones_are_refused() {
        FittedPipeline fitted =
                fit(Features.all().target("city").weightOfEvidence("x", "day")).pipeline();
        FittedPipeline restored = new FeaturesProvider().restore(SCHEMA, fitted.state());

        assertThat(restored).isEqualTo(fitted);
        assertThat(restored.transform(rows).values())
                .isEqualTo(fitted.transform(rows).values());

        assertThatThrownBy(() -> restore(levels("target", new double[] {0.5, 1.5})))
                .hasMessage("The saved levels (2) of field \"city\" must be distinct, each with a rate of 0 to 1."
                        + DAMAGED);
        assertThatThrownBy(() -> restore(levels("woe", new double[] {0.5, Double.NaN})))
                .hasMessage("The saved levels (2) of field \"city\" must be distinct, each with a finite weight."
                        + DAMAGED);
        assertThatThrownBy(() -> restore(levels("woe", new double[] {0.5})))
                .hasMessage("The saved levels (2) of field \"city\" must be distinct, each with a finite weight."
                        + DAMAGED);
        assertThatThrownBy(() -> restore(ranges("x", new double[] {2, 1}, new double[3])))
                .hasMessage("The saved cuts (2) of field \"x\" must be ascending, with a finite weight for each range."
                        + DAMAGED);
        assertThatThrownBy(() -> restore(ranges("x", new double[] {1, 2}, new double[2])))
                .hasMessage("The saved cuts (2) of field \"x\" must be ascending, with a finite weight for each range."
                        + DAMAGED);
        assertThatThrownBy(() -> restore(ranges("city", new double[] {1, 2}, new double[3])))
                .hasMessage(
                        "The saved encoding (\"woeRanges\") of field \"city\" must fit a CATEGORY field." + DAMAGED);
    }

    private static State levels(String kind, double[] scores) {
        return State.builder()
                .put("kind", kind)
                .put("field", "city")
                .putTexts("levels", List.of("a", "b"))
                .put("scores", scores)
                .put("other", 0)
                .put("missing", 0)
                .build();
    }

    private static State ranges(String field, double[] cuts, double[] weights) {
        return State.builder()
                .put("kind", "woeRanges")
                .put("field", field)
                .put("cuts", cuts)
                .put("weights", weights)
                .put("missing", 0)
                .build();
    }

    private static FittedPipeline restore(State encoding) {
        State state = State.builder()
                .put("format", 1)
                .putAll("encodings", List.of(encoding))
                .build();
        return new FeaturesProvider().restore(SCHEMA, state);
    }

    @Test
    void a_fit_without_labels_is_refused() {
        assertThatThrownBy(() -> Features.all().only("city").target("city").fit(SCHEMA, rows))
                .hasMessage("The field \"city\" of the recipe is encoded by the label and must be fitted with labels.\n"
                        + "Maybe use .fit(schema, rows, labels, seed).");
    }

    @Test
    void labels_that_cannot_teach_are_refused() {
        Features recipe = Features.all().only("city").target("city");
        assertThatThrownBy(() -> recipe.fit(SCHEMA, rows, new boolean[3], 1))
                .hasMessage("The labels (3) of the features must be as many as the training rows (600).\n"
                        + "Maybe they come from another file.");
        boolean[] one = new boolean[600];
        one[7] = true;
        assertThatThrownBy(() -> recipe.fit(SCHEMA, rows, one, 1))
                .hasMessage(
                        "The labels (1 events in 600 rows) of an encoding by the label must have two of each outcome"
                                + " at least.\nMaybe encode the field without labels, such as with .frequency(…).");
        one[8] = true;
        assertThat(recipe.fit(SCHEMA, rows, one, 1).features().rows()).isEqualTo(600);
    }

    @Test
    void contradictions_are_refused() {
        Features recipe = Features.of(SCHEMA);
        assertThatThrownBy(() -> recipe.target("x"))
                .hasMessage("The field \"x\" (NUMBER) of the step target must be a CATEGORY.\n"
                        + "Maybe leave it out: a NUMBER is a number already, or declare the field as a CATEGORY.");
        assertThatThrownBy(() -> recipe.target("city", 0))
                .hasMessage("The prior weight (0.0) of field \"city\" must be above 0 and finite.\nMaybe use 20.");
        assertThatThrownBy(() -> recipe.target("city").target("city"))
                .hasMessage("The field \"city\" of the recipe must have the step target once.\n"
                        + "Maybe an earlier line of the recipe names it too.");
        assertThatThrownBy(() -> recipe.target("city").oneHot("city"))
                .hasMessage("The field \"city\" of the recipe must be either a target rate or one-hot, not both.\n"
                        + "Maybe remove .target(\"city\").");
        assertThatThrownBy(() -> recipe.target("city").weightOfEvidence("city"))
                .hasMessage("The field \"city\" of the recipe must be either a weight of evidence or a target rate,"
                        + " not both.\nMaybe remove .weightOfEvidence(\"city\").");
        assertThatThrownBy(() -> recipe.weightOfEvidence("x").scale("x"))
                .hasMessage("The field \"x\" of the recipe must be either encoded by the label or scaled, not both.\n"
                        + "Maybe remove .weightOfEvidence(\"x\").");
    }
}
