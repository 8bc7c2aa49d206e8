// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.NextBestActionTest.Customer;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.data.Row;
import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Scorer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionEffectsTest {
    private static final NextBestAction<Customer> NBA =
            NextBestActionTest.builder().fit(NextBestActionTest.history(500, 1));

    /** age, balance, active: 0.0005 · age on acceptance. */
    private static final EffectModel BY_AGE =
            new EffectModel("by age", 3, List.of(term(1, new double[] {0.0005, 0, 0}, Link.IDENTITY, List.of())), 0);

    /** An S-learner's: the probability with a further 1 less that with a further 0. */
    private static final EffectModel SWITCHED = new EffectModel(
            "switched",
            3,
            List.of(
                    term(1, new double[] {0, -1e-4, 0, -1}, Link.LOGISTIC, List.of(1.0)),
                    term(-1, new double[] {0, -1e-4, 0, -1}, Link.LOGISTIC, List.of(0.0))),
            0.01);

    @TempDir
    Path folder;

    private static EffectModel.Term term(double weight, double[] weights, Link link, List<Double> further) {
        Scorer scorer = LinearModel.of(weights, 0, new double[weights.length], link);
        return new EffectModel.Term(weight, scorer, true, further);
    }

    private static double switched(double balance) {
        return Link.sigmoid(-1e-4 * balance - 1) - Link.sigmoid(-1e-4 * balance) + 0.01;
    }

    @Test
    void effects_take_the_place_of_declared_rates_in_the_expected_value() {
        NextBestAction<Customer> nba = NBA.withEffects(
                Map.of("card", ActionEffects.onResponse(BY_AGE), "keep", new ActionEffects(BY_AGE, SWITCHED)));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            Customer customer = new Customer("x", 18 + random.nextInt(60), random.nextInt(9000), true);
            int age = java.util.Objects.requireNonNull(customer.age());
            for (RankedAction ranked : nba.decide(customer).ranked()) {
                if (ranked.action().id().equals("card")) {
                    // Rate 0.10 declared, effect 0.0005 · age; value 100, contact 1, accepted 10.
                    assertThat(ranked.value().organic()).isCloseTo(0.10 - 0.0005 * age, within(1e-12));
                    assertThat(ranked.expectedValue()).isCloseTo(0.0005 * age * 100 - 1 - 0.10 * 10, within(1e-9));
                    assertThat(ranked.basis()).isEqualTo(Basis.INCREMENTAL);
                } else if (ranked.action().id().equals("keep")) {
                    // Lifetime value 100, contact 3; nobody accepts, so nobody does so unasked.
                    assertThat(ranked.value().organic()).isZero();
                    assertThat(ranked.expectedValue()).isCloseTo(-switched(customer.balance()) * 100 - 3, within(1e-9));
                } else if (ranked.action().id().equals("fund")) {
                    assertThat(ranked.basis()).isEqualTo(Basis.DECLARED);
                }
            }
        }
        assertThat(nba.version().model()).isNotEqualTo(NBA.version().model());
        assertThat(nba.version().catalog()).isEqualTo(NBA.version().catalog());
    }

    @Test
    void a_saved_engine_keeps_its_effects_to_the_bit() {
        NextBestAction<Customer> nba = NBA.withEffects(Map.of("keep", ActionEffects.onChurn(SWITCHED)))
                .withEffects(Map.of("fund", ActionEffects.onResponse(SWITCHED)));
        Path file = folder.resolve("bank.nba");
        nba.save(file);
        NextBestAction<Customer> live = NextBestAction.load(file, Customer.class);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            Customer customer = new Customer("x", 18 + random.nextInt(60), random.nextInt(9000), true);
            assertThat(live.decide(customer).ranked())
                    .isEqualTo(nba.withClock(live.clock()).decide(customer).ranked());
        }
        assertThat(live.version().model()).isEqualTo(nba.version().model());
        assertThat(live.withCatalog(NextBestActionTest.catalog()).version().model())
                .isEqualTo(nba.version().model());
    }

    @Test
    void an_action_whose_effect_is_no_number_is_refused_and_disturbs_no_other() {
        // infinity less infinity
        EffectModel broken = new EffectModel(
                "broken", 3, List.of(term(1, new double[] {1e308, -1e308, 0}, Link.IDENTITY, List.of())), 0);
        NextBestAction<Customer> nba = NBA.withEffects(Map.of("card", ActionEffects.onResponse(broken)));
        Customer customer = new Customer("x", 40, 5000, true);
        Decision without = NBA.decide(customer);
        Decision with = nba.decide(customer);
        assertThat(without.ranked().stream().map(r -> r.action().id())).contains("card");
        assertThat(with.rejected().stream().map(r -> r.action().id())).contains("card");
        assertThat(with.ranked().stream().map(r -> r.action().id()))
                .isEqualTo(without.ranked().stream()
                        .map(r -> r.action().id())
                        .filter(id -> !id.equals("card"))
                        .toList());
    }

    @Test
    void effects_allocate_nothing() {
        NextBestAction<Customer> nba = NBA.withEffects(
                Map.of("card", ActionEffects.onResponse(SWITCHED), "keep", ActionEffects.onChurn(SWITCHED)));
        Workspace ws = nba.workspace();
        Row row = new Row(nba.schema());
        nba.bind(new Customer("x", 40, 500, false), row);
        assertThat(Allocation.bytes(10_000, () -> nba.decide(row, ws))).isLessThan(20_000);
    }

    @Test
    void effects_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> NBA.withEffects(Map.of("crad", ActionEffects.onResponse(BY_AGE))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The action \"crad\" with effects must be in catalogue \"test\".\n")
                .hasMessageContaining("card");
        assertThatThrownBy(() -> NBA.withEffects(Map.of("card", ActionEffects.onChurn(BY_AGE))))
                .hasMessage(
                        "The action \"card\" with an effect on churn must have a retention, which tells the lifetime"
                                + " value.\nMaybe add .retention(0, Amount.of(…)) to it: the save rate then does not count.");
        EffectModel narrow = new EffectModel("narrow", 2, List.of(term(1, new double[2], Link.IDENTITY, List.of())), 0);
        assertThatThrownBy(() -> NBA.withEffects(Map.of("card", ActionEffects.onResponse(narrow))))
                .hasMessage("The inputs (2) of an effect of \"card\" must be as many as the engine's features (3).\n"
                        + "Maybe train it on what the engine's pipeline() makes of the customers.");
        assertThatThrownBy(() -> new EffectModel("none", 2, List.of(), 0))
                .hasMessage(
                        "The terms (0) and inputs (2) of an effect must be at least one each, and its offset (0.0) finite.\n"
                                + "Maybe training diverged or was given no features.");
        assertThatThrownBy(() -> new EffectModel("none", -1, BY_AGE.terms(), 0))
                .hasMessageStartingWith("The terms (1) and inputs (-1) of an effect");
        assertThatThrownBy(() -> new EffectModel("wide", 2, BY_AGE.terms(), 0))
                .hasMessage(
                        "The inputs (3) of a scorer of an effect must be the features (2) and the further values (0).\n"
                                + "Maybe it was trained on other features.");
        assertThatThrownBy(() -> term(Double.NaN, new double[1], Link.IDENTITY, List.of(1.0)))
                .hasMessage("The weight (NaN) and further values [1.0] of a term must be finite.\n"
                        + "Maybe training diverged.");
    }
}
