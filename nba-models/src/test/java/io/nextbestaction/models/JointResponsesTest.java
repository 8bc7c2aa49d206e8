// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.NextBestActionBuilder;
import io.nextbestaction.RankedAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.audit.DecisionRecord;
import io.nextbestaction.audit.Recorder;
import io.nextbestaction.audit.Replayer;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.decision.DecisionExplainer;
import io.nextbestaction.explain.decision.Explanation;
import io.nextbestaction.features.Features;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scratch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated bank of twenty actions in four groups that share tastes, each action made about 150 times. */
class JointResponsesTest {
    private static final int ACTIONS = 20;
    private static final int GROUPS = 4;
    private static final int CONTACTS = 150 * ACTIONS;
    private static final int TESTED = 500;

    record Client(double a, double b, @Nullable Double c, double d, double e) {
        double[] values() {
            return new double[] {a, b, c == null ? 0 : c, d, e};
        }
    }

    /** The odds that a client accepts: a taste all share, that of the group, that of the action, and its level. */
    private static final class World {
        private final double[] common;
        private final double[][] ofGroup = new double[GROUPS][];
        private final double[][] ofAction = new double[ACTIONS][];
        private final double[] level;
        private final SplittableRandom random;

        /**
         * A world.
         *
         * @param apart how far the tastes of groups and actions lie from that which all share
         */
        World(long seed, double apart) {
            random = new SplittableRandom(seed);
            common = random.doubles(5, -1, 1).toArray();
            Arrays.setAll(
                    ofGroup, g -> random.doubles(5, -0.5 * apart, 0.5 * apart).toArray());
            Arrays.setAll(
                    ofAction, a -> random.doubles(5, -0.3 * apart, 0.3 * apart).toArray());
            level = random.doubles(ACTIONS, -2.2, -0.4).toArray();
        }

        double acceptance(Client client, int action) {
            double margin = level[action];
            double[] x = client.values();
            for (int i = 0; i < x.length; i++) {
                margin += x[i] * (common[i] + ofGroup[action % GROUPS][i] + ofAction[action][i]);
            }
            return Link.sigmoid(margin);
        }

        Client client() {
            return new Client(
                    random.nextGaussian(),
                    random.nextGaussian(),
                    random.nextInt(8) == 0 ? null : random.nextGaussian(),
                    random.nextGaussian(),
                    random.nextGaussian());
        }

        ActionCatalog catalog() {
            ActionCatalog.Builder catalog = ActionCatalog.builder().name("simulated");
            for (int a = 0; a < ACTIONS; a++) {
                catalog.add(Action.named("a" + a, "A " + a)
                        .group("g" + a % GROUPS)
                        .value(40 + a)
                        .cost(0.5, 1)
                        .response(0.2, 0.02));
            }
            return catalog.build();
        }

        History<Client> history() {
            History.Builder<Client> history = History.builder();
            for (int i = 0; i < 300; i++) {
                Client client = client();
                history.customer(client, random.nextDouble() < Link.sigmoid(client.a - 1));
            }
            for (int i = 0; i < CONTACTS; i++) {
                Client client = client();
                int action = random.nextInt(ACTIONS);
                boolean accepted = random.nextDouble() < acceptance(client, action);
                history.contact(new Contact<>(client, "a" + action, true, accepted, 1.0 / ACTIONS));
            }
            return history.build();
        }
    }

    private static NextBestActionBuilder<Client> builder(World world) {
        return NextBestAction.of(Client.class)
                .features(Features.of(Client.class))
                .churn(LogisticRegression.classifier())
                .actions(world.catalog());
    }

    /** The expected log loss of the responses to all actions on clients not seen before. */
    private static double logLoss(NextBestAction<Client> nba, World world, List<Client> clients) {
        double sum = 0;
        Row row = new Row(nba.schema());
        double[] features = new double[nba.pipeline().features().size()];
        for (Client client : clients) {
            nba.bind(client, row);
            nba.pipeline().transform(row, features);
            for (int a = 0; a < ACTIONS; a++) {
                double said = model(nba, a).probability(features);
                double true1 = world.acceptance(client, a);
                sum -= true1 * Math.log(said) + (1 - true1) * Math.log(1 - said);
            }
        }
        return sum / clients.size() / ACTIONS;
    }

    private static ProbabilityModel model(NextBestAction<?> nba, int action) {
        return Objects.requireNonNull(nba.responseModel("a" + action));
    }

    private static void jointBeatsOneByOne(ClassifierTrainer trainer, double apart, int seeds, double gain) {
        double[] gains = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            World world = new World(seed, apart);
            History<Client> history = world.history();
            List<Client> fresh = new ArrayList<>();
            for (int i = 0; i < TESTED; i++) {
                fresh.add(world.client());
            }
            double single = logLoss(builder(world).responses(trainer).fit(history), world, fresh);
            double joint = logLoss(builder(world).jointResponses(trainer).fit(history), world, fresh);
            gains[seed] = single - joint;
        }
        assertThat(Arrays.stream(gains)).allMatch(one -> one > 0);
        assertThat(Arrays.stream(gains).average().orElseThrow()).isGreaterThan(gain);
    }

    @Test
    void logistic_regression_of_all_actions_together_beats_one_for_each() {
        // Without products of columns a linear model gives all actions the same order of customers.
        jointBeatsOneByOne(LogisticRegression.classifier(), 0.4, 6, 0.01);
    }

    @Test
    void boosted_trees_of_all_actions_together_beat_those_of_each() {
        jointBeatsOneByOne(trees(), 1, 4, 0.02);
    }

    private static ClassifierTrainer trees() {
        return GradientBoosting.classifier(GradientBoosting.Parameters.defaults()
                .withRounds(60)
                .withDepth(3)
                .withLearningRate(0.1));
    }

    @Test
    void fitted_saved_loaded_decided_explained_and_replayed(@TempDir Path folder) {
        World world = new World(42, 1);
        NextBestAction<Client> fitted =
                builder(world).jointResponses(trees()).explain(Shapley.values()).fit(world.history());
        Path file = folder.resolve("joint.nba");
        fitted.save(file);
        NextBestAction<Client> live = NextBestAction.load(file, Client.class);
        List<DecisionRecord> records = new ArrayList<>();
        Recorder<Client> recorder = Recorder.of(live, records::add);
        DecisionExplainer<Client> explainer = DecisionExplainer.of(live, Shapley.values());
        Scratch scratch = new Scratch();
        Row row = new Row(live.schema());
        double[] features = new double[live.pipeline().features().size()];
        for (int i = 0; i < 300; i++) {
            Client client = world.client();
            Context context = Context.NONE.decision("d" + i);
            Decision decision = recorder.decide("d" + i, client, context);
            assertThat(decision.ranked())
                    .isEqualTo(fitted.decide(client, context).ranked());
            live.bind(client, row);
            live.pipeline().transform(row, features);
            for (RankedAction ranked : decision.ranked()) {
                if (!ranked.action().isDoNothing()) {
                    ProbabilityModel own = Objects.requireNonNull(
                            live.responseModel(ranked.action().id()));
                    assertThat(own.scorer()).isInstanceOf(Forest.class);
                    assertThat(ranked.value().acceptance()).isEqualTo(own.probability(features, scratch));
                }
            }
            if (i < 20) {
                Explanation explanation = explainer.explain(client, context);
                assertThat(explanation.decision().ranked()).isEqualTo(decision.ranked());
            }
        }
        assertThat(records).hasSize(300).allMatch(Replayer.of(live)::isIdentical);
        assertThat(live.provenance().trainers().get("joint responses"))
                .startsWith("gradient boosting")
                .endsWith("those contacted in one model over customers and 20 actions, those held out by the rate of"
                        + " each action");
    }
}
