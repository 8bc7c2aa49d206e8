// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Amount;
import io.nextbestaction.action.Level;
import io.nextbestaction.action.Treatment;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.arbitration.Slate;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.policy.Condition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The whole engine under every arbitration, on random catalogues. */
class ArbiterTest {
    private static final Schema SCHEMA =
            Schema.builder().number("a").number("pd").number("amount").build();
    private static final ProbabilityModel CHURN = constant(0.3, 1000);

    private static ProbabilityModel constant(double p, long rows) {
        return new ProbabilityModel(
                LinearModel.of(new double[3], Link.logit(p), new double[3], Link.LOGISTIC),
                new PlattLine(1, 0, "by hand", rows));
    }

    private static Engine engine(ActionCatalog catalog, Arbitration arbitration) {
        return engine(catalog, Collections.nCopies(catalog.actions().size(), ResponseModels.DECLARED), arbitration);
    }

    private static Engine engine(ActionCatalog catalog, List<ResponseModels> responses, Arbitration arbitration) {
        return new Engine(
                new Fakes.Numbers(SCHEMA),
                CHURN,
                null,
                catalog,
                responses,
                JointResponses.NONE,
                null,
                null,
                arbitration,
                null);
    }

    private static Row row(double a, double pd, double amount) {
        return Fakes.rows(SCHEMA, new double[][] {{a, pd, amount}}).get(0);
    }

    private static ActionCatalog random(SplittableRandom random, double scale) {
        ActionCatalog.Builder catalog = ActionCatalog.builder();
        int n = 1 + random.nextInt(6);
        for (int i = 0; i < n; i++) {
            Action.Builder action = Action.named("a" + i, "A")
                    .issue("i" + random.nextInt(2))
                    .group("g" + random.nextInt(2))
                    .value(scale * random.nextInt(100))
                    .cost(scale * random.nextInt(4), scale * random.nextInt(5))
                    .response(random.nextDouble() / 2, random.nextDouble() / 8);
            if (random.nextInt(3) == 0) {
                action.eligible(Condition.field("a").atLeast(random.nextInt(3)), "a");
            }
            if (random.nextInt(3) == 0) {
                action.retention(random.nextDouble(), Amount.of(scale * 50));
            }
            catalog.add(action);
        }
        return catalog.build();
    }

    private static Arbitration levers(Arbitration base, ActionCatalog catalog, SplittableRandom random) {
        Arbitration arbitration = base;
        for (int i = random.nextInt(4); i > 0; i--) {
            Level level = random.nextBoolean() ? Level.ISSUE : Level.GROUP;
            Action action =
                    catalog.actions().get(random.nextInt(catalog.actions().size()));
            Lever lever = Lever.on(level, Lever.nameOf(level, action), random.nextInt(200) - 100);
            arbitration = arbitration.withLever(
                    random.nextBoolean()
                            ? lever
                            : lever.when(Condition.field("a").atLeast(1)));
        }
        return arbitration;
    }

    @Test
    void nothing_wins_exactly_where_no_action_is_worth_more_and_the_ineligible_never_does() {
        SplittableRandom random = new SplittableRandom(1);
        int nothing = 0;
        for (int trial = 0; trial < 1000; trial++) {
            Engine engine = engine(random(random, 1), Arbitration.expectedValue());
            Workspace ws = new Workspace(engine);
            int winner = engine.decide(row(random.nextInt(3), 0, 0), 0, ws);

            double best = 0;
            for (int place = 0; place < ws.candidates(); place++) {
                best = Math.max(best, ws.expectedValue(ws.ranked(place)));
            }
            assertThat(winner < 0).isEqualTo(best <= 0);
            if (winner >= 0) {
                assertThat(ws.failed[winner]).isEqualTo(Offer.ALLOWED);
                assertThat(ws.expectedValue(winner)).isEqualTo(best);
            }
            nothing += winner < 0 ? 1 : 0;
        }
        assertThat(nothing).isBetween(20, 500);
    }

    @Test
    void a_neutral_lever_changes_no_bit() {
        SplittableRandom random = new SplittableRandom(2);
        for (int trial = 0; trial < 500; trial++) {
            ActionCatalog catalog = random(random, 1);
            Row row = row(random.nextInt(3), 0, 0);
            Decision plain =
                    engine(catalog, Arbitration.expectedValue()).explain(row, 0, workspace(catalog), "EUR", "x");
            Arbitration neutral = Arbitration.expectedValue()
                    .withLever(Lever.on(Level.CATALOG, "", 30))
                    .withLever(Lever.on(Level.CATALOG, "", -30))
                    .withLever(Lever.on(Level.CATALOG, "", 0)
                            .when(Condition.field("a").atLeast(0)));
            Engine engine = engine(catalog, neutral);
            assertThat(engine.explain(row, 0, new Workspace(engine), "EUR", "x"))
                    .isEqualTo(plain);
        }
    }

    private static Workspace workspace(ActionCatalog catalog) {
        return new Workspace(engine(catalog, Arbitration.expectedValue()));
    }

    @Test
    void scaling_every_amount_keeps_the_order() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ActionCatalog one = random(new SplittableRandom(seed), 1);
            Arbitration arbitration = levers(Arbitration.expectedValue(), one, random.split());
            ActionCatalog eight = random(new SplittableRandom(seed), 8);
            Row row = row(2, 0, 0);
            Engine small = engine(one, arbitration);
            Engine large = engine(eight, arbitration);
            Workspace a = new Workspace(small);
            Workspace b = new Workspace(large);

            assertThat(large.decide(row, 0, b)).isEqualTo(small.decide(row, 0, a));
            assertThat(b.ranking).isEqualTo(a.ranking);
        }
    }

    @Test
    void what_a_lever_costs_is_what_the_decision_gave_up_and_never_negative() {
        SplittableRandom random = new SplittableRandom(4);
        int paid = 0;
        for (int trial = 0; trial < 1000; trial++) {
            ActionCatalog catalog = random(random, 1);
            Row row = row(random.nextInt(3), 0, 0);
            Engine plain = engine(catalog, Arbitration.expectedValue());
            Engine pushed = engine(catalog, levers(Arbitration.expectedValue(), catalog, random));
            Workspace a = new Workspace(plain);
            Workspace b = new Workspace(pushed);
            int without = plain.decide(row, 0, a);
            int with = pushed.decide(row, 0, b);

            double cost = (without < 0 ? 0 : a.expectedValue(without)) - (with < 0 ? 0 : a.expectedValue(with));
            assertThat(b.leverCost()).isEqualTo(cost).isNotNegative();
            assertThat(a.leverCost()).isZero();
            // A lever of at least 1 never makes a losing action win.
            if (with >= 0) {
                assertThat(b.expectedValue(with)).isPositive();
            }
            paid += cost > 0 ? 1 : 0;
        }
        assertThat(paid).isGreaterThan(50);
    }

    @Test
    void more_acceptance_or_more_value_never_lowers_a_score() {
        SplittableRandom random = new SplittableRandom(5);
        for (Arbitration arbitration : List.of(
                Arbitration.expectedValue(), Arbitration.multiplicative().withLever(Lever.on(Level.CATALOG, "", 55)))) {
            for (int trial = 0; trial < 200; trial++) {
                double rate = random.nextDouble() / 2;
                double value = 1 + random.nextInt(100);
                double accepted = value * random.nextDouble();
                double before = score(arbitration, rate, value, accepted);
                assertThat(score(arbitration, rate + 0.1, value, accepted)).isGreaterThanOrEqualTo(before);
                assertThat(score(arbitration, rate, value + 10, accepted)).isGreaterThanOrEqualTo(before);
            }
        }
    }

    private static double score(Arbitration arbitration, double rate, double value, double accepted) {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("a", "A").value(value).cost(1, accepted).response(rate, 0))
                .build();
        Engine engine = engine(catalog, arbitration);
        Workspace ws = new Workspace(engine);
        engine.decide(row(0, 0, 0), 0, ws);
        return ws.score(0);
    }

    @Test
    void the_multiplicative_form_is_propensity_context_value_and_lever() {
        Arbitration arbitration = Arbitration.multiplicative()
                .withLever(Lever.on(Level.CATALOG, "", 55))
                .withLever(Lever.on(Level.CATALOG, "", 20)
                        .when(Condition.field("a").atLeast(1)));
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("a", "A").value(200).cost(50, 0).response(0.1, 0.09))
                .build();
        Engine engine = engine(catalog, arbitration);
        Workspace ws = new Workspace(engine);

        assertThat(engine.decide(row(1, 0, 0), 0, ws)).isZero();
        assertThat(ws.score(0)).isCloseTo(0.1 * 1.2 * 200 * 1.55, within(1e-12));
        assertThat(ws.expectedValue(0)).isCloseTo((0.1 - 0.09) * 200 - 50, within(1e-12));
        engine.decide(row(0, 0, 0), 0, ws);
        assertThat(ws.score(0)).isCloseTo(0.1 * 200 * 1.55, within(1e-12));
    }

    @Test
    void the_risk_averse_form_prefers_what_is_better_known() {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("guessed", "Guessed").value(100))
                .add(Action.named("known", "Known").value(95))
                .build();
        List<ResponseModels> responses = List.of(
                new ResponseModels(constant(0.1, 50), constant(0.01, 50)),
                new ResponseModels(constant(0.1, 5000), constant(0.01, 5000)));
        Row row = row(0, 0, 0);
        Engine neutral = engine(catalog, responses, Arbitration.expectedValue());
        Engine averse = engine(catalog, responses, Arbitration.riskAverse(0.1));
        Workspace ws = new Workspace(averse);

        assertThat(neutral.decide(row, 0, new Workspace(neutral))).isZero();
        assertThat(averse.decide(row, 0, ws)).isEqualTo(1);
        double deviation = Math.sqrt(100 * 100 * (0.1 * 0.9 / 51) + 100 * 100 * (0.01 * 0.99 / 51));
        assertThat(ws.score(0)).isCloseTo(9 - 1.2815515655446004 * deviation, within(1e-9));
        assertThat(ws.expectedValue(0)).isCloseTo(9, within(1e-9));
    }

    @Test
    void the_risk_averse_quantile_is_that_of_simulated_evidence() {
        SplittableRandom random = new SplittableRandom(9);
        java.util.Random normal = new java.util.Random(9);
        for (int trial = 0; trial < 5; trial++) {
            double p = 0.05 + random.nextDouble() / 3;
            double p0 = p / 3;
            ActionCatalog catalog = ActionCatalog.builder()
                    .add(Action.named("a", "A").value(100).cost(1, 20).response(p, p0))
                    .build();
            Engine engine = engine(catalog, Arbitration.riskAverse(0.2).withEvidence(400));
            Workspace ws = new Workspace(engine);
            engine.decide(row(0, 0, 0), 0, ws);
            double[] drawn = new double[200_000];
            for (int i = 0; i < drawn.length; i++) {
                double a = p + normal.nextGaussian() * Math.sqrt(p * (1 - p) / 401);
                double b = p0 + normal.nextGaussian() * Math.sqrt(p0 * (1 - p0) / 401);
                drawn[i] = (a - b) * 100 - 1 - a * 20;
            }
            java.util.Arrays.sort(drawn);
            assertThat(ws.score(0)).isCloseTo(drawn[40_000], within(0.02));
        }
    }

    @Test
    void retention_pays_exactly_above_the_cost_over_the_saved_lifetime_value() {
        double cost = 6;
        double saveRate = 0.25;
        double lifetimeValue = 100;
        double threshold = cost / (saveRate * lifetimeValue);
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("keep", "Keep").cost(cost, 0).retention(saveRate, Amount.of(lifetimeValue)))
                .build();
        for (double churn : new double[] {threshold - 0.01, threshold + 0.01}) {
            Engine engine = new Engine(
                    new Fakes.Numbers(SCHEMA),
                    constant(churn, 100),
                    null,
                    catalog,
                    List.of(ResponseModels.DECLARED),
                    null);
            assertThat(engine.decide(row(0, 0, 0), 0, new Workspace(engine)) == 0)
                    .isEqualTo(churn > threshold);
        }
    }

    @Test
    void a_learnt_churn_after_contact_replaces_the_save_rate() {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("keep", "Keep").retention(0.9, Amount.of(100)))
                .build();
        Engine helps = engine(
                catalog, List.of(new ResponseModels(null, null, constant(0.2, 100))), Arbitration.expectedValue());
        Workspace ws = new Workspace(helps);
        helps.decide(row(0, 0, 0), 0, ws);
        assertThat(ws.expectedValue(0)).isCloseTo((0.3 - 0.2) * 100, within(1e-9));

        Engine wakes = engine(
                catalog, List.of(new ResponseModels(null, null, constant(0.5, 100))), Arbitration.expectedValue());
        assertThat(wakes.decide(row(0, 0, 0), 0, new Workspace(wakes))).isEqualTo(-1);
    }

    @Test
    void a_credit_carries_its_expected_loss_on_every_credit_more() {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("loan", "Loan")
                        .value(500)
                        .cost(1, 10)
                        .response(0.05, 0.01)
                        .credit(Amount.of(0).plus("pd", 1), 0.45, Amount.of(0).plus("amount", 1)))
                .build();
        Engine engine = engine(catalog, Arbitration.expectedValue());
        Workspace ws = new Workspace(engine);

        engine.decide(row(0, 0.02, 10_000), 0, ws);
        double loss = 0.02 * 0.45 * 10_000;
        assertThat(ws.expectedValue(0)).isCloseTo((0.05 - 0.01) * (500 - loss) - 1 - 0.05 * 10, within(1e-12));
        assertThat(engine.decide(row(0, 0.5, 10_000), 0, ws)).isEqualTo(-1);
        Decision missing = engine.explain(row(0, Double.NaN, 10_000), 0, ws, "EUR", "x");
        assertThat(missing.rejected().get(0))
                .hasToString("Loan: value: its worth cannot be told (pd missing, required a number)");
        engine.decide(row(0, 1.7, -5), 0, ws);
        assertThat(ws.creditLoss[0]).isZero();
    }

    @Test
    void a_slate_proposes_one_treatment_of_each_action_best_first() {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("gold", "Gold")
                        .group("cards")
                        .value(100)
                        .treatment(Treatment.of("mail", "e-mail").withResponse(0.5, 0))
                        .treatment(Treatment.of("app", "app").withResponse(0.4, 0)))
                .add(Action.named("loan", "Loan").group("loans").value(100).response(0.2, 0))
                .add(Action.named("loss", "Loss").group("x").cost(5, 0))
                .build();
        Engine engine = engine(catalog, Arbitration.expectedValue().withSlate(Slate.top(3)));

        Decision decision = engine.explain(row(0, 0, 0), 0, new Workspace(engine), "EUR", "x");

        assertThat(decision.slate()).extracting(r -> r.action().id()).containsExactly("gold/mail", "loan");
        assertThat(decision.slate().get(0)).isSameAs(decision.ranked().get(0));
        assertThat(decision.ranked())
                .extracting(r -> r.action().id())
                .containsExactly("gold/mail", "gold/app", "loan", "do-nothing", "loss");
    }

    @Test
    void equal_scores_go_by_catalogue_order_or_by_the_decision_where_salted() {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("a", "A").value(10).response(0.5, 0))
                .add(Action.named("b", "B").value(10).response(0.5, 0))
                .build();
        Engine plain = engine(catalog, Arbitration.expectedValue());
        Engine salted = engine(catalog, Arbitration.expectedValue().withTieSalt("s"));
        Row row = row(0, 0, 0);
        List<Integer> winners = new ArrayList<>();
        for (int d = 0; d < 200; d++) {
            Context context = Context.NONE.decision("D" + d);
            assertThat(plain.decide(row, context, 0, 0, new Workspace(plain))).isZero();
            int winner = salted.decide(row, context, 0, 0, new Workspace(salted));
            assertThat(salted.decide(row, context, 0, 0, new Workspace(salted))).isEqualTo(winner);
            winners.add(winner);
        }
        assertThat(Collections.frequency(winners, 0)).isBetween(70, 130);
        assertThat(salted.decide(row, Context.NONE, 0, 0, new Workspace(salted)))
                .isZero();
    }

    @Test
    void a_lever_on_nothing_is_refused() {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("a", "A").group("cards"))
                .build();
        assertThatThrownBy(() ->
                        engine(catalog, Arbitration.expectedValue().withLever(Lever.on(Level.GROUP, "crads", 10))))
                .hasMessage("The lever on group \"crads\" must be on one of catalogue \"actions\".\n"
                        + "Maybe \"cards\" was meant.");
    }
}
