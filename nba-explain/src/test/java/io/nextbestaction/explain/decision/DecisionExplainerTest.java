// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import static io.nextbestaction.policy.Condition.context;
import static io.nextbestaction.policy.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Context;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Amount;
import io.nextbestaction.action.Level;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.arbitration.Slate;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.TestBank;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.policy.Stage;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionExplainerTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final LinearModel CHURN = LinearModel.of(
            new double[] {-0.4, -0.5, -1, 0.01, 2, 0}, 0.3, new double[] {2, 1.5, 0.5, 45, 0.2, 1}, Link.LOGISTIC);

    private static final ActionCatalog CATALOG = ActionCatalog.builder()
            .name("test")
            .add(Action.named("card", "Card")
                    .issue("sales")
                    .channel("e-mail")
                    .value(100)
                    .cost(1, 10)
                    .response(0.2, 0.05)
                    .eligible(field("age").atLeast(18), "of age"))
            .add(Action.named("fund", "Fund")
                    .issue("sales")
                    .value(Amount.of(0).plus("balance", 0.01))
                    .cost(2, 3)
                    .response(0.5, 0.1)
                    .credit(Amount.of(0.02), 0.5, Amount.of(100))
                    .suitable(field("ratio").atMost(0.4), "debt within bounds"))
            .add(Action.named("keep", "Keep offer")
                    .issue("retention")
                    .cost(3, 0)
                    .retention(0.2, Amount.of(100)))
            .build();

    private static final Row CUSTOMER = TestBank.row(3000, 1, false, 40, 0.3, "FR");

    private static NextBestAction<Row> engine(Arbitration arbitration) {
        return TestBank.builder(CHURN, CATALOG, arbitration)
                .fit(TestBank.history().build());
    }

    private static Explanation explain(NextBestAction<Row> nba, Row row, Context context) {
        return DecisionExplainer.of(nba, Shapley.values()).explain(row, context);
    }

    private static Explanation explain(Arbitration arbitration) {
        return explain(engine(arbitration), CUSTOMER, Context.NONE);
    }

    @Test
    void the_factors_add_up_to_the_difference_of_the_expected_values() {
        NextBestAction<Row> nba = engine(Arbitration.expectedValue());
        DecisionExplainer<Row> explainer = DecisionExplainer.of(nba, Shapley.values());
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 300; i++) {
            Row row =
                    TestBank.row(random.nextInt(9000), 1, random.nextBoolean(), 18 + i % 60, random.nextDouble(), "FR");
            Explanation explanation = explainer.explain(row, Context.NONE);
            Contrast contrast = Objects.requireNonNull(explanation.contrast());
            double sum = contrast.factors().stream()
                    .mapToDouble(FactorDifference::amount)
                    .sum();
            assertThat(sum).isEqualTo(contrast.valueDifference(), within(1e-9));
            assertThat(sum + contrast.arbitration()).isEqualTo(contrast.scoreDifference(), within(1e-9));
            assertThat(contrast.arbitration()).isZero();
            assertThat(explanation.decision()).isEqualTo(nba.decide(row));
        }
    }

    @Test
    void each_factor_is_its_shapley_value() {
        Contrast contrast =
                Objects.requireNonNull(explain(Arbitration.expectedValue()).contrast());
        assertThat(contrast.winner().action().id()).isEqualTo("card");
        assertThat(contrast.runnerUp().action().id()).isEqualTo("fund");
        contrast = Objects.requireNonNull(
                explain(engine(Arbitration.expectedValue()), TestBank.row(9000, 1, false, 40, 0.3, "FR"), Context.NONE)
                        .contrast());
        assertThat(contrast.winner().action().id()).isEqualTo("fund");
        assertThat(contrast.runnerUp().action().id()).isEqualTo("card");
        // fund: (0.5 − 0.1) · (90 − 1) − 2 − 0.5 · 3 = 32.1
        assertThat(contrast.winner().expectedValue()).isEqualTo(32.1, within(1e-9));
        Factor[] factors = Factor.values();
        for (int f = 0; f < factors.length; f++) {
            // over all orders of the eight factors: half of them have the partner in the product known
            double truth = 0;
            for (int known = 0; known < 1 << factors.length; known++) {
                if ((known >> f & 1) == 0) {
                    double weight = 1.0 / factors.length;
                    int size = Integer.bitCount(known);
                    for (int i = 1; i <= size; i++) {
                        weight *= (double) i / (factors.length - i);
                    }
                    truth += weight * (total(contrast, known | 1 << f) - total(contrast, known));
                }
            }
            assertThat(contrast.factors().get(f).amount()).isEqualTo(truth, within(1e-9));
        }
    }

    private static double total(Contrast contrast, int fromWinner) {
        double[] v = new double[8];
        for (int f = 0; f < v.length; f++) {
            FactorDifference factor = contrast.factors().get(f);
            v[f] = (fromWinner >> f & 1) == 1 ? factor.one() : factor.other();
        }
        return (v[0] - v[1]) * (v[2] - v[3]) - v[4] - v[0] * v[5] + v[6] - v[7];
    }

    @Test
    void the_fields_add_up_to_the_churn_probability() {
        Explanation explanation = explain(Arbitration.expectedValue());
        ScoreParts churn = explanation.churn();
        assertThat(churn.probability()).isEqualTo(explanation.decision().churn(), EXACT);
        assertThat(churn.margin()).isEqualTo(CHURN.margin(new double[] {3, 1, 0, 40, 0.3, 1}), EXACT);
        assertThat(churn.baseProbability()
                        + churn.fields().stream()
                                .mapToDouble(FieldPart::probability)
                                .sum())
                .isEqualTo(churn.probability(), EXACT);
        assertThat(churn.baseMargin()
                        + churn.fields().stream().mapToDouble(FieldPart::margin).sum())
                .isEqualTo(churn.margin(), EXACT);
        assertThat(churn.fields().get(0))
                .extracting(FieldPart::field, FieldPart::value)
                .containsExactly("balance", "3000");
        assertThat(churn.fields().get(0).margin()).isEqualTo(-0.4, EXACT);
    }

    @Test
    void a_lever_that_turns_the_decision_is_told() {
        Arbitration levers = Arbitration.expectedValue()
                .withLever(Lever.on(Level.ISSUE, "sales", 10))
                .withLever(Lever.on(Level.ACTION, "fund", 100)
                        .when(context("branchOpen").is(true)))
                .withLever(Lever.on(Level.ACTION, "keep", -50).when(field("age").atLeast(99)));
        NextBestAction<Row> nba = engine(levers);
        Explanation explanation = explain(nba, CUSTOMER, Context.NONE.with("branchOpen", true));
        assertThat(explanation.decision().action().id()).isEqualTo("fund");
        assertThat(explanation.decidedBy()).isEqualTo(DecidedBy.LEVERS);
        assertThat(explanation.effects())
                .containsExactly(
                        new Effect.OfLever(levers.levers().get(0), List.of("fund", "card"), "fund"),
                        new Effect.OfLever(levers.levers().get(1), List.of("fund"), "card"));
        Contrast contrast = Objects.requireNonNull(explanation.contrast());
        double sum = contrast.factors().stream()
                .mapToDouble(FactorDifference::amount)
                .sum();
        assertThat(sum).isNegative();
        assertThat(sum + contrast.arbitration()).isEqualTo(contrast.scoreDifference(), within(1e-9));
        Explanation closed = explain(nba, CUSTOMER, Context.NONE.with("branchOpen", false));
        assertThat(closed.decidedBy()).isEqualTo(DecidedBy.VALUE);
        assertThat(closed.effects())
                .containsExactly(new Effect.OfLever(levers.levers().get(0), List.of("card", "fund"), "card"));
    }

    @Test
    void what_a_lever_does_is_what_the_engine_without_it_decides() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 15; i++) {
            List<Lever> levers = List.of(
                    Lever.on(Level.ACTION, "card", random.nextInt(-90, 200)),
                    Lever.on(Level.ACTION, "fund", random.nextInt(-90, 200))
                            .when(field("age").atLeast(40)),
                    Lever.on(Level.CATALOG, "", random.nextInt(-100, 20)));
            Arbitration form = i % 3 == 0 ? Arbitration.multiplicative() : Arbitration.expectedValue();
            form = i % 3 == 1 ? Arbitration.riskAverse(0.2) : form;
            Arbitration all = form;
            for (Lever lever : levers) {
                all = all.withLever(lever);
            }
            NextBestAction<Row> nba = engine(all);
            Row row = TestBank.row(random.nextInt(9000), 1, true, random.nextInt(20, 60), 0.2, "FR");
            for (Effect effect : explain(nba, row, Context.NONE).effects()) {
                Lever left = ((Effect.OfLever) effect).lever();
                Arbitration rest = form;
                for (Lever lever : levers) {
                    rest = lever.equals(left) ? rest : rest.withLever(lever);
                }
                String without = ((Effect.OfLever) effect).winnerWithout();
                if (!without.isEmpty()) {
                    assertThat(without)
                            .isEqualTo(engine(rest).decide(row).action().id());
                }
            }
        }
    }

    @Test
    void the_multiplicative_form_is_a_sum_of_logarithms() {
        Arbitration form = Arbitration.multiplicative()
                .withLever(Lever.on(Level.ACTION, "card", 30))
                .withLever(Lever.on(Level.ACTION, "fund", 20).when(field("age").atLeast(18)));
        Contrast contrast = Objects.requireNonNull(explain(form).contrast());
        assertThat(contrast.logarithms())
                .extracting(Contrast.LogFactor::factor)
                .containsExactly("propensity", "value", "context", "levers");
        double sum = contrast.logarithms().stream()
                .mapToDouble(Contrast.LogFactor::difference)
                .sum();
        RankedAction winner = contrast.winner();
        assertThat(sum).isEqualTo(Math.log(winner.score() / contrast.runnerUp().score()), EXACT);
        assertThat(contrast.logarithms().get(2).difference())
                .isEqualTo(winner.action().id().equals("fund") ? Math.log(1.2) : -Math.log(1.2), EXACT);
    }

    @Test
    void rules_are_told_with_what_they_refused() {
        Explanation explanation =
                explain(engine(Arbitration.expectedValue()), TestBank.row(4000, 1, false, 17, 0.7, "FR"), Context.NONE);
        assertThat(explanation.effects())
                .containsExactly(
                        new Effect.OfRule(Stage.ELIGIBILITY, "of age", "of age", List.of("card")),
                        new Effect.OfRule(
                                Stage.SUITABILITY, "debt within bounds", "debt within bounds", List.of("fund")));
        assertThat(explanation.decidedBy()).isEqualTo(DecidedBy.VALUE);
    }

    @Test
    void limits_of_the_slate_are_told_with_what_they_left_out() {
        Slate one = new Slate(2, 1, 9, 9, 9, 1);
        Explanation explanation = explain(engine(Arbitration.expectedValue().withSlate(one)), CUSTOMER, Context.NONE);
        assertThat(explanation.effects()).containsExactly(new Effect.OfSlate(List.of("fund"), List.of("keep")));
    }

    @Test
    void what_exploring_took_is_set_against_the_best() {
        NextBestAction<Row> nba = engine(Arbitration.expectedValue()).withExploration(Exploration.inverseGap(0.1));
        int tried = 0;
        for (int i = 0; i < 50; i++) {
            Explanation explanation = explain(nba, CUSTOMER, Context.NONE.decision("D" + i));
            if (explanation.decision().explored()) {
                tried++;
                RankedAction chosen = explanation.decision().chosen();
                assertThat(explanation.decidedBy()).isEqualTo(DecidedBy.EXPLORATION);
                assertThat(explanation.effects())
                        .containsExactly(
                                new Effect.OfExploration("card", chosen.action().id(), chosen.probability()));
                Contrast contrast = Objects.requireNonNull(explanation.contrast());
                assertThat(contrast.winner()).isEqualTo(chosen);
                assertThat(contrast.runnerUp().action().id()).isEqualTo("card");
                assertThat(contrast.factors().stream()
                                .mapToDouble(FactorDifference::amount)
                                .sum())
                        .isNegative()
                        .isEqualTo(contrast.valueDifference(), within(1e-9));
            } else {
                assertThat(explanation.decidedBy()).isEqualTo(DecidedBy.VALUE);
                assertThat(explanation.effects()).isEmpty();
            }
        }
        assertThat(tried).isBetween(5, 45);
    }

    @Test
    void learnt_responses_are_contrasted_field_by_field() {
        var history = TestBank.history();
        TestBank.withContacts(history, "card", true);
        TestBank.withContacts(history, "fund", false);
        NextBestAction<Row> nba = TestBank.builder(CHURN, CATALOG, Arbitration.expectedValue())
                .responses(TestBank.responses())
                .fit(history.build());
        Contrast contrast =
                Objects.requireNonNull(explain(nba, TestBank.row(9000, 1, true, 65, 0.1, "FR"), Context.NONE)
                        .contrast());
        ResponseContrast responses = Objects.requireNonNull(contrast.responses());
        double[] features = {9, 1, 1, 65, 0.1, 1};
        double one = margin(nba.responseModel(contrast.winner().action().id()), features);
        double other = margin(nba.responseModel(contrast.runnerUp().action().id()), features);
        assertThat(responses.margins()).isEqualTo(one - other, EXACT);
        assertThat(responses.bases()
                        + responses.fields().stream()
                                .mapToDouble(FieldContrast::difference)
                                .sum())
                .isEqualTo(one - other, EXACT);
        assertThat(responses.fields())
                .extracting(FieldContrast::field)
                .containsExactly("balance", "products", "active", "age", "ratio", "country");
        assertThat(responses.fields().get(0).one()).isNotZero();
        assertThat(explain(Arbitration.expectedValue()).contrast())
                .extracting(Contrast::responses)
                .isNull();
    }

    private static double margin(@Nullable ProbabilityModel model, double[] features) {
        return Objects.requireNonNull(model).scorer().margin(features);
    }

    @Test
    void what_decided_is_always_told() {
        NextBestAction<Row> nba = engine(Arbitration.expectedValue());
        assertThat(explain(nba, TestBank.row(Double.NaN, 1, false, 10, 0.9, "FR"), Context.NONE)
                        .decidedBy())
                .isEqualTo(DecidedBy.VALUE);
        ActionCatalog adults = ActionCatalog.builder()
                .name("adults")
                .add(Action.named("card", "Card")
                        .value(100)
                        .response(0.1, 0.1)
                        .cost(1, 0)
                        .eligible(field("age").atLeast(18), "of age"))
                .build();
        NextBestAction<Row> strict = nba.withCatalog(adults);
        assertThat(explain(strict, TestBank.row(1, 1, false, 10, 0.9, "FR"), Context.NONE)
                        .decidedBy())
                .isEqualTo(DecidedBy.RULES);
        assertThat(explain(strict, CUSTOMER, Context.NONE).decidedBy()).isEqualTo(DecidedBy.NOTHING_WORTHWHILE);
        ActionCatalog twins = ActionCatalog.builder()
                .name("twins")
                .add(Action.named("a", "A").value(100).response(0.2, 0.1))
                .add(Action.named("b", "B").value(100).response(0.2, 0.1))
                .build();
        assertThat(explain(nba.withCatalog(twins), CUSTOMER, Context.NONE).decidedBy())
                .isEqualTo(DecidedBy.TIE);
    }

    @Test
    void a_diff_of_two_dates_adds_up_field_by_field() {
        NextBestAction<Row> nba = engine(Arbitration.expectedValue());
        Explanation before = explain(nba, CUSTOMER, Context.NONE);
        Explanation after = explain(nba, TestBank.row(9000, 1, true, 41, 0.3, "FR"), Context.NONE);
        ExplanationDiff diff = before.diff(after);
        assertThat(diff.baseChange()).isZero();
        assertThat(diff.churnChange()).isNegative();
        assertThat(diff.fields().stream()
                        .mapToDouble(ExplanationDiff.FieldDiff::change)
                        .sum())
                .isEqualTo(diff.churnChange(), EXACT);
        assertThat(diff.fields().stream().filter(ExplanationDiff.FieldDiff::isChanged))
                .extracting(ExplanationDiff.FieldDiff::field)
                .containsExactly("balance", "active", "age");
        assertThat(diff.isAnotherWinner()).isTrue();
        assertThat(diff.factors().stream().mapToDouble(FactorDifference::amount).sum())
                .isEqualTo(after.decision().expectedValue() - before.decision().expectedValue(), within(1e-9));
        Explanation indebted = explain(nba, TestBank.row(3000, 1, false, 40, 0.9, "FR"), Context.NONE);
        assertThat(before.diff(indebted).newlyRefused()).containsExactly("fund");
        assertThat(indebted.diff(before).newlyAllowed()).containsExactly("fund");
        assertThat(before.diff(before).fields()).noneMatch(ExplanationDiff.FieldDiff::isChanged);
    }

    @Test
    void a_diff_of_two_models_has_a_part_of_its_own_for_the_base() {
        LinearModel other = LinearModel.of(
                new double[] {-0.1, -0.9, -1, 0.02, 1, 0}, 0.6, new double[] {2, 1.5, 0.5, 45, 0.2, 1}, Link.LOGISTIC);
        NextBestAction<Row> next = TestBank.builder(other, CATALOG, Arbitration.expectedValue())
                .fit(TestBank.history().build());
        ExplanationDiff diff = explain(Arbitration.expectedValue()).diff(explain(next, CUSTOMER, Context.NONE));
        assertThat(diff.baseChange()).isNotZero();
        assertThat(diff.baseChange()
                        + diff.fields().stream()
                                .mapToDouble(ExplanationDiff.FieldDiff::change)
                                .sum())
                .isEqualTo(diff.churnChange(), EXACT);
        assertThat(diff.fields()).noneMatch(ExplanationDiff.FieldDiff::isChanged);
    }
}
