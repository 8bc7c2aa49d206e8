// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import static io.nextbestaction.policy.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Context;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Amount;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.explain.TestBank;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.explain.shapley.TestTree;
import io.nextbestaction.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CounterfactualsTest {
    private static final ActionCatalog CATALOG = ActionCatalog.builder()
            .name("test")
            .add(Action.named("card", "Card")
                    .value(100)
                    .response(0.2, 0.1)
                    .eligible(field("age").atLeast(18), "of age"))
            .add(Action.named("fund", "Fund")
                    .value(Amount.of(0).plus("balance", 0.01))
                    .response(0.5, 0.1)
                    .suitable(field("ratio").atMost(0.4), "debt within bounds"))
            .build();

    /** Leaves unless there are two products and 2,000 of balance, or she is active; being old is worse. */
    private static final Scorer CHURN = RandomForests.forest(
            List.of(
                    TestTree.split(
                            1, 2, TestTree.leaf(2, 1), TestTree.split(0, 2, TestTree.leaf(1, 1), TestTree.leaf(-2, 1))),
                    TestTree.split(2, 0.5, TestTree.leaf(1, 1), TestTree.leaf(-4, 1))),
            6,
            0);

    private static NextBestAction<Row> engine(Scorer churn) {
        return TestBank.builder(churn, CATALOG, Arbitration.expectedValue())
                .fit(TestBank.history().build());
    }

    private static final NextBestAction<Row> NBA = engine(CHURN);
    private static final Row POOR = TestBank.row(800, 1, false, 40, 0.3, "FR");
    private static final AllowedChanges ALLOWED = AllowedChanges.of(TestBank.SCHEMA)
            .with(Change.range("balance", 0, 5000, 100))
            .with(Change.range("products", 1, 4, 1).upwards())
            .with(Change.flag("active").costing(30));

    @Test
    void the_cheapest_changes_come_first_and_each_changes_other_fields() {
        CounterfactualReport report =
                Counterfactuals.of(NBA, ALLOWED).find(POOR, Context.NONE, new Goal.ChurnBelow(0.5));
        assertThat(report.before().churn()).isEqualTo(1 / (1 + Math.exp(-3)), within(1e-9));
        assertThat(report.answers())
                .hasToString("[balance 800 → 2000, products 1 → 2 (cost 13), active no → yes (cost 30)]");
        assertThat(report.answers().get(0).decision().churn()).isLessThan(0.5);
        assertThat(report.isComplete()).isTrue();
        assertThat(report)
                .hasToString("For the goal (churn below 0.5):\n  balance 800 → 2000, products 1 → 2 (cost 13)\n"
                        + "  active no → yes (cost 30)");
        assertThat(Counterfactuals.of(NBA, ALLOWED)
                        .answers(1)
                        .find(POOR, Context.NONE, new Goal.ChurnBelow(0.5))
                        .answers())
                .isEqualTo(report.answers().subList(0, 1));
    }

    @Test
    void the_cheapest_is_that_of_trying_everything() {
        SplittableRandom random = new SplittableRandom(8);
        int none = 0;
        for (int i = 0; i < 40; i++) {
            NextBestAction<Row> nba = engine(RandomForests.forest(RandomForests.trees(random, 6, 4), 6, 0));
            AllowedChanges allowed = AllowedChanges.of(TestBank.SCHEMA)
                    .with(Change.range("balance", -2500, 3500, 250))
                    .with(Change.range("products", -2, 3, 1).upwards().costing(random.nextDouble(0.5, 4)))
                    .with(Change.levels("country", "FR", "DE"));
            Row row = TestBank.row(
                    random.nextInt(-2000, 3000), random.nextInt(-2, 3), true, 0.3, random.nextDouble(-2, 2), "DE");
            double threshold = nba.churn(row) * 0.98;
            Goal goal = new Goal.ChurnBelow(threshold);
            CounterfactualReport report = Counterfactuals.of(nba, allowed).find(row, Context.NONE, goal);
            double cheapest = Double.POSITIVE_INFINITY;
            for (double balance = -2750; balance <= 3500; balance += 250) {
                for (double products = row.number(1); products <= 3; products++) {
                    for (String country : List.of("FR", "DE")) {
                        Row changed = new Row(TestBank.SCHEMA);
                        changed.copyFrom(row);
                        changed.setNumber(0, balance < -2500 ? row.number(0) : balance);
                        changed.setNumber(1, products);
                        changed.setText(5, country);
                        double cost = Math.abs(changed.number(0) - row.number(0)) / 250
                                + (products - row.number(1)) * costOfProducts(allowed)
                                + (country.equals("DE") ? 0 : 1);
                        if (nba.churn(changed) < threshold) {
                            cheapest = Math.min(cheapest, cost);
                        }
                    }
                }
            }
            assertThat(report.isComplete()).isTrue();
            if (report.answers().isEmpty()) {
                none++;
                assertThat(cheapest).isInfinite();
            } else {
                assertThat(report.answers().get(0).cost()).isEqualTo(cheapest, within(1e-9));
            }
        }
        assertThat(none).isBetween(1, 35);
    }

    private static double costOfProducts(AllowedChanges allowed) {
        return ((Change.Range) allowed.changes().get(1)).costPerUnit();
    }

    @Test
    void values_a_forest_cannot_tell_apart_are_tried_once() {
        Row row = TestBank.row(800, 1, false, 40, 0.3, "FR");
        AllowedChanges balance = AllowedChanges.of(TestBank.SCHEMA).with(Change.range("balance", 0, 5000, 1));
        CounterfactualReport report =
                Counterfactuals.of(NBA, balance).find(row, Context.NONE, new Goal.ChurnBelow(0.5));
        assertThat(report.tried()).isEqualTo(1);
        assertThat(report).hasToString("No allowed change reaches the goal (churn below 0.5): all 1 were tried.");
    }

    @Test
    void another_segment_and_another_winner_are_found_through_the_engine() {
        AllowedChanges age = AllowedChanges.of(TestBank.SCHEMA)
                .with(Change.range("age", 18, 99, 1).upwards());
        assertThat(Counterfactuals.of(NBA, age)
                        .find(POOR, Context.NONE, new Goal.InSegment("old"))
                        .answers())
                .hasToString("[age 40 → 46 (cost 6)]");
        AllowedChanges richer = AllowedChanges.of(TestBank.SCHEMA)
                .with(Change.range("balance", 0, 9000, 500))
                .with(Change.range("ratio", 0, 1, 0.1).downwards());
        assertThat(NBA.decide(POOR).action().id()).isEqualTo("card");
        assertThat(Counterfactuals.of(NBA, richer)
                        .find(POOR, Context.NONE, new Goal.Wins("fund"))
                        .answers())
                .hasToString("[balance 800 → 3000 (cost 4.4)]");
        Row indebted = TestBank.row(8000, 1, false, 40, 0.7, "FR");
        assertThat(Counterfactuals.of(NBA, richer)
                        .find(indebted, Context.NONE, new Goal.Loses("card"))
                        .answers())
                .hasToString("[ratio 0.7 → 0.4 (cost 3)]");
    }

    @Test
    void an_engine_that_explores_is_asked_what_it_holds_best() {
        AllowedChanges richer = AllowedChanges.of(TestBank.SCHEMA).with(Change.range("balance", 0, 9000, 500));
        NextBestAction<Row> curious = NBA.withExploration(Exploration.inverseGap(0));
        CounterfactualReport sure = Counterfactuals.of(NBA, richer).find(POOR, Context.NONE, new Goal.Wins("fund"));
        assertThat(Counterfactuals.of(curious, richer)
                        .find(POOR, Context.NONE, new Goal.Wins("fund"))
                        .answers()
                        .get(0)
                        .changes())
                .isEqualTo(sure.answers().get(0).changes());
    }

    @Test
    void a_field_that_follows_is_worked_out_anew() {
        AllowedChanges linked = AllowedChanges.of(TestBank.SCHEMA)
                .with(Change.range("balance", 0, 90_000, 1000))
                .follows("ratio", row -> 2000 / row.number(0));
        Row indebted = TestBank.row(4000, 1, false, 40, 0.5, "FR");
        CounterfactualReport report =
                Counterfactuals.of(NBA, linked).find(indebted, Context.NONE, new Goal.Wins("fund"));
        assertThat(report.answers()).hasToString("[balance 4000 → 5000, ratio 0.5 → 0.4 (cost 1)]");
        assertThat(report.answers().get(0).changes())
                .extracting(FieldChange::follows)
                .containsExactly(false, true);
        assertThat(Counterfactuals.of(NBA, linked)
                        .find(indebted, Context.NONE, new Goal.ChurnBelow(0.2))
                        .answers())
                .isEmpty();
    }

    @Test
    void what_cannot_be_reached_is_said() {
        Goal goal = new Goal.Wins("do-nothing");
        CounterfactualReport all = Counterfactuals.of(NBA, ALLOWED).find(POOR, Context.NONE, goal);
        assertThat(all.isComplete()).isTrue();
        assertThat(all.tried()).isEqualTo(51 * 4 * 2 - 1);
        assertThat(all).hasToString("No allowed change reaches the goal (action \"do-nothing\"): all 407 were tried.");
        CounterfactualReport some = Counterfactuals.of(NBA, ALLOWED).tries(10).find(POOR, Context.NONE, goal);
        assertThat(some.isComplete()).isFalse();
        assertThat(some)
                .hasToString(
                        "None of the 10 cheapest allowed changes reaches the goal (action \"do-nothing\"); dearer ones"
                                + " were not tried.");
        CounterfactualReport met = Counterfactuals.of(NBA, ALLOWED).find(POOR, Context.NONE, new Goal.Wins("card"));
        assertThat(met).hasToString("The goal (action \"card\") is met already.");
        assertThat(Counterfactuals.of(NBA, ALLOWED)
                        .fieldsAtOnce(1)
                        .find(POOR, Context.NONE, goal)
                        .tried())
                .isEqualTo(50 + 3 + 1);
    }

    @Test
    void a_missing_number_has_nothing_to_be_moved_from() {
        Row unknown = TestBank.row(Double.NaN, 1, false, 40, 0.3, "FR");
        AllowedChanges balance = AllowedChanges.of(TestBank.SCHEMA).with(Change.range("balance", 0, 5000, 100));
        assertThat(Counterfactuals.of(NBA, balance)
                        .find(unknown, Context.NONE, new Goal.InSegment("old"))
                        .tried())
                .isZero();
    }

    @Test
    void changes_that_must_not_be_advised_are_refused() {
        AllowedChanges guarded = AllowedChanges.of(TestBank.SCHEMA).never(List.of("age", "country"));
        assertThatThrownBy(() -> guarded.with(Change.range("age", 18, 99, 1)))
                .hasMessage("The field \"age\" must never be advised to change.\nMaybe another field was meant.");
        assertThatThrownBy(() -> ALLOWED.with(Change.flag("active")))
                .hasMessage("The field \"active\" must be allowed to change once.\nMaybe remove one of the two.");
        assertThatThrownBy(() -> ALLOWED.follows("balance", row -> 0))
                .hasMessage("The field \"balance\" must be allowed to change once.\nMaybe remove one of the two.");
        assertThatThrownBy(() -> ALLOWED.follows("ratio", row -> 0).with(Change.range("ratio", 0, 1, 0.1)))
                .hasMessage(
                        "The field \"ratio\" must either change or follow from others.\nMaybe remove one of the two.");
        assertThatThrownBy(() -> ALLOWED.never(List.of("balance")))
                .hasMessage("The field \"balance\" must never be advised to change.\nMaybe another field was meant.");
        assertThatThrownBy(() -> ALLOWED.with(Change.levels("age", "young")))
                .hasMessage("The change of field \"age\" (NUMBER) must be a range.\nMaybe Change.range(…).");
        assertThatThrownBy(() -> ALLOWED.with(Change.flag("country")))
                .hasMessage("The change of field \"country\" (CATEGORY) must be levels.\nMaybe Change.levels(…).");
        assertThatThrownBy(() -> ALLOWED.follows("country", row -> 0))
                .hasMessage("The field \"country\" (CATEGORY) that follows from others must hold a number.\n"
                        + "Maybe follow it in the customer type.");
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> Change.range("age", 9, 3, 1))
                .hasMessage("The range (9.0 to 3.0 by 1.0) of field \"age\" must go up by a step above 0.\n"
                        + "Maybe its ends were swapped.");
        assertThatThrownBy(() -> Change.range("age", 0, 1e6, 1))
                .hasMessage("The range (0.0 to 1000000.0 by 1.0) of field \"age\" must have at most 10000 values.\n"
                        + "Maybe take a larger step.");
        assertThatThrownBy(() -> Change.flag("active").costing(0))
                .hasMessage("The cost (0.0) of changing field \"active\" must be finite and above 0.\n"
                        + "Maybe 1 was meant: only their ratio counts.");
        assertThatThrownBy(() -> new Change.Levels("country", Map.of()))
                .hasMessage("The levels (none) of field \"country\" must be at least one.\nMaybe leave the field out.");
        assertThatThrownBy(() -> new Goal.ChurnBelow(30))
                .hasMessage(
                        "The churn threshold (30.0) of a goal must lie in (0, 1].\nMaybe it was given in per cent.");
        Counterfactuals search = Counterfactuals.of(NBA, ALLOWED);
        assertThatThrownBy(() -> search.find(POOR, Context.NONE, new Goal.Wins("cart")))
                .hasMessage("The action \"cart\" of a goal must be one of the engine's 2.\nMaybe \"card\" was meant.");
        assertThatThrownBy(() -> search.find(POOR, Context.NONE, new Goal.InSegment("older")))
                .hasMessage("The segment \"older\" of a goal must be one of the engine's 2.\nMaybe \"old\" was meant.");
        assertThatThrownBy(() -> search.answers(0))
                .hasMessage(
                        "The answers (0), fields changed at once (3) and tries (100000) of a search must be at least 1.");
        Schema other = Schema.builder().number("x").build();
        assertThatThrownBy(() -> Counterfactuals.of(NBA, AllowedChanges.of(other)))
                .hasMessage("The allowed changes (1 fields) must be of the engine's schema (6 fields).\n"
                        + "Maybe start from AllowedChanges.of(nba.schema()).");
    }

    @Test
    void combinations_come_once_each_in_the_order_of_their_cost() {
        List<Candidates> fields = new ArrayList<>();
        for (Change change : ALLOWED.changes()) {
            fields.add(Candidates.of(change, POOR));
        }
        Frontier frontier = new Frontier(fields, 3);
        List<String> seen = new ArrayList<>();
        double before = 0;
        for (Frontier.Combination next = frontier.next(); next != null; next = frontier.next()) {
            assertThat(next.cost()).isGreaterThanOrEqualTo(before);
            before = next.cost();
            seen.add(Arrays.toString(next.fields) + Arrays.toString(next.choices));
            frontier.grow(next);
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(51 * 4 * 2 - 1);
    }
}
