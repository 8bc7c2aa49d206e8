// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.JointModel;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.policy.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JointResponsesTest {
    private static final int FIELDS = 5;
    private static final Schema SCHEMA = Schema.builder()
            .number("a")
            .number("b")
            .number("c")
            .number("d")
            .number("e")
            .build();
    private static final ProbabilityModel CHURN = new ProbabilityModel(
            LinearModel.of(new double[FIELDS], -1, new double[FIELDS], Link.LOGISTIC),
            new PlattLine(1, 0, "by hand", 1));

    /** Actions of which some ask for the acceptance probability, some have no fixed worth, and some are over. */
    private static ActionCatalog catalog(int actions) {
        ActionCatalog.Builder catalog = ActionCatalog.builder().name("many");
        for (int a = 0; a < actions; a++) {
            Action.Builder action =
                    Action.named("a" + a, "A " + a).value(20 + a).cost(1, 2).response(0.1, 0.05);
            if (a % 3 == 0) {
                action.suitable(Condition.propensity().atLeast(0.3), "likely");
            }
            if (a % 5 == 0) {
                action.eligible(Condition.field("a").atLeast(0), "a not negative");
            }
            catalog.add(action);
        }
        return catalog.build();
    }

    private static Forest forest(int inputs, int trees, int depth, SplittableRandom random) {
        Forest.Builder builder = Forest.builder(inputs, Link.LOGISTIC, -0.4);
        int inner = (1 << depth) - 1;
        int nodes = 2 * inner + 1;
        for (int t = 0; t < trees; t++) {
            int[] feature = new int[nodes];
            int[] left = new int[nodes];
            int[] right = new int[nodes];
            double[] value = random.doubles(nodes, -0.3, 0.3).toArray();
            boolean[] missingLeft = new boolean[nodes];
            double[] cover = new double[nodes];
            Arrays.fill(cover, 1);
            for (int n = 0; n < nodes; n++) {
                boolean leaf = n >= inner;
                feature[n] = leaf ? -1 : random.nextInt(inputs);
                left[n] = leaf ? -1 : 2 * n + 1;
                right[n] = leaf ? -1 : 2 * n + 2;
                value[n] = leaf ? value[n] : random.nextDouble(-1, 1);
                missingLeft[n] = random.nextBoolean();
            }
            builder.tree(feature, value, missingLeft, left, right, cover);
        }
        return builder.build();
    }

    private static JointModel joint(int actions, int trees, int depth, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int columns = 3;
        List<JointModel.Member> members = new ArrayList<>();
        for (int a = 0; a < actions; a++) {
            members.add(new JointModel.Member(
                    "a" + a,
                    random.doubles(columns, -1, 1).boxed().toList(),
                    new PlattLine(random.nextDouble(0.5, 1.5), random.nextDouble(-1, 1), "folds", 10L * a)));
        }
        Collections.shuffle(members, new Random(seed));
        return JointModel.of(forest(FIELDS + columns, trees, depth, random), List.of("x", "y", "z"), members);
    }

    private static Engine engine(
            ActionCatalog catalog, List<ResponseModels> responses, JointResponses joint, Arbitration arbitration) {
        return new Engine(
                new Fakes.Numbers(SCHEMA), CHURN, null, catalog, responses, joint, null, null, arbitration, null);
    }

    private static List<ResponseModels> declared(int actions) {
        return Collections.nCopies(actions, ResponseModels.DECLARED);
    }

    private static List<ResponseModels> oneByOne(ActionCatalog catalog, JointResponses joint) {
        return catalog.actions().stream()
                .map(action ->
                        new ResponseModels(model(joint.contacted(), action.id()), model(joint.organic(), action.id())))
                .toList();
    }

    private static ProbabilityModel model(@Nullable JointModel model, String id) {
        JointModel joint = Objects.requireNonNull(model);
        return joint.model(joint.indexOf(id));
    }

    private static List<Row> customers(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[count][FIELDS];
        for (double[] row : values) {
            Arrays.setAll(row, f -> random.nextInt(6) == 0 ? Double.NaN : random.nextDouble(-1.2, 1.2));
        }
        return Fakes.rows(SCHEMA, values);
    }

    private static void assertSame(Engine one, Engine other, List<Row> customers) {
        Workspace a = new Workspace(one);
        Workspace b = new Workspace(other);
        for (Row customer : customers) {
            assertThat(one.decide(customer, 0, a)).isEqualTo(other.decide(customer, 0, b));
            assertThat(a.candidates()).isEqualTo(b.candidates());
            assertThat(a.failed).isEqualTo(b.failed);
            for (int place = 0; place < a.candidates(); place++) {
                int i = a.ranked(place);
                assertThat(i).isEqualTo(b.ranked(place));
                assertThat(a.acceptance[i]).isEqualTo(b.acceptance[i]);
                assertThat(a.organic[i]).isEqualTo(b.organic[i]);
                assertThat(a.score(i)).isEqualTo(b.score(i));
            }
        }
    }

    @Test
    void decisions_are_to_the_bit_those_of_the_models_one_by_one() {
        // vectors, leaf sets, row by row, and large trees walked for all actions
        for (int[] shape : new int[][] {{40, 60, 4}, {9, 100, 5}, {1, 10, 3}, {3, 20, 8}, {40, 10, 7}}) {
            ActionCatalog catalog = catalog(shape[0]);
            JointResponses joint =
                    new JointResponses(joint(shape[0], shape[1], shape[2], 7), joint(shape[0], shape[1], shape[2], 8));
            for (Arbitration arbitration : List.of(Arbitration.expectedValue(), Arbitration.multiplicative())) {
                Engine together = engine(catalog, declared(shape[0]), joint, arbitration);
                Engine single = engine(catalog, oneByOne(catalog, joint), JointResponses.NONE, arbitration);
                assertSame(together, single, customers(3000, shape[0]));
            }
        }
    }

    @Test
    void the_customer_before_leaves_nothing_behind() {
        ActionCatalog catalog = catalog(30);
        JointResponses joint = new JointResponses(joint(30, 50, 4, 1), joint(30, 50, 4, 2));
        Engine engine = engine(catalog, declared(30), joint, Arbitration.expectedValue());
        Workspace used = new Workspace(engine);
        for (Row customer : customers(500, 3)) {
            Workspace fresh = new Workspace(engine);
            assertThat(engine.decide(customer, 0, used)).isEqualTo(engine.decide(customer, 0, fresh));
            assertThat(used.scores).isEqualTo(fresh.scores);
        }
    }

    @Test
    void an_action_the_joint_model_does_not_know_keeps_its_declared_response() {
        ActionCatalog catalog = catalog(12);
        JointResponses joint = new JointResponses(joint(9, 50, 4, 1), null);
        Engine engine = engine(catalog, declared(12), joint, Arbitration.expectedValue());
        List<Basis> bases =
                engine.responses().stream().map(ResponseModels::basis).toList();
        assertThat(bases.subList(0, 9)).containsOnly(Basis.GROSS);
        assertThat(bases.subList(9, 12)).containsOnly(Basis.DECLARED);
        Workspace ws = new Workspace(engine);
        engine.decide(customers(1, 1).get(0), 0, ws);
        assertThat(ws.acceptance[11]).isEqualTo(0.1);
        assertThat(ws.organic[1]).isEqualTo(0.05);
    }

    @Test
    void risk_averse_decisions_read_the_rows_of_the_action_itself_and_without_any_the_evidence_of_a_declared_rate() {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("a0", "Never made").value(100))
                .add(Action.named("a1", "Made often").value(100))
                .build();
        JointModel same = JointModel.of(
                forest(FIELDS + 1, 1, 1, new SplittableRandom(1)),
                List.of("x"),
                List.of(
                        new JointModel.Member("a0", List.of(0.0), new PlattLine(1, 0, "folds", 0)),
                        new JointModel.Member("a1", List.of(0.0), new PlattLine(1, 0, "folds", 900))));
        Engine engine = engine(
                catalog,
                declared(2),
                new JointResponses(same, null),
                Arbitration.riskAverse(0.1).withEvidence(25));
        Workspace ws = new Workspace(engine);
        engine.decide(customers(1, 1).get(0), 0, ws);
        double p = ws.acceptance[0];
        assertThat(ws.acceptance[1]).isEqualTo(p);
        assertThat(ws.deviation[0]).isEqualTo(Math.sqrt(100 * 100 * (p * (1 - p) / 26)));
        assertThat(ws.deviation[1]).isEqualTo(Math.sqrt(100 * 100 * (p * (1 - p) / 901)));
    }

    @Test
    void an_effect_takes_the_place_of_those_held_out() {
        ActionCatalog catalog = catalog(20);
        JointResponses joint = new JointResponses(joint(20, 30, 4, 1), joint(20, 30, 4, 2));
        EffectModel none = new EffectModel(
                "by hand",
                FIELDS,
                List.of(new EffectModel.Term(
                        0, LinearModel.of(new double[FIELDS], 0, new double[FIELDS], Link.LOGISTIC), false, List.of())),
                0.01);
        List<ResponseModels> effects = IntStream.range(0, 20)
                .mapToObj(a -> ResponseModels.DECLARED.with(ActionEffects.onResponse(none)))
                .toList();
        Engine engine = engine(catalog, effects, joint, Arbitration.expectedValue());
        assertThat(engine.responses()).noneMatch(responses -> responses.reads(JointResponses.Arm.ORGANIC));
        Workspace ws = new Workspace(engine);
        for (Row customer : customers(100, 4)) {
            engine.decide(customer, 0, ws);
            for (int place = 0; place < ws.candidates(); place++) {
                int i = ws.ranked(place);
                assertThat(ws.organic[i]).isEqualTo(Math.max(0, ws.acceptance[i] - 0.01));
            }
        }
    }

    @Test
    void a_decision_allocates_nothing() {
        for (int actions : new int[] {2, 50}) {
            ActionCatalog catalog = catalog(actions);
            JointResponses joint = new JointResponses(joint(actions, 60, 5, 1), joint(actions, 60, 5, 2));
            Engine engine = engine(catalog, declared(actions), joint, Arbitration.expectedValue());
            Workspace ws = new Workspace(engine);
            List<Row> rows = customers(64, 9);
            int[] next = {0};
            assertThat(Allocation.bytes(10_000, () -> engine.decide(rows.get(next[0]++ & 63), 0, ws)))
                    .isLessThan(20_000);
        }
    }
}
