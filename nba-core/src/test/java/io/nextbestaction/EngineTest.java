// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.NextBestActionTest.Customer;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    private static final Schema SCHEMA =
            Schema.builder().number("a").number("b").number("c").number("d").build();
    private static final ProbabilityModel CHURN = new ProbabilityModel(
            LinearModel.of(new double[] {1, -2, 0.5, 0.25}, -1, new double[] {0, 1, 2, 3}, Link.LOGISTIC),
            new PlattLine(0.8, -0.3, "by hand", 1));
    private static final ActionCatalog NOTHING_WORTH = ActionCatalog.builder()
            .add(Action.named("zero", "Zero"))
            .add(Action.named("loss", "Loss").cost(1, 0))
            .build();
    private static final Engine ENGINE = Fakes.engine(CHURN, NOTHING_WORTH, SCHEMA);

    private static Row row(double... values) {
        return Fakes.rows(SCHEMA, new double[][] {values}).get(0);
    }

    private static Decision decision(double... values) {
        return ENGINE.explain(row(values), 0, new Workspace(ENGINE), "EUR", "test");
    }

    @Test
    void an_action_worth_exactly_nothing_does_not_win() {
        Workspace ws = new Workspace(ENGINE);

        assertThat(ENGINE.decide(row(0, 0, 0, 0), 0, ws)).isEqualTo(-1);

        assertThat(ws.expectedValue(ws.ranked(0))).isZero();
        ActionCatalog cent = ActionCatalog.builder()
                .add(Action.named("cent", "Cent").value(0.01).response(1, 0))
                .build();
        Engine worth = Fakes.engine(CHURN, cent, SCHEMA);
        assertThat(worth.decide(row(0, 0, 0, 0), 0, new Workspace(worth))).isZero();
    }

    @Test
    void contributions_keep_their_signs_and_sum_to_the_change_in_the_churn_probability() {
        Workspace ws = new Workspace(ENGINE);
        double base = CHURN.probability(new double[] {0, 1, 2, 3});
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 1000; i++) {
            double[] x = random.doubles(4, -4, 4).toArray();
            ENGINE.decide(row(x), 0, ws);
            double[] byField = Objects.requireNonNull(ENGINE.reasons()).contributionsByField(ws);

            assertThat(Arrays.stream(byField).sum()).isCloseTo(ws.churn() - base, within(1e-14));
            for (int f = 0; f < byField.length; f++) {
                assertThat(Math.signum(byField[f])).isEqualTo(Math.signum(ws.contributions[f]));
            }
        }
    }

    @Test
    void reasons_are_the_strongest_either_way_with_their_signs() {
        // Margin contributions: a +0.5, b -4, c +1, d +0.25.
        Decision decision = decision(0.5, 3, 4, 4);

        assertThat(decision.why()).extracting(Reason::field).containsExactly("b", "c", "a");
        assertThat(decision.why().get(0).contribution()).isNegative();
        assertThat(decision.why().get(1).contribution()).isPositive();
        assertThat(decision.why().get(0).contribution())
                .isCloseTo(-4 * decision.why().get(1).contribution(), within(1e-15));
    }

    @Test
    void contributions_that_cancel_are_shown_at_the_slope_of_the_probability() {
        // Margin contributions: a +2, b -2; the customer is where the explainer starts.
        Decision decision = decision(2, 2, 2, 3);
        double p = decision.churn();

        assertThat(decision.why()).extracting(Reason::field).containsExactly("a", "b");
        assertThat(decision.why().get(0).contribution()).isCloseTo(2 * 0.8 * p * (1 - p), within(1e-15));
        assertThat(decision.why().get(1).contribution()).isCloseTo(-2 * 0.8 * p * (1 - p), within(1e-15));
    }

    @Test
    void a_customer_like_the_base_has_no_reasons() {
        assertThat(decision(0, 1, 2, 3).why()).isEmpty();
    }

    @Test
    void a_loaded_engine_gives_the_same_reasons(@TempDir Path folder) {
        NextBestAction<Customer> fitted =
                NextBestActionTest.builder().explain(Fakes.WEIGHTS).fit(NextBestActionTest.history(500, 1));
        Path file = folder.resolve("bank.nba");
        fitted.save(file);
        NextBestAction<Customer> live = NextBestAction.load(file, Customer.class);

        Customer customer = new Customer("x", 40, 500, false);
        assertThat(fitted.decide(customer).why()).isNotEmpty();
        assertThat(live.decide(customer).why())
                .isEqualTo(fitted.decide(customer).why());
    }
}
