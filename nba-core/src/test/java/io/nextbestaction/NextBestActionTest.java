// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static io.nextbestaction.policy.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Amount;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.RowException;
import io.nextbestaction.data.Schema;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.policy.Failure;
import io.nextbestaction.policy.Stage;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextBestActionTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    record Customer(String id, @Nullable Integer age, double balance, boolean active) {}

    static ActionCatalog catalog() {
        return ActionCatalog.builder()
                .name("test")
                .add(Action.named("card", "Card")
                        .channel("e-mail")
                        .value(100)
                        .cost(1, 10)
                        .response(0.10, 0.02)
                        .eligible(field("age").atLeast(18), "of age")
                        .suitable(field("balance").atLeast(0), "balance not negative"))
                .add(Action.named("fund", "Fund")
                        .value(Amount.of(0).plus("balance", 0.01))
                        .cost(2, 0)
                        .response(0.05, 0.01))
                .add(Action.named("keep", "Keep offer").cost(3, 0).retention(0.5, Amount.of(100)))
                .add(Action.named("summer", "Summer offer")
                        .value(1000)
                        .response(0.9, 0)
                        .valid(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 8, 31)))
                .build();
    }

    static History<Customer> history(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        History.Builder<Customer> history = History.builder();
        for (int i = 0; i < size; i++) {
            int age = 18 + random.nextInt(60);
            double balance = random.nextInt(10_000);
            boolean active = random.nextBoolean();
            boolean churned = random.nextDouble() < (active ? 0.1 : 0.3) + (balance < 2_000 ? 0.3 : 0);
            history.customer(new Customer("C" + i, random.nextInt(10) == 0 ? null : age, balance, active), churned);
        }
        return history.build();
    }

    static NextBestActionBuilder<Customer> builder() {
        return NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(catalog())
                .clock(NOON);
    }

    private static final NextBestAction<Customer> NBA = builder().fit(history(2000, 1));

    @Test
    void its_models_can_be_looked_at() {
        Customer customer = new Customer("x", 40, 500, true);
        Row row = new Row(NBA.schema());
        NBA.bind(customer, row);
        double[] features = new double[NBA.pipeline().features().size()];
        NBA.pipeline().transform(row, features);
        assertThat(NBA.churnModel().probability(features)).isEqualTo(NBA.churn(customer));
        assertThat(NBA.segmentation()).isNull();
        assertThat(NBA.responseModel("card")).isNull();
        assertThatThrownBy(() -> NBA.responseModel("cart"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action \"cart\" must be in catalogue \"test\".\nMaybe \"card\" was meant.");
    }

    @Test
    void the_ranking_is_by_expected_value_and_holds_every_allowed_action_and_doing_nothing() {
        Decision decision = NBA.decide(new Customer("x", 40, 5000, true));

        assertThat(decision.ranked()).extracting(r -> r.action().id()).contains("card", "fund", "keep", "do-nothing");
        assertThat(decision.ranked())
                .isSortedAccordingTo((a, b) -> Double.compare(b.expectedValue(), a.expectedValue()));
        assertThat(decision.ranked()).extracting(RankedAction::rank).containsExactly(1, 2, 3, 4);
        double card = (0.10 - 0.02) * 100 - 1 - 0.10 * 10;
        double keep = decision.churn() * 0.5 * 100 - 3;
        assertThat(decision.expectedValue()).isEqualTo(Math.max(card, keep));
        assertThat(decision.ranked())
                .filteredOn(r -> r.action().id().equals("fund"))
                .singleElement()
                .satisfies(r -> assertThat(r.expectedValue()).isCloseTo(0.04 * 50 - 2, within(1e-12)))
                .satisfies(r -> assertThat(r.basis()).isEqualTo(Basis.DECLARED));
    }

    @Test
    void a_recipe_is_settled_on_all_rows_before_folds_are_fitted() {
        List<Integer> settled = new ArrayList<>();
        List<Integer> unsettled = new ArrayList<>();
        FeaturePipeline recipe = new FeaturePipeline() {
            @Override
            public FittedPipeline fit(Schema schema, List<Row> rows) {
                unsettled.add(rows.size());
                return Fakes.numbers().fit(schema, rows);
            }

            @Override
            public FeaturePipeline settled(Schema schema, List<Row> rows) {
                settled.add(rows.size());
                return Fakes.numbers();
            }
        };
        NextBestAction.of(Customer.class)
                .features(recipe)
                .churn(Fakes.meanDifference())
                .actions(catalog())
                .fit(history(200, 2));

        assertThat(settled).containsExactly(200);
        assertThat(unsettled).isEmpty();
    }

    @Test
    void doing_nothing_goes_before_everything_not_worth_more_than_nothing() {
        ActionCatalog worthless = ActionCatalog.builder()
                .add(Action.named("zero", "Zero"))
                .add(Action.named("loss", "Loss").cost(1, 0))
                .build();
        NextBestAction<Customer> nba = NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(worthless)
                .fit(history(200, 2));

        Decision decision = nba.decide(new Customer("x", 40, 1, true));

        assertThat(decision.action().isDoNothing()).isTrue();
        assertThat(decision.expectedValue()).isZero();
        assertThat(decision.ranked()).extracting(r -> r.action().id()).containsExactly("do-nothing", "zero", "loss");
    }

    @Test
    void a_rejected_action_tells_every_rule_it_failed_with_actual_and_required() {
        Decision decision = NBA.decide(new Customer("x", 17, -5, true));

        Rejection card = decision.rejected().get(0);
        assertThat(card.action().id()).isEqualTo("card");
        assertThat(card.failures())
                .containsExactly(
                        new Failure(Stage.ELIGIBILITY, "of age", "age", "17", ">= 18", "of age"),
                        new Failure(
                                Stage.SUITABILITY,
                                "balance not negative",
                                "balance",
                                "-5",
                                ">= 0",
                                "balance not negative"));
        assertThat(card).hasToString("Card: eligibility: of age (age 17, required >= 18)");
    }

    @Test
    void an_unknown_age_is_not_an_age_below_eighteen_but_still_refuses() {
        Decision decision = NBA.decide(new Customer("x", null, 5000, true));

        assertThat(decision.rejected().get(0).first().actual()).isEqualTo("missing");
    }

    @Test
    void an_offer_outside_its_dates_is_rejected_for_validity() {
        Decision decision = NBA.decide(new Customer("x", 40, 5000, true));

        assertThat(decision.rejected()).extracting(r -> r.action().id()).containsExactly("summer");
        assertThat(decision.rejected().get(0))
                .hasToString("Summer offer: validity: not on offer today"
                        + " (today 2026-11-21, required from 2026-06-01 to 2026-08-31)");
    }

    @Test
    void a_missing_value_field_rejects_the_action_instead_of_counting_as_zero() {
        Decision decision = NBA.decide(new Customer("x", 40, Double.NaN, true));

        assertThat(decision.rejected())
                .filteredOn(r -> r.action().id().equals("fund"))
                .singleElement()
                .hasToString("Fund: value: its worth cannot be told (balance missing, required a number)");
    }

    @Test
    void an_amount_too_large_for_a_number_rejects_the_action_instead_of_winning() {
        Decision decision = NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(ActionCatalog.builder()
                        .add(Action.named("fund", "Fund")
                                .value(Amount.of(0).plus("balance", 1e308))
                                .response(1, 0))
                        .build())
                .fit(history(200, 1))
                .decide(new Customer("x", 40, 5000, true));

        assertThat(decision.action().isDoNothing()).isTrue();
        assertThat(decision.rejected())
                .singleElement()
                .hasToString("Fund: value: its worth cannot be told (amount too large, required a number)");
    }

    @Test
    void an_infinite_value_is_refused_as_in_training() {
        assertThatThrownBy(() -> NBA.decide(new Customer("x", 40, Double.POSITIVE_INFINITY, true)))
                .isInstanceOf(RowException.class)
                .hasMessage("The value (infinite) of field \"balance\" must be finite.\nMaybe make it missing: NaN.");
    }

    @Test
    void nobody_and_a_failing_reader_are_errors_of_their_rows() {
        NextBestAction<Customer> failing = NextBestAction.of(RowBinder.of(Customer.class)
                        .number("balance", c -> {
                            if (c.id().equals("bad")) {
                                throw new IllegalStateException("secret of a customer");
                            }
                            return c.balance();
                        })
                        .build())
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(ActionCatalog.builder().add(Action.named("a", "A")).build())
                .fit(history(200, 1));
        Customer good = new Customer("good", 40, 1, true);

        DecisionBatch batch = failing.decideAll(Arrays.asList(good, null, new Customer("bad", 40, 1, true), good));

        assertThat(batch.decided()).extracting(DecisionBatch.RowDecision::row).containsExactly(1L, 4L);
        assertThat(batch.errors().get(0).message())
                .isEqualTo("The customer (null) must be given.\nMaybe a look-up found nobody.");
        assertThat(batch.errors().get(1).message())
                .isEqualTo("The customer cannot be read: its binder failed with IllegalStateException.");
    }

    @Test
    void contacts_nobody_learns_from_are_refused() {
        History.Builder<Customer> history = History.builder();
        history(100, 1).customers().forEach(c -> history.customer(c, c.active()));
        history.contact(new Contact<>(new Customer("x", 1, 1, true), "card", true, true, 1));
        assertThatThrownBy(() -> builder().fit(history.build()))
                .hasMessage("The contacts (1) of the history must have a trainer to learn from them.\n"
                        + "Maybe add .responses(…), which learns a model for each action, or .jointResponses(…), which"
                        + " learns one for all, or leave the contacts out.");
    }

    @Test
    void a_propensity_in_per_cent_is_refused() {
        assertThatThrownBy(() -> new Contact<>("c", "card", true, true, 70))
                .hasMessage("The propensity (70.0) of a contact for action \"card\" must lie in (0, 1], or be NaN when"
                        + " unknown.\nMaybe it was written in per cent.");
    }

    @Test
    void a_workspace_of_another_engine_and_a_place_nobody_took_are_refused() {
        Workspace ws = NBA.workspace();
        Row row = new Row(NBA.schema());
        NBA.bind(new Customer("x", 17, 5000, true), row);
        NBA.decide(row, ws);

        assertThat(ws.expectedValue(0)).isNaN();
        assertThatThrownBy(() -> ws.ranked(ws.candidates())).isInstanceOf(IndexOutOfBoundsException.class);
        NextBestAction<Customer> other = builder().fit(history(200, 1));
        assertThatThrownBy(() -> other.decide(row, ws))
                .hasMessage("The workspace (of another engine) of a decision must be this engine's.\n"
                        + "Maybe the engine was swapped: ask it for a new workspace.");
    }

    @Test
    void a_value_that_looks_like_its_limit_is_told_in_full() {
        NextBestAction<Customer> nba = NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(ActionCatalog.builder()
                        .add(Action.named("a", "A").eligible(field("balance").atMost(100_000), "not too rich"))
                        .build())
                .fit(history(200, 1));

        assertThat(nba.decide(new Customer("x", 40, 100_000.04, true)).rejected())
                .singleElement()
                .hasToString("A: eligibility: not too rich (balance 100000.04, required <= 100000)");
    }

    @Test
    void warming_up_changes_no_decision() {
        NextBestAction<Customer> nba = builder().fit(history(200, 1));
        Decision before = nba.decide(new Customer("x", 40, 500, false));
        nba.warmUp();
        assertThat(nba.decide(new Customer("x", 40, 500, false))).isEqualTo(before);
    }

    @Test
    void the_fast_door_agrees_with_the_pleasant_one_and_allocates_nothing() {
        Workspace ws = NBA.workspace();
        RowBinder<Customer> binder = RowBinder.ofRecord(Customer.class);
        Row row = new Row(NBA.schema());
        Customer customer = new Customer("x", 40, 500, false);
        binder.bind(customer, row);
        Decision decision = NBA.decide(customer);

        int winner = NBA.decide(row, ws);

        assertThat(catalog().actions().get(winner)).isEqualTo(decision.action());
        assertThat(ws.expectedValue(winner)).isEqualTo(decision.expectedValue());
        assertThat(ws.churn()).isEqualTo(decision.churn());
        assertThat(ws.candidates()).isEqualTo(decision.ranked().size() - 1);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            NBA.decide(row, ws);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            NBA.decide(row, ws);
        }
        // Two bytes a decision would already show; the counter's own calls stay below this.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }

    @Test
    void eight_threads_decide_as_one_does() throws Exception {
        List<Customer> customers = history(500, 3).customers();
        List<Decision> alone = customers.stream().map(NBA::decide).toList();
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Decision>>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(() -> customers.stream().map(NBA::decide).toList());
            }
            for (Future<List<Decision>> together : executor.invokeAll(tasks)) {
                assertThat(together.get()).isEqualTo(alone);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void fitting_twice_with_one_seed_gives_the_same_decisions() {
        NextBestAction<Customer> again = builder().fit(history(2000, 1));
        for (Customer customer : history(100, 4).customers()) {
            assertThat(again.decide(customer)).isEqualTo(NBA.decide(customer));
        }
    }

    @Test
    void the_reported_metrics_come_from_rows_left_out() {
        // Labels without any relation to the customer: an honest measure finds nothing.
        SplittableRandom random = new SplittableRandom(9);
        History.Builder<Customer> noise = History.builder();
        for (int i = 0; i < 3000; i++) {
            noise.customer(
                    new Customer("x", random.nextInt(80), random.nextInt(1000), random.nextBoolean()),
                    random.nextInt(4) == 0);
        }
        double auc = auc(builder().fit(noise.build()));

        assertThat(auc).isBetween(0.45, 0.55);
        assertThat(auc(NBA)).isGreaterThan(0.6);
        assertThat(NBA.evaluate(history(2000, 77)).auc()).isCloseTo(auc(NBA), within(0.05));
    }

    private static double auc(NextBestAction<?> engine) {
        return Objects.requireNonNull(engine.provenance().metrics().get("auc"));
    }

    @Test
    void responses_learnt_from_contacts_and_hold_outs_are_incremental() {
        SplittableRandom random = new SplittableRandom(3);
        History<Customer> plain = history(2000, 1);
        History.Builder<Customer> history = History.builder();
        for (int i = 0; i < plain.customers().size(); i++) {
            Customer customer = plain.customers().get(i);
            history.customer(customer, plain.churned(i));
            boolean contacted = random.nextInt(3) > 0;
            double rate = (contacted ? 0.30 : 0.10) + (customer.active() ? 0.2 : 0);
            history.contact(new Contact<>(customer, "card", contacted, random.nextDouble() < rate, 2 / 3.0));
        }
        NextBestAction<Customer> nba =
                builder().responses(Fakes.meanDifference()).fit(history.build());

        RankedAction card = nba.decide(new Customer("x", 40, 5000, true)).ranked().stream()
                .filter(r -> r.action().id().equals("card"))
                .findFirst()
                .orElseThrow();

        assertThat(card.basis()).isEqualTo(Basis.INCREMENTAL);
        assertThat(card.value().acceptance()).isCloseTo(0.5, within(0.1));
        assertThat(card.value().organic()).isCloseTo(0.3, within(0.1));
    }

    @Test
    void few_outcomes_move_the_declared_rate_only_as_far_as_they_carry() {
        History<Customer> plain = history(200, 1);
        History.Builder<Customer> history = History.builder();
        for (int i = 0; i < 200; i++) {
            history.customer(plain.customers().get(i), plain.churned(i));
        }
        for (int i = 0; i < 50; i++) {
            history.contact(new Contact<>(plain.customers().get(i), "card", true, i < 10, Double.NaN));
        }
        Decision decision = builder()
                .responses(Fakes.meanDifference())
                .fit(history.build())
                .decide(new Customer("x", 40, 5000, true));

        RankedAction card = decision.ranked().stream()
                .filter(r -> r.action().id().equals("card"))
                .findFirst()
                .orElseThrow();
        assertThat(card.value().acceptance()).isCloseTo((10 + 50 * 0.10) / 100, within(1e-12));
        assertThat(card.value().organic()).isEqualTo(0.02);
        assertThat(card.basis()).isEqualTo(Basis.GROSS);
    }

    @Test
    void a_customer_that_cannot_be_read_is_an_error_of_the_batch_and_stops_nothing() {
        Schema schema = Schema.of(Customer.class);
        NextBestAction<Map<String, ?>> nba = NextBestAction.of(RowBinder.ofMap(schema))
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(catalog())
                .fit(maps());
        List<String> heard = new ArrayList<>();

        DecisionBatch batch = nba.decideAll(
                List.of(
                        Map.of("age", 30, "balance", 10.0, "active", true),
                        Map.of("age", "thirty", "balance", 10.0, "active", true),
                        Map.of("age", 30, "balanse", 10.0)),
                (task, done, total) -> heard.add(task + " " + done + "/" + total));

        assertThat(batch.rows()).isEqualTo(3);
        assertThat(batch.decided()).extracting(DecisionBatch.RowDecision::row).containsExactly(1L);
        assertThat(batch.errors()).extracting(e -> e.row() + " " + e.field()).containsExactly("2 age", "3 balanse");
        assertThat(batch.errors().get(1).message()).contains("Maybe \"balance\" was meant.");
        assertThat(heard).containsExactly("decisions 3/3");
    }

    private static History<Map<String, ?>> maps() {
        History<Customer> plain = history(200, 1);
        History.Builder<Map<String, ?>> history = History.builder();
        for (int i = 0; i < 200; i++) {
            Customer c = plain.customers().get(i);
            history.customer(
                    Map.of("age", 20 + i % 50, "balance", c.balance(), "active", c.active()), plain.churned(i));
        }
        return history.build();
    }

    @Test
    void a_row_of_another_schema_is_a_clear_error() {
        Schema other = Schema.builder().number("age").build();
        NextBestAction<Row> nba = NextBestAction.of(other)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(ActionCatalog.builder().add(Action.named("a", "A")).build())
                .fit(rowHistory(other));

        assertThatThrownBy(() -> nba.decide(new Row(Schema.of(Customer.class))))
                .isInstanceOf(RowException.class)
                .hasMessage("The row (4 fields) must have the schema of the engine (1 fields).\n"
                        + "Maybe it was read with another schema.");
    }

    private static History<Row> rowHistory(Schema schema) {
        History.Builder<Row> history = History.builder();
        for (int i = 0; i < 100; i++) {
            history.customer(Fakes.rows(schema, new double[][] {{i}}).get(0), i % 3 == 0);
        }
        return history.build();
    }

    @Test
    void missing_and_repeated_parts_are_told_with_their_fix() {
        assertThatThrownBy(() -> NextBestAction.of(Customer.class).fit(history(100, 1)))
                .hasMessage("The part \"features\" of the engine must be given before fit.\n"
                        + "Maybe add .features(Features.of(…)) from nba-features.");
        assertThatThrownBy(() -> builder().actions(catalog()))
                .hasMessage(
                        "The part \"actions\" of the engine must be given once.\nMaybe remove one of the two calls.");
    }

    @Test
    void one_class_only_is_refused() {
        History<Customer> stayed = History.of(history(100, 1).customers(), c -> false);
        assertThatThrownBy(() -> builder().fit(stayed))
                .hasMessage(
                        "The history (100 customers, 0 churned) must have at least 10 customers who churned and 10 who"
                                + " stayed.\nMaybe the label was read from the wrong column.");
    }

    @Test
    void a_contact_of_an_unknown_action_is_refused_before_any_work() {
        History.Builder<Customer> history = History.builder();
        history(100, 1).customers().forEach(c -> history.customer(c, c.active()));
        history.contact(new Contact<>(new Customer("x", 1, 1, true), "crd", true, true, 1));
        assertThatThrownBy(() -> builder().fit(history.build()))
                .hasMessage("The action \"crd\" of contact 1 of the history must be in catalogue \"test\".\n"
                        + "Maybe \"card\" was meant.");
    }

    @Test
    void a_catalogue_field_the_customer_does_not_have_is_refused() {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("a", "A").value(Amount.of(1).plus("balanc", 1)))
                .build();
        NextBestActionBuilder<Customer> nba = NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(catalog);
        assertThatThrownBy(() -> nba.fit(history(100, 1)))
                .hasMessage("An amount of action \"a\" cannot be computed: The field \"balanc\" must be one of the"
                        + " schema's 4 fields.\nMaybe \"balance\" was meant.");
    }
}
