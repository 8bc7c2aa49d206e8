// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import static io.nextbestaction.explain.quality.QualityCases.FEW;
import static io.nextbestaction.explain.quality.QualityCases.forest;
import static io.nextbestaction.explain.quality.QualityCases.interventional;
import static io.nextbestaction.explain.quality.QualityCases.linear;
import static io.nextbestaction.explain.quality.QualityCases.matrix;
import static io.nextbestaction.explain.quality.QualityCases.numbers;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.importance.FeatureGroup;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.ScoreExplainer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExplanationQualityTest {

    @Test
    void a_linear_score_is_explained_to_the_last_bit_of_every_measure() {
        SplittableRandom random = new SplittableRandom(1);
        LinearModel model = linear(2, -1, 0.5, 0.1);
        FeatureMatrix background = numbers(random, 4, 20);
        QualityMeasures measures = interventional(model, background).measure(numbers(random, 4, 40), 7);

        assertThat(measures.completeness()).isLessThan(1e-12);
        assertThat(measures.infidelity().measured().estimate()).isLessThan(1e-20);
        assertThat(measures.unexplained().measured().high()).isLessThan(1e-20);
        assertThat(measures.unexplained().random().low()).isGreaterThan(0.2);
        assertThat(measures.faithfulness().measured().low()).isCloseTo(1, within(1e-12));
        assertThat(measures.faithfulness().random().high()).isLessThan(0.9);
        // each is only a part of the way without the fields that pull most
        assertThat(measures.deletion().area().difference().high()).isNegative();
        assertThat(measures.insertion().area().difference().low()).isPositive();
    }

    @Test
    void curves_and_areas_equal_those_by_hand() {
        LinearModel model = LinearModel.of(new double[] {2, 1}, 0, new double[2], Link.LOGISTIC);
        FeatureMatrix background = matrix(new double[] {0, 0});
        QualityMeasures measures = interventional(model, background)
                .with(new QualitySettings(1, 20, 10, 0.1, 1, 1, 50, 0.95))
                .measure(matrix(new double[] {1, 1}, new double[] {1, -1}), 1);

        // without: 3, 1, 0 and 1, −1, 0; with alone: 0, 2, 3 and 0, 2, 1; the whole distance is 4
        assertThat(measures.deletion().measured()).containsExactly(1.0, 0.0, 0.0);
        assertThat(measures.insertion().measured()).containsExactly(0.0, 1.0, 1.0);
        assertThat(measures.deletion().area().measured().estimate()).isEqualTo(0.25);
        assertThat(measures.insertion().area().measured().estimate()).isEqualTo(0.75);
        assertThat(measures.comprehensiveness().measured().estimate()).isEqualTo(1);
        assertThat(measures.sufficiency().measured().estimate()).isZero();
        // a constant background has no deviations, so nothing is near
        assertThat(measures.sensitivity().estimate()).isNaN();
        assertThat(measures.lipschitz().estimate()).isNaN();
        assertThat(measures.compacity().estimate()).isEqualTo(2);
    }

    @Test
    void a_score_below_the_average_is_turned_round() {
        LinearModel model = LinearModel.of(new double[] {2, 1}, 0, new double[2], Link.LOGISTIC);
        FeatureMatrix background = matrix(new double[] {0, 0});
        QualityMeasures measures =
                interventional(model, background).measure(matrix(new double[] {-1, -1}, new double[] {-1, 1}), 1);

        assertThat(measures.deletion().measured()).containsExactly(1.0, 0.0, 0.0);
        assertThat(measures.insertion().measured()).containsExactly(0.0, 1.0, 1.0);
    }

    @Test
    void the_lipschitz_constant_of_one_column_is_weight_times_deviation() {
        FeatureMatrix background = matrix(new double[] {0.5}, new double[] {4.5}, new double[] {2.5});
        QualityMeasures measures = interventional(linear(-3), background)
                .measure(matrix(new double[] {1.5}, new double[] {3.5}, new double[] {2}), 1);

        assertThat(measures.lipschitz().estimate()).isCloseTo(3 * 2, within(1e-9)); // the deviation is 2
        // at most 0.1 · 2 · 3 over |φ| of 3, 3 and 1.5
        assertThat(measures.sensitivity().estimate()).isBetween(0.1, (0.2 + 0.2 + 0.4) / 3);
    }

    @Test
    void columns_of_whole_numbers_stay_whole_and_missing_ones_missing() {
        List<double[]> seen = new ArrayList<>();
        ScoreExplainer zero = WrongExplainers.changed(
                Shapley.values().bind(linear(1, 1, 1)), (row, contributions) -> seen.add(row.clone()));
        FeatureMatrix background =
                matrix(new double[] {0, 20, 0.5}, new double[] {1, 60, 1.5}, new double[] {1, Double.NaN, Double.NaN});
        ExplanationQuality.of(linear(1, 1, 1), zero, background)
                .measure(matrix(new double[] {1, 30, Double.NaN}, new double[] {0, 40, 1}), 1);

        assertThat(seen).hasSizeGreaterThan(15);
        assertThat(seen).allSatisfy(row -> {
            assertThat(row[0]).isIn(0.0, 1.0);
            assertThat(row[1]).isEqualTo(Math.rint(row[1]));
            assertThat(row[1] == 30 || row[1] == 40 || Math.abs(row[1] - 35) <= 8)
                    .isTrue();
            assertThat(row[1] < 35 ? Double.isNaN(row[2]) : Math.abs(row[2] - 1) <= 0.1)
                    .isTrue();
        });
        assertThat(seen.stream().mapToDouble(row -> row[1]).distinct().count()).isGreaterThan(4);
    }

    /** All sets of four fields, every size alike likely. */
    @Test
    void infidelity_approaches_its_expectation_by_enumeration() {
        SplittableRandom random = new SplittableRandom(2);
        int inputs = 4;
        Forest forest = forest(random, inputs, 12);
        FeatureMatrix background = numbers(random, inputs, 6);
        FeatureMatrix rows = numbers(random, inputs, 12);
        ScoreExplainer explainer = Shapley.interventional(background).bind(forest);
        double error = 0;
        double fall = 0;
        double[] row = new double[inputs];
        double[] phi = new double[inputs];
        double[] choose = {0, 4, 6, 4, 1};
        for (int r = 0; r < rows.rows(); r++) {
            rows.row(r, row);
            explainer.explain(row, phi);
            for (int set = 1; set < 16; set++) {
                boolean[] known = new boolean[inputs];
                double told = 0;
                for (int c = 0; c < inputs; c++) {
                    known[c] = (set >> c & 1) == 0;
                    told += known[c] ? 0 : phi[c];
                }
                double weight = 1 / choose[Integer.bitCount(set)] / inputs / rows.rows();
                double change = forest.margin(row) - FieldValuesTest.naive(forest, background, row, known);
                error += weight * (told - change) * (told - change);
                fall += weight * change * change;
            }
        }
        QualityMeasures measures = ExplanationQuality.of(forest, explainer, background)
                .with(new QualitySettings(2, 5000, 1, 0.1, 1, 1, 50, 0.95))
                .measure(rows, 3);

        assertThat(error).isGreaterThan(0.01);
        assertThat(measures.infidelity().measured().estimate()).isCloseTo(error, within(0.03 * error));
        assertThat(measures.unexplained().measured().estimate()).isCloseTo(error / fall, within(0.03 * error / fall));
    }

    @Test
    void curves_of_small_forests_equal_those_of_rows_made_one_by_one() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 50; round++) {
            int inputs = random.nextInt(1, 6);
            Forest forest = RandomForests.forest(RandomForests.trees(random, inputs, 4), inputs, 0.1);
            FeatureMatrix background = RandomForests.background(random, inputs, 4);
            FeatureMatrix rows = RandomForests.background(random, inputs, 5);
            ScoreExplainer explainer = Shapley.interventional(background).bind(forest);
            QualityMeasures measures = ExplanationQuality.of(forest, explainer, background)
                    .with(FEW)
                    .measure(rows, round);
            double average = FieldValuesTest.naive(forest, background, new double[inputs], new boolean[inputs]);
            double[] left = new double[inputs + 1];
            double[] regained = new double[inputs + 1];
            double whole = 0;
            for (int r = 0; r < rows.rows(); r++) {
                double[] row = new double[inputs];
                double[] phi = new double[inputs];
                rows.row(r, row);
                explainer.explain(row, phi);
                double side = forest.margin(row) < average ? -1 : 1;
                whole += Math.abs(forest.margin(row) - average);
                boolean[] told = new boolean[inputs];
                for (int k = 0; k <= inputs; k++) {
                    boolean[] untold = new boolean[inputs];
                    for (int c = 0; c < inputs; c++) {
                        untold[c] = !told[c];
                    }
                    left[k] += side * (FieldValuesTest.naive(forest, background, row, untold) - average);
                    regained[k] += side * (FieldValuesTest.naive(forest, background, row, told) - average);
                    int next = -1;
                    for (int c = 0; c < inputs; c++) {
                        if (!told[c] && (next < 0 || side * phi[c] > side * phi[next])) {
                            next = c;
                        }
                    }
                    if (next >= 0) {
                        told[next] = true;
                    }
                }
            }
            for (int k = 0; k <= inputs && whole > 1e-9; k++) {
                assertThat(measures.deletion().measured().get(k)).isCloseTo(left[k] / whole, within(1e-9));
                assertThat(measures.insertion().measured().get(k)).isCloseTo(regained[k] / whole, within(1e-9));
            }
            int reasons = Math.min(FEW.reasons(), inputs);
            if (whole > 1e-9) {
                assertThat(measures.comprehensiveness().measured().estimate())
                        .isCloseTo(1 - left[reasons] / whole, within(1e-9));
                assertThat(measures.sufficiency().measured().estimate())
                        .isCloseTo(1 - regained[reasons] / whole, within(1e-9));
            }
        }
    }

    @Test
    void contributions_dealt_to_other_columns_are_worse_on_every_measure_that_should_notice() {
        SplittableRandom random = new SplittableRandom(4);
        int inputs = 6;
        Forest forest = forest(random, inputs, 30);
        FeatureMatrix background = numbers(random, inputs, 30);
        FeatureMatrix rows = numbers(random, inputs, 60);
        Shapley right = Shapley.interventional(background);
        ScoreExplainer rightly = right.bind(forest);
        QualityMeasures good = ExplanationQuality.of(forest, rightly, background)
                .with(FEW)
                .madeBy((b, s) -> Shapley.interventional(b))
                .against(Shapley.interventional(rows).bind(forest))
                .measure(rows, 5);
        QualityMeasures bad = ExplanationQuality.of(
                        forest, WrongExplainers.changed(rightly, WrongExplainers.shuffled(5)), background)
                .with(FEW)
                .madeBy((b, s) -> WrongExplainers.changed(Shapley.interventional(b), WrongExplainers.shuffled(s)))
                .against(Shapley.interventional(rows).bind(forest))
                .measure(rows, 5);

        assertThat(bad.completeness()).as("they still add up").isLessThan(1e-9);
        assertThat(bad.compacity()).as("and are as few").isEqualTo(good.compacity());
        assertThat(good.infidelity().measured().high())
                .isLessThan(bad.infidelity().measured().low());
        assertThat(good.unexplained().measured().high())
                .isLessThan(bad.unexplained().measured().low());
        assertThat(good.unexplained().difference().high()).isNegative();
        assertThat(bad.unexplained().difference().excludes(0)).isFalse();
        assertThat(good.faithfulness().measured().low())
                .isGreaterThan(bad.faithfulness().measured().high());
        assertThat(good.deletion().area().measured().high())
                .isLessThan(bad.deletion().area().measured().low());
        assertThat(good.insertion().area().measured().low())
                .isGreaterThan(bad.insertion().area().measured().high());
        assertThat(good.insertion().area().difference().excludes(0)).isTrue();
        assertThat(bad.insertion().area().difference().excludes(0)).isFalse();
        assertThat(good.comprehensiveness().measured().low())
                .isGreaterThan(bad.comprehensiveness().measured().high());
        assertThat(good.sufficiency().measured().high())
                .isLessThan(bad.sufficiency().measured().low());
        assertThat(good.sensitivity().high()).isLessThan(bad.sensitivity().low());
        assertThat(good.lipschitz().high()).isLessThan(bad.lipschitz().low());
        Agreement goodSeeds = requireNonNull(good.otherSeeds());
        Agreement badSeeds = requireNonNull(bad.otherSeeds());
        Agreement goodMethod = requireNonNull(good.otherMethod());
        Agreement badMethod = requireNonNull(bad.otherMethod());
        Agreement steady = requireNonNull(good.otherBackgrounds());
        assertThat(goodSeeds.kendall().low()).as("an exact method").isEqualTo(1);
        assertThat(goodSeeds.top().low()).isEqualTo(1);
        assertThat(goodSeeds.distance().high()).isZero();
        assertThat(badSeeds.kendall().high()).isLessThan(0.4);
        assertThat(badSeeds.top().high()).isLessThan(0.5);
        assertThat(badSeeds.distance().low()).isGreaterThan(0.3);
        assertThat(goodMethod.kendall().low()).isGreaterThan(badMethod.kendall().high());
        assertThat(steady.kendall().estimate()).isBetween(0.5, 0.9999);
        Axioms goodAxioms = requireNonNull(good.axioms());
        Axioms badAxioms = requireNonNull(bad.axioms());
        assertThat(goodAxioms.worst()).isLessThan(1e-9);
        assertThat(badAxioms.dummy()).isGreaterThan(0.01);
        assertThat(badAxioms.symmetry()).isGreaterThan(0.01);
    }

    @Test
    void contributions_that_do_not_add_up_are_told() {
        SplittableRandom random = new SplittableRandom(6);
        FeatureMatrix background = numbers(random, 2, 5);
        ScoreExplainer wrong = WrongExplainers.changed(
                Shapley.interventional(background).bind(linear(1, 2)), (row, phi) -> phi[1] += row[0] > 0 ? 0.25 : 0);
        assertThat(ExplanationQuality.of(linear(1, 2), wrong, background)
                        .measure(numbers(random, 2, 20), 1)
                        .completeness())
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void another_model_is_told_from_the_same_one() {
        SplittableRandom random = new SplittableRandom(8);
        FeatureMatrix background = numbers(random, 5, 10);
        LinearModel model = linear(5, 4, 3, 2, 1);
        Shapley method = Shapley.interventional(background);
        ExplanationQuality quality = interventional(model, background);
        Agreement other = requireNonNull(quality.againstShuffled(method.bind(linear(0.01, -0.02, 0.03, -0.04, 0.05)))
                .measure(numbers(random, 5, 50), 1)
                .shuffledLabels());
        Agreement same = requireNonNull(quality.againstShuffled(method.bind(model))
                .measure(numbers(random, 5, 50), 1)
                .shuffledLabels());

        assertThat(other.kendall().high()).isLessThan(0.4);
        assertThat(other.distance().low()).isGreaterThan(0.9);
        assertThat(same.kendall().low()).isEqualTo(1);
        assertThat(same.distance().estimate()).isZero();
    }

    @Test
    void columns_of_a_field_are_removed_and_summed_together() {
        FeatureNames names = FeatureNames.of(
                List.of(new Feature("age", "age"), new Feature("land=A", "land"), new Feature("land=B", "land")));
        FeatureMatrix background = FeatureMatrix.of(names, new double[] {0, 0, 1, 0, 1, 0});
        LinearModel model = linear(1, 3, -3);
        FeatureMatrix rows = FeatureMatrix.of(names, new double[] {1, 1, 0, 2, 0, 1});
        QualityMeasures byField = interventional(model, background).measure(rows, 1);
        QualityMeasures byColumn = interventional(model, background)
                .by(FeatureGroup.byColumn(names))
                .measure(rows, 1);

        assertThat(byField.fields()).containsExactly("age", "land");
        assertThat(byField.deletion().measured()).hasSize(3);
        assertThat(byColumn.fields()).containsExactly("age", "land=A", "land=B");
        assertThat(byColumn.deletion().measured()).hasSize(4);
    }

    @Test
    void random_forests_with_missing_values_keep_every_figure_in_its_range() {
        SplittableRandom random = new SplittableRandom(10);
        for (int round = 0; round < 60; round++) {
            int inputs = random.nextInt(1, 6);
            Forest forest = RandomForests.forest(RandomForests.trees(random, inputs, 4), inputs, 0);
            FeatureMatrix background = RandomForests.background(random, inputs, random.nextInt(1, 8));
            FeatureMatrix rows = RandomForests.background(random, inputs, random.nextInt(2, 8));
            QualityMeasures measures = interventional(forest, background)
                    .with(FEW)
                    .madeBy((b, s) -> Shapley.interventional(b))
                    .measure(rows, round);
            Agreement steady = requireNonNull(measures.otherBackgrounds());
            Axioms axioms = requireNonNull(measures.axioms());
            assertThat(measures.completeness()).isLessThan(1e-9);
            assertThat(axioms.worst()).isLessThan(1e-9);
            assertThat(measures.compacity().estimate()).isBetween(0.0, (double) inputs);
            inRange(measures.faithfulness().measured().estimate(), -1, 1);
            inRange(steady.kendall().estimate(), -1, 1);
            inRange(steady.top().estimate(), 0, 1);
            inRange(steady.distance().estimate(), 0, 1);
            inRange(measures.unexplained().measured().estimate(), 0, Double.POSITIVE_INFINITY);
        }
    }

    private static void inRange(double value, double low, double high) {
        if (!Double.isNaN(value)) {
            assertThat(value).isBetween(low - 1e-12, high + 1e-12);
        }
    }

    @Test
    void a_constant_score_leaves_undefined_what_is_undefined() {
        Forest constant = Forest.builder(2, Link.LOGISTIC, 1).build();
        SplittableRandom random = new SplittableRandom(11);
        FeatureMatrix background = numbers(random, 2, 3);
        QualityMeasures measures = interventional(constant, background)
                .madeBy((b, s) -> Shapley.interventional(b))
                .measure(numbers(random, 2, 3), 1);

        assertThat(measures.completeness()).isZero();
        assertThat(measures.infidelity().measured().estimate()).isZero();
        assertThat(measures.unexplained().measured().estimate()).isNaN();
        assertThat(measures.faithfulness().measured().estimate()).isNaN();
        assertThat(measures.deletion().area().measured().estimate()).isNaN();
        assertThat(measures.sensitivity().estimate()).isNaN();
        assertThat(measures.lipschitz().estimate()).isZero();
        assertThat(measures.compacity().estimate()).isZero();
    }
}
