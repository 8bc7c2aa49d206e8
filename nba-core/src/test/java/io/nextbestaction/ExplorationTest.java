// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.NextBestActionTest.Customer;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Amount;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.arbitration.Slate;
import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.data.JsonException;
import io.nextbestaction.data.Row;
import io.nextbestaction.internal.artifact.ArtifactContents;
import io.nextbestaction.internal.artifact.ArtifactReader;
import io.nextbestaction.internal.artifact.ArtifactWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorationTest {
    private static final double GAMMA = 3;
    private static final double MAX_LOSS = 0.4;
    private static final Exploration HOW =
            Exploration.inverseGap(GAMMA).withMaxLoss(MAX_LOSS).withSeed(7);
    private static final NextBestAction<Customer> NBA = nba(HOW);
    private static final NextBestAction<Customer> GREEDY = nba(null);

    @TempDir
    Path folder;

    private static ActionCatalog catalog() {
        return ActionCatalog.builder()
                .add(Action.named("card", "Card").value(150).cost(1, 0).response(0.06, 0.02))
                .add(Action.named("fund", "Fund")
                        .value(Amount.of(0).plus("balance", 0.01))
                        .cost(0.5, 0)
                        .response(0.05, 0.01))
                .add(Action.named("dear", "Dear").value(1).cost(2, 0).response(0.1, 0))
                .add(Action.named("loan", "Loan")
                        .value(Amount.of(0).plus("age", 1))
                        .response(0.1, 0)
                        .credit(Amount.of(0.02), 0.5, Amount.of(100)))
                .add(Action.named("apology", "Apology")
                        .issue("Complaints")
                        .value(Amount.of(0).plus("balance", -0.001).plus("age", 0.5))
                        .response(0.3, 0.2))
                .build();
    }

    private static NextBestAction<Customer> nba(@Nullable Exploration how) {
        NextBestActionBuilder<Customer> builder = NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .arbitration(Arbitration.expectedValue().withSlate(Slate.top(3)))
                .actions(catalog());
        return (how == null ? builder : builder.explore(how)).fit(NextBestActionTest.history(300, 1));
    }

    private static Customer customer(SplittableRandom random) {
        return new Customer("x", 18 + random.nextInt(60), random.nextInt(9000), true);
    }

    private static Context id(int i) {
        return Context.NONE.decision("D" + i);
    }

    @Test
    void every_option_has_the_probability_of_the_formula_and_the_budget_holds() {
        SplittableRandom random = new SplittableRandom(1);
        int explored = 0;
        int spared = 0;
        for (int i = 0; i < 2000; i++) {
            Customer customer = customer(random);
            Decision decision = NBA.decide(customer, id(i));
            RankedAction best = GREEDY.decide(customer).ranked().get(0);
            double total = 0;
            double loss = 0;
            List<RankedAction> options = decision.ranked().stream()
                    .filter(r -> HOW.covers(r.action()))
                    .toList();
            for (RankedAction option : decision.ranked()) {
                total += option.probability();
                loss += option.probability() * (best.score() - option.score());
                boolean mayTry = HOW.covers(option.action());
                if (!HOW.covers(best.action())) {
                    assertThat(option.probability()).isEqualTo(option.action().equals(best.action()) ? 1 : 0);
                } else if (!mayTry) {
                    assertThat(option.probability()).isZero();
                } else {
                    assertThat(option.probability()).isCloseTo(oracle(option, best, options), within(1e-12));
                }
            }
            assertThat(total).isCloseTo(1, within(1e-12));
            assertThat(loss).isLessThanOrEqualTo(MAX_LOSS + 1e-9);
            assertThat(decision.chosen().probability()).isPositive();
            assertThat(decision.explored()).isEqualTo(!decision.action().equals(best.action()));
            explored += decision.explored() ? 1 : 0;
            spared += HOW.covers(best.action()) ? 0 : 1;
        }
        assertThat(explored).isBetween(30, 1500);
        assertThat(spared).isBetween(100, 1500);
    }

    /** Written from the definition, apart from the code under test. */
    private static double oracle(RankedAction option, RankedAction best, List<RankedAction> options) {
        double loss = 0;
        double others = 0;
        double own = 0;
        for (RankedAction other : options) {
            if (!other.action().equals(best.action())) {
                double p = 1 / (options.size() + GAMMA * (best.score() - other.score()));
                loss += p * (best.score() - other.score());
                others += p;
                own = other.action().equals(option.action()) ? p : own;
            }
        }
        double scale = Math.min(1, MAX_LOSS / loss);
        return option.action().equals(best.action()) ? 1 - scale * others : scale * own;
    }

    @Test
    void draws_follow_the_probabilities_and_repeat_for_the_same_decision() {
        Customer customer = new Customer("x", 30, 8500, true);
        Decision first = NBA.decide(customer, id(0));
        int[] taken = new int[first.ranked().size()];
        int runs = 20_000;
        for (int i = 0; i < runs; i++) {
            Decision decision = NBA.decide(customer, id(i));
            taken[decision.chosen().rank() - 1]++;
            if (i % 100 == 0) {
                assertThat(NBA.decide(customer, id(i))).isEqualTo(decision);
            }
        }
        for (RankedAction option : first.ranked()) {
            double p = option.probability();
            assertThat((double) taken[option.rank() - 1] / runs)
                    .isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / runs) + 1e-12));
        }
        assertThat(nba(HOW.withSeed(8)).decide(customer, id(0)).ranked()).isEqualTo(first.ranked());
        long differently = 0;
        NextBestAction<Customer> other = nba(HOW.withSeed(8));
        for (int i = 0; i < 500; i++) {
            differently += other.decide(customer, id(i))
                            .action()
                            .equals(NBA.decide(customer, id(i)).action())
                    ? 0
                    : 1;
        }
        assertThat(differently).isPositive();
    }

    @Test
    void an_engine_that_does_not_explore_is_certain() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            Decision decision = GREEDY.decide(customer(random));
            assertThat(decision.explored()).isFalse();
            assertThat(decision.ranked())
                    .allSatisfy(r -> assertThat(r.probability()).isEqualTo(r.rank() == 1 ? 1 : 0));
        }
    }

    @Test
    void what_was_tried_is_proposed_first_and_nothing_alone() {
        SplittableRandom random = new SplittableRandom(3);
        int nothing = 0;
        for (int i = 0; i < 500; i++) {
            Decision decision = NBA.decide(customer(random), id(i));
            if (decision.action().isDoNothing()) {
                assertThat(decision.slate()).isEmpty();
                nothing++;
            } else {
                assertThat(decision.slate().get(0)).isSameAs(decision.chosen());
                assertThat(decision.slate()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(3);
            }
            assertThat(decision.toString().contains("tried    with probability"))
                    .isEqualTo(decision.explored());
        }
        assertThat(nothing).isPositive();
    }

    @Test
    void credits_and_complaints_take_part_when_asked() {
        Exploration all = HOW.withCredits().withComplaints();
        assertThat(catalog().actions()).allMatch(all::covers);
        assertThat(catalog().actions().stream().filter(a -> !HOW.covers(a)).map(Action::id))
                .containsExactly("loan", "apology");
        SplittableRandom random = new SplittableRandom(4);
        NextBestAction<Customer> nba = nba(all);
        for (int i = 0; i < 200; i++) {
            assertThat(nba.decide(customer(random), id(i)).ranked())
                    .allSatisfy(r -> assertThat(r.probability()).isPositive());
        }
    }

    @Test
    void the_fast_door_tells_the_same_and_allocates_nothing() {
        Workspace ws = NBA.workspace();
        Row row = new Row(NBA.schema());
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            Customer customer = customer(random);
            NBA.bind(customer, row);
            int winner = NBA.decide(row, id(i), ws);
            Decision decision = NBA.decide(customer, id(i));
            assertThat(winner).isEqualTo(NBA.catalog().indexOf(decision.action().id()));
            for (RankedAction ranked : decision.ranked()) {
                assertThat(ws.probability(NBA.catalog().indexOf(ranked.action().id())))
                        .isEqualTo(ranked.probability());
            }
            assertThat(ws.explorationLoss()).isBetween(0.0, MAX_LOSS + 1e-12);
        }
        Context given = id(1);
        assertThat(Allocation.bytes(10_000, () -> NBA.decide(row, given, ws))).isLessThan(20_000);
        assertThatThrownBy(() -> ws.probability(5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_saved_engine_explores_to_the_bit_and_golden_rows_hold_the_probabilities() {
        Path file = folder.resolve("bank.nba");
        NBA.save(file);
        NextBestAction<Customer> live = NextBestAction.load(file, Customer.class);
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 300; i++) {
            Customer customer = customer(random);
            Decision decision = NBA.decide(customer, id(i));
            assertThat(live.decide(customer, id(i)).ranked()).isEqualTo(decision.ranked());
            assertThat(live.decide(customer, id(i)).action()).isEqualTo(decision.action());
        }
        assertThat(live.exploration()).isEqualTo(HOW);
        assertThat(live.version().policy()).isNotEqualTo(GREEDY.version().policy());
        assertThat(live.version().model()).isEqualTo(GREEDY.version().model());
        assertThat(live.withCatalog(catalog()).exploration()).isEqualTo(HOW);
        assertThat(live.withExploration(null).version()).isEqualTo(GREEDY.version());
        Customer one = customer(random);
        assertThat(GREEDY.withExploration(HOW).decide(one, id(1)).ranked())
                .isEqualTo(live.decide(one, id(1)).ranked());

        ArtifactContents contents = ArtifactReader.read(file);
        ArtifactContents.Builder forged =
                ArtifactContents.builder("x", Instant.EPOCH, contents.manifest().provenance());
        contents.manifest().entries().forEach(entry -> {
            byte[] bytes = contents.entry(entry.name()).bytes();
            forged.put(
                    entry.name(),
                    entry.name().equals("exploration.json")
                            ? HOW.withMaxLoss(0.41).toJson().getBytes(StandardCharsets.UTF_8)
                            : bytes);
        });
        Path other = folder.resolve("forged.nba");
        ArtifactWriter.write(forged.build(), other);
        assertThatThrownBy(() -> NextBestAction.load(other, Customer.class))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("must be what it was when the engine was fitted");
    }

    @Test
    void a_decision_without_an_id_is_refused() {
        String message =
                "The context (without a decision id) of a decision must have one for an engine that explores.\n"
                        + "Maybe pass Context.NONE.decision(UUID.randomUUID().toString()).";
        assertThatThrownBy(() -> NBA.decide(new Customer("x", 30, 1, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> NBA.decide(new Row(NBA.schema()), NBA.workspace()))
                .hasMessage(message);
    }

    @Test
    void json_comes_back_equal_and_errors_name_the_place() {
        for (Exploration how : List.of(
                HOW,
                Exploration.inverseGap(0).withSeed(Long.MIN_VALUE),
                Exploration.inverseGap(0.1).withCredits().withSeed(Long.MAX_VALUE),
                Exploration.inverseGap(10).withComplaints())) {
            assertThat(Exploration.parse(how.toJson(), "x")).isEqualTo(how);
        }
        assertThat(Exploration.parse("{\"gamma\": 2}", "x")).isEqualTo(Exploration.inverseGap(2));
        assertThatThrownBy(() -> Exploration.parse("{\"gama\": 2}", "file.json"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("gama");
        assertThatThrownBy(() -> Exploration.parse("{\"gamma\": -2}", "file.json"))
                .hasMessageContaining("The gamma (-2.0) of inverse-gap weighting must be finite and at least 0.");
    }

    @Test
    void exploring_is_given_once() {
        NextBestActionBuilder<Customer> builder = NextBestActionTest.builder().explore(HOW);
        assertThatThrownBy(() -> builder.explore(HOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The part \"explore\" of the engine must be given once.");
        assertThat(Arrays.asList(GREEDY.exploration())).containsOnlyNulls();
    }
}
