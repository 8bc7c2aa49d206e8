// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.quality.AgainstRandom;
import io.nextbestaction.explain.quality.Agreement;
import io.nextbestaction.explain.quality.Axioms;
import io.nextbestaction.explain.quality.ExplanationQuality;
import io.nextbestaction.explain.quality.QualityMeasures;
import io.nextbestaction.explain.quality.QualitySettings;
import io.nextbestaction.explain.quality.RemovalCurve;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.explain.shapley.TestTree;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.io.StringReader;
import java.util.List;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class QualitySectionsTest {

    private static Interval around(double value) {
        return new Interval(value, value - 0.05, value + 0.05, 0.95);
    }

    private static AgainstRandom figure(double measured, double random) {
        return new AgainstRandom(around(measured), around(random), around(measured - random));
    }

    private static Agreement agreement(double top, double distance) {
        return new Agreement(around(top), around(top), around(distance));
    }

    private static QualityMeasures measures(
            double completeness,
            AgainstRandom deletion,
            AgainstRandom insertion,
            AgainstRandom unexplained,
            @Nullable Agreement backgrounds,
            @Nullable Agreement seeds,
            @Nullable Agreement method,
            @Nullable Agreement shuffled,
            @Nullable Axioms axioms) {
        List<Double> line = List.of(1.0, 0.5, 0.0);
        return new QualityMeasures(
                List.of("age", "balance"),
                40,
                30,
                QualitySettings.defaults(),
                7,
                completeness,
                figure(0.02, 0.4),
                unexplained,
                figure(0.9, 0.1),
                new RemovalCurve(line, line, deletion),
                new RemovalCurve(line, line, insertion),
                figure(0.8, 0.3),
                figure(0.1, 0.6),
                around(0.2),
                around(3),
                around(2.5),
                backgrounds,
                seeds,
                method,
                shuffled,
                axioms);
    }

    @Test
    void good_figures_are_told_as_good() {
        assertThat(QualityVerdicts.of(measures(
                        2e-15,
                        figure(0.2, 0.5),
                        figure(0.8, 0.5),
                        figure(0.07, 0.6),
                        agreement(0.91, 0.03),
                        agreement(1, 0),
                        agreement(0.7, 0.1),
                        agreement(0.2, 0.8),
                        new Axioms(0, 1e-15, 2e-15))))
                .containsExactly(
                        "Adds up: base and contributions give the score, to 2e−15 at worst.",
                        "Orders fields better than chance: taking away the strongest first leaves an area of 0.20 (random 0.50),"
                                + " telling them first reaches 0.80 (random 0.50).",
                        "Foretells 93 % of what the score does when random fields are taken away; a sum of contributions cannot"
                                + " tell how fields act together.",
                        "Steady when the background is drawn anew: the strongest fields agree to 91 %.",
                        "Exact: other seeds give the same.",
                        "Agrees partly with the other method: the strongest fields agree to 70 % (65 to 75).",
                        "Depends on what was learnt: a model of shuffled labels gives other contributions (distance 0.80).",
                        "Obeys the axioms: a column not read gets nothing, a duplicate the same, parts of the forest add up.");
    }

    @Test
    void bad_figures_are_told_as_bad() {
        assertThat(QualityVerdicts.of(measures(
                        0.25,
                        figure(0.48, 0.5),
                        figure(0.8, 0.5),
                        figure(1.2, 1.3),
                        agreement(0.4, 0.5),
                        agreement(0.6, 0.3),
                        agreement(0.3, 0.6),
                        agreement(0.9, 0.1),
                        new Axioms(0.5, 0.1, 0.01))))
                .containsExactly(
                        "Does not add up: base and contributions miss the score by up to 0.25.",
                        "Orders fields better than chance by one of two curves only: taking away the strongest first leaves"
                                + " an area of 0.48 (random 0.50), telling them first reaches 0.80 (random 0.50).",
                        "Foretells nothing of what the score does when fields are taken away: no better than saying nothing.",
                        "Not steady when the background is drawn anew: the strongest fields agree to 40 %.",
                        "Drawn at random: with other seeds the strongest fields agree to 60 %.",
                        "Disagrees with the other method: the strongest fields agree to 30 % (25 to 35).",
                        "Hardly depends on what was learnt: a model of shuffled labels gives like contributions (distance 0.10).",
                        "Breaks the axioms of Shapley values: column not read 5.0e−01, duplicate 1.0e−01, parts of the forest"
                                + " 1.0e−02.");
    }

    @Test
    void an_order_as_good_as_chance_by_both_curves_is_told_as_such() {
        assertThat(QualityVerdicts.of(
                        measures(0, figure(0.48, 0.5), figure(0.52, 0.5), figure(1, 1), null, null, null, null, null)))
                .containsExactly(
                        "Adds up: base and contributions give the score exactly.",
                        "Orders fields no better than chance, so far as these rows tell: taking away the strongest first leaves"
                                + " an area of 0.48 (random 0.50), telling them first reaches 0.52 (random 0.50).",
                        "Foretells nothing of what the score does when fields are taken away: no better than saying nothing.");
    }

    @Test
    void what_was_not_measured_is_not_told() {
        QualityMeasures bare = measures(
                0,
                figure(Double.NaN, 0.5),
                figure(Double.NaN, 0.5),
                figure(Double.NaN, 1),
                null,
                null,
                null,
                null,
                null);
        assertThat(QualityVerdicts.of(bare))
                .containsExactly(
                        "Adds up: base and contributions give the score exactly.",
                        "Nothing to order: every row has the average score.");
        String page = HtmlReport.titled("t").quality(bare).html();
        assertThat(page)
                .contains(">not defined<")
                .doesNotContain("NaN (", ">NaN")
                .doesNotContain("other seeds", "shuffled labels", "Dummy", "explained otherwise");
    }

    @Test
    void explanations_that_are_the_same_take_one_line() {
        String page = HtmlReport.titled("t")
                .quality(measures(
                        0,
                        figure(0.2, 0.5),
                        figure(0.8, 0.5),
                        figure(0.1, 0.6),
                        agreement(1, 0),
                        agreement(1, 0),
                        agreement(0.7, 0.1),
                        null,
                        null))
                .html();
        assertThat(page)
                .contains("Contributions, other backgrounds", "Contributions, other seeds", "the same")
                .contains("Top 2 in common, another method", "Does not depend on background rows.")
                .doesNotContain("Top 2 in common, other");
    }

    @Test
    void measures_of_a_forest_make_a_well_formed_page_with_both_curves() throws Exception {
        Forest.Builder builder = Forest.builder(3, Link.LOGISTIC, 0);
        TestTree.split(0, 0.5, TestTree.leaf(-1, 5), TestTree.split(1, 0.5, TestTree.leaf(1, 3), TestTree.leaf(2, 2)))
                .addTo(builder);
        Forest forest = builder.build();
        FeatureMatrix rows = RandomForests.background(new SplittableRandom(1), 3, 20);
        QualityMeasures measures = ExplanationQuality.of(
                        forest, Shapley.interventional(rows).bind(forest), rows)
                .madeBy((background, seed) -> Shapley.interventional(background))
                .measure(rows, 1);
        String page = HtmlReport.titled("t")
                .page("Explanation quality")
                .quality(measures)
                .html();

        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
        assertThat(requireNonNull(measures.axioms()).worst()).isLessThan(1e-12);
        assertThat(page)
                .contains("Taking away the strongest fields first", "Telling the strongest fields first")
                .contains("in a random order", "Completeness", "Local Lipschitz", "Kendall’s tau, other backgrounds")
                .contains("Obeys the axioms", "20 background rows", "How to read it");
    }
}
