// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.reason.AdverseReason.Direction;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.explain.shapley.TestTree;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Network;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdverseReasonsTest {
    private static final Offset<Double> DIGITS = within(1e-12);
    private static final FeatureNames NAMES = FeatureNames.of(List.of(
            new Feature("income", "income"),
            new Feature("debt", "debt"),
            new Feature("age of account", "opened"),
            new Feature("home=rent", "home"),
            new Feature("home=own", "home"),
            new Feature("inquiries", "inquiries")));
    private static final List<ReasonCode> CODES = List.of(
            ReasonCode.of("R1", "Income", "income").directed("Income too high", "Income insufficient"),
            ReasonCode.of("R2", "Debt", "debt").directed("Excessive obligations", "Too little debt"),
            ReasonCode.of("R3", "Length of accounts", "opened"),
            ReasonCode.of("R4", "Housing", "home"),
            ReasonCode.of("R5", "Inquiries", "inquiries").directed("Too many inquiries", "Too few inquiries"));
    private static final ReasonCatalog CATALOG = ReasonCatalog.of(NAMES, CODES);

    /** Points of a scorecard: more are better. */
    private static final LinearModel POINTS =
            LinearModel.of(new double[] {10, -5, 2, -8, 4, -3}, 100, new double[6], Link.IDENTITY);

    private static final FeatureMatrix APPLICANTS = FeatureMatrix.of(NAMES, new double[] {
        5, 2, 10, 0, 1, 1, // 161
        4, 4, 6, 1, 0, 2, // 118
        2, 6, 2, 1, 0, 5, // 71
        6, 1, 12, 0, 1, 0, // 183
        3, 3, 4, 0, 1, 2 // 121
    });

    /** 10 − 50 − … : 46 points. */
    private static final double[] POOR = {1, 8, 1, 1, 0, 4};

    @Test
    void a_scorer_whose_values_might_be_sampled_is_refused() {
        Network network = Network.of(new double[][] {{1, 1, 1, 1, 1, 1}}, new double[][] {{0}}, new double[6]);
        assertThatThrownBy(
                        () -> AdverseReasons.of(CATALOG, network, ReferenceGroup.all(APPLICANTS), AdverseSide.HIGH, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The scorer (Network) of adverse reasons must be a forest or a linear model.\n"
                        + "Maybe decide on credit by boosting or logistic regression.");
    }

    @Test
    void points_below_the_average_of_all_applicants() {
        AdverseNotice notice = AdverseReasons.of(CATALOG, POINTS, ReferenceGroup.all(APPLICANTS), AdverseSide.LOW, 115)
                .explain(POOR);
        // averages: income 4, debt 3.2, accounts 6.8, rent 0.4, own 0.6, inquiries 2
        assertThat(notice.reasons()).extracting(AdverseReason::code).containsExactly("R1", "R2", "R3", "R4");
        assertThat(notice.reasons())
                .extracting(AdverseReason::text)
                .containsExactly("Income insufficient", "Excessive obligations", "Length of accounts", "Housing");
        double[] points = {30, 24, 11.6, 7.2};
        for (int i = 0; i < points.length; i++) {
            assertThat(notice.reasons().get(i).contribution()).isEqualTo(points[i], DIGITS);
        }
        assertThat(notice.record().base()).isEqualTo(130.8, DIGITS);
        assertThat(notice.record().contributions()).hasSize(5);
        assertThat(notice.record().contributions().get(4)).isEqualTo(6, DIGITS);
        assertThat(notice.gapCovered()).isEqualTo(72.8 / 78.8, DIGITS);
        assertThat(notice.margin()).isEqualTo(52);
        assertThat(notice.isAdverse()).isTrue();
        assertThat(notice.covered()).isEqualTo(72.8 / 78.8, DIGITS);
        assertThat(notice.passesWithoutThem()).isTrue();
        assertThat(notice.record().method()).isEqualTo("all applicants");
        assertThat(notice.record().referenceRows()).isEqualTo(5);
        assertThat(notice.record().reference())
                .hasSize(64)
                .isEqualTo(ReferenceGroup.all(APPLICANTS).hash());
        assertThat(notice.warnings()).isEmpty();
    }

    @Test
    void points_below_the_average_of_those_who_just_passed() {
        ReferenceGroup passing = ReferenceGroup.passing(POINTS, APPLICANTS, AdverseSide.LOW, 115, 10);
        assertThat(passing.rows().rows()).isEqualTo(2);
        AdverseNotice notice = AdverseReasons.of(CATALOG, POINTS, passing, AdverseSide.LOW, 115)
                .explain(POOR);
        // averages: income 3.5, debt 3.5, accounts 5, rent 0.5, own 0.5, inquiries 2
        assertThat(notice.reasons()).extracting(AdverseReason::code).containsExactly("R1", "R2", "R3", "R4");
        double[] points = {25, 22.5, 8, 6};
        for (int i = 0; i < points.length; i++) {
            assertThat(notice.reasons().get(i).contribution()).isEqualTo(points[i], DIGITS);
        }
        assertThat(notice.record().method()).isEqualTo("applicants at or slightly above the passing score");
    }

    @Test
    void ties_go_by_the_order_of_the_catalogue_and_small_reasons_are_left_out() {
        ReferenceGroup passing = ReferenceGroup.passing(POINTS, APPLICANTS, AdverseSide.LOW, 115, 10);
        AdverseReasons reasons = AdverseReasons.of(CATALOG, POINTS, passing, AdverseSide.LOW, 115);
        double[] tied = {3, 4.5, 5, 0, 1, 3};
        assertThat(reasons.explain(tied).reasons())
                .extracting(AdverseReason::code)
                .containsExactly("R1", "R2", "R5");
        assertThat(reasons.explain(tied, 1).reasons())
                .extracting(AdverseReason::code)
                .containsExactly("R1");
        assertThat(reasons.ignoring(5.1).explain(tied).reasons()).isEmpty();
    }

    @Test
    void reasons_of_a_forest_are_its_interventional_values() {
        SplittableRandom random = new SplittableRandom(2);
        FeatureNames names = FeatureNames.of("0", "1", "2", "3");
        ReasonCatalog catalog = ReasonCatalog.of(
                names,
                List.of(
                        ReasonCode.of("A", "first two", "0", "1"),
                        ReasonCode.of("B", "third", "2"),
                        ReasonCode.of("C", "last", "3")));
        for (int i = 0; i < 200; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, 4, 4), 4, 0);
            FeatureMatrix rows = RandomForests.background(random, 4, 30);
            double[] row = RandomForests.row(random, 4);
            double[] phi = new double[4];
            Shapley.interventional(rows).bind(forest).explain(row, phi);
            AdverseNotice notice = AdverseReasons.of(catalog, forest, ReferenceGroup.all(rows), AdverseSide.HIGH, 0)
                    .explain(row);
            double left = Math.max(0, phi[0] + phi[1]) + Math.max(0, phi[2]) + Math.max(0, phi[3]);
            double before = Double.POSITIVE_INFINITY;
            for (AdverseReason reason : notice.reasons()) {
                assertThat(reason.contribution()).isPositive().isLessThanOrEqualTo(before);
                before = reason.contribution();
                left -= reason.contribution();
            }
            assertThat(left).isEqualTo(0, DIGITS);
            assertThat(notice.covered()).isEqualTo(1, DIGITS);
            assertThat(notice.isAdverse()).isEqualTo(forest.margin(row) > 0);
        }
    }

    @Test
    void a_direction_is_told_only_where_the_curve_has_one() {
        FeatureNames names = FeatureNames.of("x");
        ReasonCatalog catalog = ReasonCatalog.of(
                names, List.of(ReasonCode.of("X", "x is unusual", "x").directed("x too high", "x too low")));
        FeatureMatrix rows = FeatureMatrix.of(names, new double[] {0, 0, 0, 5, Double.NaN});
        TestTree rising = TestTree.split(
                0, 1, true, TestTree.leaf(0, 1), TestTree.split(0, 3, TestTree.leaf(1, 1), TestTree.leaf(2, 1)));
        TestTree hump = TestTree.split(
                0, 1, true, TestTree.leaf(0, 1), TestTree.split(0, 3, TestTree.leaf(3, 1), TestTree.leaf(2, 1)));
        assertThat(direction(catalog, rising, rows, 4)).isEqualTo(Direction.TOO_HIGH);
        assertThat(direction(catalog, rising, rows, 2)).isEqualTo(Direction.TOO_HIGH);
        assertThat(direction(catalog, hump, rows, 4)).isEqualTo(Direction.UNCERTAIN);
        assertThat(direction(catalog, hump, rows, 2)).isEqualTo(Direction.TOO_HIGH);
        assertThat(direction(catalog, hump, rows, 3)).as("on the threshold").isEqualTo(Direction.UNCERTAIN);
        TestTree unknown = TestTree.split(0, 1, false, TestTree.leaf(0, 1), TestTree.leaf(3, 1));
        assertThat(direction(catalog, unknown, rows, Double.NaN)).isEqualTo(Direction.UNCERTAIN);
    }

    private static Direction direction(ReasonCatalog catalog, TestTree tree, FeatureMatrix rows, double value) {
        Forest forest = RandomForests.forest(List.of(tree), 1, 0);
        AdverseReason reason = AdverseReasons.of(catalog, forest, ReferenceGroup.all(rows), AdverseSide.HIGH, 0.5)
                .explain(new double[] {value})
                .reasons()
                .get(0);
        assertThat(reason.text())
                .isEqualTo(
                        switch (reason.direction()) {
                            case TOO_HIGH -> "x too high";
                            case TOO_LOW -> "x too low";
                            case UNCERTAIN -> "x is unusual";
                        });
        return reason.direction();
    }

    @Test
    void a_value_between_mean_and_median_has_no_direction() {
        FeatureNames names = FeatureNames.of("x");
        LinearModel model = LinearModel.of(new double[] {1}, 0, new double[1], Link.IDENTITY);
        ReasonCatalog catalog =
                ReasonCatalog.of(names, List.of(ReasonCode.of("X", "x", "x").directed("high", "low")));
        // median 5, mean 3.67
        FeatureMatrix rows = FeatureMatrix.of(names, new double[] {0, 5, 6});
        AdverseReasons reasons = AdverseReasons.of(catalog, model, ReferenceGroup.all(rows), AdverseSide.HIGH, 2);
        assertThat(reasons.explain(new double[] {4}).reasons().get(0).direction())
                .isEqualTo(Direction.UNCERTAIN);
        assertThat(reasons.explain(new double[] {6}).reasons().get(0).direction())
                .isEqualTo(Direction.TOO_HIGH);
        assertThat(reasons.explain(new double[] {-6}).reasons()).isEmpty();
        assertThat(reasons.explain(new double[] {-6}).covered()).isEqualTo(1);
    }

    /** A high ratio of debt to income may be a low income: the column's direction is not that of either field. */
    @Test
    void a_column_of_two_fields_tells_no_direction_of_either() {
        FeatureNames names = FeatureNames.of(List.of(new Feature("debt / income", List.of("debt", "income"))));
        LinearModel model = LinearModel.of(new double[] {1}, 0, new double[1], Link.IDENTITY);
        FeatureMatrix rows = FeatureMatrix.of(names, new double[] {1, 2, 3});
        ReasonCatalog apart = ReasonCatalog.of(
                names,
                List.of(
                        ReasonCode.of("D", "Debt", "debt").directed("Debt too high", "Debt too low"),
                        ReasonCode.of("I", "Income", "income").directed("Income too high", "Income too low")));
        ReasonCatalog together = ReasonCatalog.of(
                names, List.of(ReasonCode.of("B", "Burden", "debt", "income").directed("too high", "too low")));
        for (ReasonCatalog catalog : List.of(apart, together)) {
            assertThat(AdverseReasons.of(catalog, model, ReferenceGroup.all(rows), AdverseSide.HIGH, 2)
                            .explain(new double[] {9})
                            .reasons())
                    .isNotEmpty()
                    .allSatisfy(reason -> {
                        assertThat(reason.direction()).isEqualTo(Direction.UNCERTAIN);
                        assertThat(reason.text()).isIn("Debt", "Income", "Burden");
                    });
        }
    }

    @Test
    void reasons_that_never_change_are_stable() {
        AdverseReasons reasons =
                AdverseReasons.of(CATALOG, POINTS, ReferenceGroup.all(APPLICANTS), AdverseSide.LOW, 115);
        FeatureMatrix poor = FeatureMatrix.of(NAMES, POOR);
        double[] stability = reasons.stability(poor, 50, 3);
        assertThat(stability).hasSize(1).isEqualTo(reasons.stability(poor, 50, 3));
        assertThat(stability[0]).isBetween(0.6, 1.0);
        double[] hopeless = {-90, 80, -90, 9, -9, 1};
        assertThat(reasons.stability(FeatureMatrix.of(NAMES, hopeless), 50, 3)).containsExactly(1);
        assertThatThrownBy(() -> reasons.stability(poor, 0, 3))
                .hasMessage("The draws (0) of a stability must be at least 1.\nMaybe 100 is meant.");
    }

    @Test
    void a_protected_field_is_told_and_warned_of() {
        ReasonCatalog declared = CATALOG.declareProtected(List.of("home"));
        AdverseNotice notice = AdverseReasons.of(declared, POINTS, ReferenceGroup.all(APPLICANTS), AdverseSide.LOW, 115)
                .explain(POOR);
        assertThat(notice.reasons()).extracting(AdverseReason::code).contains("R4");
        assertThat(notice.warnings()).containsExactly("The field \"home\" behind reason \"R4\" is declared protected.");
        ReasonCatalog twice = declared.declareProtected(List.of("inquiries"));
        assertThat(AdverseReasons.of(twice, POINTS, ReferenceGroup.all(APPLICANTS), AdverseSide.LOW, 115)
                        .explain(POOR)
                        .warnings())
                .as("a later declaration adds to an earlier one")
                .contains("The field \"home\" behind reason \"R4\" is declared protected.");
        assertThatThrownBy(() -> CATALOG.declareProtected(List.of("hom")))
                .hasMessage("The protected field \"hom\" must be one the model uses.\nMaybe \"home\" was meant.");
    }

    @Test
    void an_incomplete_catalogue_is_refused_when_it_is_built() {
        assertThatThrownBy(() -> ReasonCatalog.of(NAMES, CODES.subList(0, 3)))
                .hasMessage(
                        "The fields [home, inquiries] of the model must each have a reason code: none may be left out"
                                + " of the reasons.\nMaybe add ReasonCode.of(code, text, \"home\").");
        ReasonCode extra = ReasonCode.of("R9", "Postcode", "incom");
        assertThatThrownBy(() -> ReasonCatalog.of(NAMES, List.of(extra)))
                .hasMessage("The field \"incom\" of reason code \"R9\" must be one the model uses.\n"
                        + "Maybe \"income\" was meant.");
        assertThatThrownBy(() -> ReasonCatalog.of(NAMES, List.of(CODES.get(0), CODES.get(0))))
                .hasMessage("The reason code \"R1\" must be there once.\nMaybe give the second a key of its own.");
        assertThatThrownBy(() -> ReasonCatalog.of(NAMES, List.of(CODES.get(0), ReasonCode.of("R8", "Pay", "income"))))
                .hasMessage("The field \"income\" must have one reason code, not both \"R1\" and \"R8\".\n"
                        + "Maybe remove it from one of the two.");
        assertThatThrownBy(() -> ReasonCode.of("R1", " ", "income"))
                .hasMessage(
                        "The reason code \"R1\" (text \" \", fields [income]) must have a code, a text and a field.\n"
                                + "Maybe a cell of the table is empty.");
    }

    @Test
    void what_does_not_fit_is_refused() {
        AdverseReasons reasons =
                AdverseReasons.of(CATALOG, POINTS, ReferenceGroup.all(APPLICANTS), AdverseSide.LOW, 115);
        assertThatThrownBy(() -> reasons.explain(POOR, 5))
                .hasMessage("The reasons (5) of an adverse action must be 1 to 4: more are not likely to be helpful.\n"
                        + "Maybe put related fields under one code.");
        assertThatThrownBy(() -> reasons.ignoring(-1))
                .hasMessage("The contribution (-1.0) to be left out of adverse reasons must be at least 0.\n"
                        + "Maybe its sign was turned.");
        assertThatThrownBy(() -> ReferenceGroup.passing(POINTS, APPLICANTS, AdverseSide.LOW, 115, 1))
                .hasMessage(
                        "The reference group (applicants at or slightly above the passing score, 0 rows) must have an"
                                + " applicant.\nMaybe take a wider band above the cutoff.");
        FeatureMatrix other = FeatureMatrix.of(FeatureNames.of("a"), new double[1]);
        assertThatThrownBy(() -> reasons.stability(other, 5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The applicants (1 columns) of a stability must have the score's 6 inputs.\n"
                        + "Maybe transform them with the score's own pipeline.");
        assertThatThrownBy(() -> AdverseReasons.of(CATALOG, POINTS, ReferenceGroup.all(other), AdverseSide.LOW, 115))
                .hasMessage("The reference group (1 columns) of adverse reasons must have the columns of the reason"
                        + " catalogue (6).\nMaybe one of the two is of another pipeline.");
    }
}
