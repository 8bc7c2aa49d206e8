// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Treatment;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.audit.DecisionRecord;
import io.nextbestaction.audit.Recorder;
import io.nextbestaction.audit.Replayer;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.JointModel;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointFittingTest {
    private static final ActionCatalog CATALOG = ActionCatalog.builder()
            .name("joint")
            .add(Action.named("card", "Card").group("cards").value(50).response(0.2, 0.1))
            .add(Action.named("gold", "Gold card").group("cards").value(80).response(0.1, 0.05))
            .add(Action.named("fund", "Fund").group("savings").value(60).response(0.05, 0.02))
            .add(Action.named("never", "Never made").group("savings").value(90).response(0.03, 0.01))
            .build();
    private static final String[] MADE = {"card", "gold", "fund"};

    record Client(double age, double balance) {}

    private static final Schema SCHEMA = RowBinder.ofRecord(Client.class).schema();

    /** Contacts and hold-outs; the old accept more often where there is a signal, cards more often than funds. */
    private static History<Client> history(int contacts, boolean signal, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        History.Builder<Client> history = History.builder();
        for (int i = 0; i < 400; i++) {
            Client client = client(random);
            history.customer(client, random.nextDouble() < (client.balance < 500 ? 0.5 : 0.2));
        }
        for (int i = 0; i < contacts; i++) {
            Client client = client(random);
            int a = random.nextInt(3);
            boolean contacted = i % 3 > 0;
            double rate = (a == 2 ? 0.15 : 0.3) + (signal ? (client.age - 50) / 200 : 0) - (contacted ? 0 : 0.05);
            history.contact(new Contact<>(client, MADE[a], contacted, random.nextDouble() < rate, 1));
        }
        return history.build();
    }

    private static Client client(SplittableRandom random) {
        return new Client(random.nextDouble(20, 80), random.nextDouble(0, 1000));
    }

    private static NextBestActionBuilder<Client> builder() {
        return NextBestAction.of(Client.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(CATALOG);
    }

    private static final NextBestAction<Client> NBA =
            builder().jointResponses(Fakes.meanDifference()).fit(history(3000, true, 1));

    private static ProbabilityModel model(NextBestAction<Client> nba, String action) {
        return Objects.requireNonNull(nba.responseModel(action));
    }

    private static double mean(ProbabilityModel model) {
        SplittableRandom random = new SplittableRandom(99);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            Client client = client(random);
            sum += model.probability(new double[] {client.age, client.balance}) / 20_000;
        }
        return sum;
    }

    @Test
    void every_action_has_the_level_of_its_contacts_and_one_never_made_that_declared() {
        assertThat(mean(model(NBA, "card"))).isCloseTo(0.3, within(0.04));
        assertThat(mean(model(NBA, "gold"))).isCloseTo(0.3, within(0.05));
        assertThat(mean(model(NBA, "fund"))).isCloseTo(0.15, within(0.03));
        assertThat(mean(model(NBA, "never"))).isCloseTo(0.03, within(0.003));
        for (String action : List.of("card", "gold", "fund", "never")) {
            assertThat(model(NBA, action).probability(new double[] {75, 500}))
                    .isGreaterThan(1.05 * model(NBA, action).probability(new double[] {25, 500}));
        }
        assertThat(model(NBA, "never").calibration().rows()).isZero();
        assertThat(model(NBA, "never").calibration().fittedOn())
                .isEqualTo("out-of-fold scores of 5 folds of all actions, the level by 0 of its own and the declared"
                        + " rate");
        long own = history(3000, true, 1).contacts().stream()
                .filter(contact -> contact.contacted() && contact.action().equals("fund"))
                .count();
        assertThat(model(NBA, "fund").calibration().rows()).isEqualTo(own);
    }

    @Test
    void both_arms_are_learnt_and_the_card_says_so() {
        Decision decision = NBA.decide(new Client(60, 500));
        assertThat(decision.ranked())
                .filteredOn(ranked -> !ranked.action().isDoNothing())
                .hasSize(4)
                .allSatisfy(ranked -> assertThat(ranked.basis()).isEqualTo(Basis.INCREMENTAL));
        String said = "mean difference, those contacted in one model over customers and 4 actions, those held out in"
                + " one model over customers and 4 actions";
        assertThat(NBA.provenance().trainers()).containsEntry("joint responses", said);
        assertThat(NBA.modelCard("bank").toMarkdown()).contains("| joint responses | " + said + " |");
        assertThat(NBA.holdsTrainingRows()).isFalse();
    }

    @Test
    void it_sees_the_declared_rate_and_what_parts_the_actions_once() {
        JointModel joint =
                Objects.requireNonNull(fit(history(3000, true, 1), CATALOG).contacted());
        assertThat(joint.columns())
                .containsExactly(
                        "action: log-odds of the declared rate",
                        "action: id = card",
                        "action: id = gold",
                        "action: id = fund",
                        "action: id = never",
                        "action: group = cards",
                        "action: group = savings");
        assertThat(joint.members().get(1).values().subList(1, 7)).containsExactly(0.0, 1.0, 0.0, 0.0, 1.0, 0.0);
        assertThat(joint.members().get(1).values().get(0)).isCloseTo(Math.log(0.1 / 0.9), within(1e-12));

        ActionCatalog treated = ActionCatalog.builder()
                .add(Action.named("card", "Card")
                        .treatment(Treatment.of("mail", "e-mail").withResponse(0, 0))
                        .treatment(Treatment.of("call", "phone")))
                .add(Action.named("gold", "Gold card").channel("phone"))
                .build();
        ActionColumns columns =
                new ActionColumns(treated.actions(), action -> action.response().rate());
        JointModel two = columns.model(
                LinearModel.of(new double[9], 0, new double[9], Link.LOGISTIC), new PlattLine(1, 0, "x", 0));
        assertThat(two.columns())
                .containsExactly(
                        "action: log-odds of the declared rate",
                        "action: id = card/mail",
                        "action: id = card/call",
                        "action: id = gold",
                        "action: family = card",
                        "action: family = gold",
                        "action: channel = e-mail",
                        "action: channel = phone");
        assertThat(two.members().get(0).values().get(0)).isBetween(-13.9, -13.8);
    }

    private static JointResponses fit(History<Client> history, ActionCatalog catalog) {
        return new JointFitting(Fakes.numbers(), new Fakes.Numbers(SCHEMA), Fakes.meanDifference(), 1)
                .fit(catalog, history.contacts(), rows(history), Progress.NONE);
    }

    private static List<Row> rows(History<Client> history) {
        return Fakes.rows(
                SCHEMA,
                history.contacts().stream()
                        .map(contact -> new double[] {contact.customer().age, contact.customer().balance})
                        .toArray(double[][]::new));
    }

    @Test
    void rates_of_actions_are_no_signal() {
        int joint = 0;
        for (int world = 0; world < 100; world++) {
            joint += fit(history(600, false, world), CATALOG).contacted() == null ? 0 : 1;
        }
        // 5 in 100, a little more since folds share their rows
        assertThat(joint).isLessThan(15);
        NextBestAction<Client> flat =
                builder().jointResponses(Fakes.meanDifference()).fit(history(600, false, flat()));
        List<Contact<Client>> cards = history(600, false, flat()).contacts().stream()
                .filter(contact -> contact.contacted() && contact.action().equals("card"))
                .toList();
        long accepted = cards.stream().filter(Contact::accepted).count();
        for (Client client : List.of(new Client(20, 100), new Client(80, 900))) {
            assertThat(model(flat, "card").probability(new double[] {client.age, client.balance}))
                    .isCloseTo((accepted + 50 * 0.2) / (cards.size() + 50), within(1e-12));
        }
        assertThat(flat.responseModel("never")).isNull();
        assertThat(flat.provenance().trainers())
                .containsEntry(
                        "joint responses",
                        "mean difference, those contacted by the rate of each action, those held out by the rate of"
                                + " each action");
    }

    /** The first world without a model of either arm. */
    private static long flat() {
        long seed = 0;
        while (!fit(history(600, false, seed), CATALOG).equals(JointResponses.NONE)) {
            seed++;
        }
        return seed;
    }

    @Test
    void too_few_outcomes_of_all_actions_give_rates() {
        assertThat(fit(history(90, true, 1), CATALOG)).isEqualTo(JointResponses.NONE);
    }

    @Test
    void equal_rows_are_never_parted_and_preprocessing_is_learnt_inside_the_fold() {
        SplittableRandom random = new SplittableRandom(3);
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            clients.add(client(random));
        }
        History.Builder<Client> history = History.builder();
        for (int i = 0; i < 600; i++) {
            Client client = clients.get(random.nextInt(clients.size()));
            boolean accepted = random.nextDouble() < client.age / 100;
            history.contact(new Contact<>(client, MADE[random.nextInt(3)], true, accepted, 1));
        }
        List<Set<Double>> trained = new ArrayList<>();
        List<Set<Double>> held = new ArrayList<>();
        FeaturePipeline watched = new FeaturePipeline() {
            @Override
            public FittedPipeline fit(Schema schema, List<Row> rows) {
                trained.add(ages(rows));
                return new Fakes.Numbers(schema);
            }

            @Override
            public TrainingFeatures fit(Schema schema, List<Row> rows, boolean[] labels, long seed) {
                assertThat(labels).hasSize(rows.size());
                return FeaturePipeline.super.fit(schema, rows, labels, seed);
            }
        };
        Set<Double> all = ages(rows(history.build()));
        JointResponses joint = new JointFitting(watched, new Fakes.Numbers(SCHEMA), Fakes.meanDifference(), 1)
                .fit(CATALOG, history.build().contacts(), rows(history.build()), Progress.NONE);
        assertThat(joint.contacted()).isNotNull();
        assertThat(trained).hasSize(5);
        for (Set<Double> training : trained) {
            Set<Double> others = new HashSet<>(all);
            others.removeAll(training);
            held.add(others);
        }
        // Every client is held out of exactly one fold as a whole.
        assertThat(held.stream().mapToInt(Set::size).sum()).isEqualTo(all.size());
    }

    private static Set<Double> ages(List<Row> rows) {
        Set<Double> ages = new HashSet<>();
        rows.forEach(row -> ages.add(row.number(0)));
        return ages;
    }

    @Test
    void a_scorer_that_cannot_be_joint_is_refused_with_the_fix() {
        ClassifierTrainer rows = Fakes.nearestRows();
        assertThatThrownBy(() -> builder().jointResponses(rows).fit(history(600, true, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The scorer (neighbors) of a joint model must be a forest, a linear model, a network or a"
                        + " blend of these.\nMaybe learn a model for each action: .responses(…).");
    }

    @Test
    void responses_are_learnt_one_way() {
        String message = "The responses of an engine must be learnt one way, by .responses(…) for each action or by"
                + " .jointResponses(…) for all together.\nMaybe remove one of the two calls.";
        ClassifierTrainer trainer = Fakes.meanDifference();
        assertThatThrownBy(() -> builder().responses(trainer).jointResponses(trainer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> builder().jointResponses(trainer).responses(trainer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> builder().jointResponses(trainer).jointResponses(trainer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The part \"jointResponses\" of the engine must be given once.\n"
                        + "Maybe remove one of the two calls.");
    }

    @Test
    void saved_loaded_and_replayed_it_decides_the_same(@TempDir Path folder) {
        Path file = folder.resolve("joint.nba");
        NBA.save(file);
        NextBestAction<Client> live = NextBestAction.load(file, Client.class);
        List<DecisionRecord> records = new ArrayList<>();
        Recorder<Client> recorder = Recorder.of(live, records::add);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            Client client = client(random);
            Decision before = NBA.decide(client);
            Decision after = recorder.decide("d" + i, client, Context.NONE.decision("d" + i));
            assertThat(after.ranked()).isEqualTo(before.ranked());
        }
        assertThat(records).hasSize(300);
        assertThat(records).allMatch(Replayer.of(NextBestAction.load(file, Client.class))::isIdentical);
        assertThat(live.version().model()).isEqualTo(NBA.version().model());
        for (String action : List.of("card", "never")) {
            assertThat(model(live, action).calibration())
                    .isEqualTo(model(NBA, action).calibration());
        }
        Path again = folder.resolve("again.nba");
        live.save(again);
        assertThat(NextBestAction.load(again, Client.class).version().model())
                .isEqualTo(NBA.version().model());
    }

    @Test
    void another_catalogue_keeps_what_was_learnt_of_an_id() {
        ActionCatalog other = ActionCatalog.builder()
                .name("other")
                .add(Action.named("new", "New").value(10).response(0.4, 0))
                .add(Action.named("fund", "Fund").value(70))
                .build();
        NextBestAction<Client> changed = NBA.withCatalog(other);
        assertThat(changed.responseModel("new")).isNull();
        double[] client = {60, 500};
        assertThat(model(changed, "fund").probability(client))
                .isEqualTo(model(NBA, "fund").probability(client));
        Decision decision = changed.decide(new Client(60, 500));
        assertThat(decision.ranked())
                .filteredOn(ranked -> ranked.action().id().equals("fund"))
                .singleElement()
                .satisfies(ranked -> assertThat(ranked.value().acceptance())
                        .isEqualTo(model(NBA, "fund").probability(client)));
        assertThat(model(changed.withCatalog(CATALOG), "card").probability(client))
                .isEqualTo(model(NBA, "card").probability(client));
    }
}
