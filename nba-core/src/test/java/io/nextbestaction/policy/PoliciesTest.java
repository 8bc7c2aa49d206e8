// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.Allocation;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final Schema SCHEMA = Schema.builder()
            .number("a")
            .number("b")
            .flag("f")
            .category("c")
            .category("d")
            .date("day")
            .build();
    private static final Schema CONTEXT =
            Schema.builder().flag("open").number("queue").build();
    private static final double[] NUMBERS = {
        -1, -0.0, 0, Double.MIN_VALUE, 0.1, 0.5, Math.nextUp(0.5), 1, 2, Double.MAX_VALUE
    };
    private static final String[] LEVELS = {"x", "y", "z", "", "never asked"};

    private static Condition comparison(SplittableRandom random) {
        int kind = random.nextInt(11);
        Condition.On on =
                switch (kind) {
                    case 0, 1 -> Condition.field("a");
                    case 2 -> Condition.field("b");
                    case 3 -> Condition.field("f");
                    case 4 -> Condition.field("c");
                    case 5 -> Condition.field("d");
                    case 6 -> Condition.field("day");
                    case 7 -> Condition.context("open");
                    case 8 -> Condition.context("queue");
                    case 9 -> Condition.churn();
                    default -> Condition.segment();
                };
        double limit = NUMBERS[random.nextInt(NUMBERS.length)];
        LocalDate day = LocalDate.ofEpochDay(random.nextInt(3));
        String[] levels = new String[1 + random.nextInt(3)];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = LEVELS[random.nextInt(4)];
        }
        return switch (kind) {
            case 3, 7 -> on.is(random.nextBoolean());
            case 4, 5, 10 -> random.nextBoolean() ? on.in(levels) : on.notIn(levels);
            case 6 -> random.nextBoolean() ? on.atLeast(day) : on.atMost(day);
            default ->
                switch (random.nextInt(4)) {
                    case 0 -> on.atLeast(limit);
                    case 1 -> on.atMost(limit);
                    case 2 -> on.above(limit);
                    default -> on.below(limit);
                };
        };
    }

    private static Condition condition(SplittableRandom random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(5);
        Condition[] parts = new Condition[1 + random.nextInt(3)];
        for (int i = 0; i < parts.length && kind >= 2; i++) {
            parts[i] = condition(random, depth - 1);
        }
        return switch (kind) {
            case 2 -> Condition.all(parts);
            case 3 -> Condition.any(parts);
            case 4 -> Condition.not(parts[0]);
            default -> comparison(random);
        };
    }

    private static Policy policy(SplittableRandom random, int rules, int depth) {
        List<Rule> drawn = new ArrayList<>();
        for (int r = 0; r < rules; r++) {
            WhenMissing whenMissing = random.nextBoolean() ? WhenMissing.ALLOW : WhenMissing.REJECT;
            Stage stage =
                    List.of(Stage.ELIGIBILITY, Stage.SUITABILITY, Stage.CONSENT).get(random.nextInt(3));
            drawn.add(new Rule(stage, "r" + r, condition(random, depth), "because", whenMissing));
        }
        return Policy.compile("action", SCHEMA, CONTEXT, drawn);
    }

    private static Row row(Schema schema, SplittableRandom random) {
        Row row = new Row(schema);
        for (int f = 0; f < schema.size(); f++) {
            if (random.nextInt(4) == 0) {
                continue;
            }
            switch (schema.field(f).type()) {
                case NUMBER -> row.setNumber(f, number(random));
                case BOOLEAN -> row.setNumber(f, random.nextInt(2));
                case DATE -> row.setNumber(f, random.nextInt(-1, 4));
                // a text that is equal, not the same object
                case CATEGORY -> row.setText(f, String.valueOf(LEVELS[random.nextInt(5)].toCharArray()));
            }
        }
        return row;
    }

    private static double number(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> Double.POSITIVE_INFINITY;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> random.nextDouble(-2, 3);
            default -> NUMBERS[random.nextInt(NUMBERS.length)];
        };
    }

    private static Facts facts(SplittableRandom random) {
        Facts facts = new Facts(row(SCHEMA, random));
        if (random.nextInt(4) > 0) {
            facts.context(row(CONTEXT, random));
        }
        if (random.nextInt(4) > 0) {
            facts.scores(number(random), random.nextInt(3) == 0 ? null : LEVELS[random.nextInt(5)]);
        }
        return facts;
    }

    private static void agree(List<Policy> list, SplittableRandom random, int customers) {
        Policies policies = Policies.of(list);
        long[] failed = new long[policies.words()];
        for (int i = 0; i < customers; i++) {
            Facts facts = facts(random);
            policies.ask(facts, failed);
            for (int p = 0; p < list.size(); p++) {
                int alone = list.get(p).firstFailure(facts);
                if (policies.firstFailure(p, failed) != alone) {
                    assertThat(policies.firstFailure(p, failed))
                            .as(list.get(p).rules().toString())
                            .isEqualTo(alone);
                }
            }
        }
    }

    @Test
    void policies_asked_together_give_what_each_gives_alone() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 300; trial++) {
            List<Policy> list = new ArrayList<>();
            int count = random.nextInt(1, 12);
            for (int p = 0; p < count; p++) {
                list.add(policy(random, random.nextInt(6), random.nextInt(4)));
            }
            agree(list, random, 40);
        }
    }

    @Test
    void many_policies_fill_many_blocks_and_long_ones_many_words() {
        SplittableRandom random = new SplittableRandom(2);
        List<Policy> list = new ArrayList<>();
        for (int p = 0; p < 300; p++) {
            list.add(policy(random, p % 100 == 0 ? 150 : random.nextInt(20), 1));
        }
        agree(list, random, 40);
    }

    @Test
    void rules_too_long_to_write_out_are_asked_as_they_are() {
        SplittableRandom random = new SplittableRandom(3);
        List<Policy> list = new ArrayList<>();
        for (int p = 0; p < 20; p++) {
            Condition[] parts = new Condition[9];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = Condition.all(comparison(random), comparison(random));
            }
            Rule rule = new Rule(Stage.CONSENT, "long", Condition.any(parts), "because", WhenMissing.REJECT);
            Rule opposite = new Rule(
                    Stage.CONSENT,
                    "opposite",
                    Condition.not(Condition.all(parts[0], Condition.not(rule.condition()))),
                    "because",
                    WhenMissing.ALLOW);
            assertThat(Clauses.of(policy(random, 1, 0).program(), 0, true)).isNotNull();
            Policy policy = Policy.compile("action", SCHEMA, CONTEXT, List.of(rule, opposite));
            assertThat(Clauses.of(policy.program(), policy.start(0), false)).isNull();
            list.add(policy);
        }
        agree(list, random, 200);
    }

    @Test
    void a_policy_that_asks_for_its_own_propensity_is_left_out() {
        Rule likely = new Rule(
                Stage.SUITABILITY, "likely", Condition.propensity().atLeast(0.1), "because", WhenMissing.REJECT);
        Policies policies = Policies.of(List.of(
                Policy.compile("a", SCHEMA, List.of(likely)),
                Policy.compile(
                        "b",
                        SCHEMA,
                        List.of(new Rule(
                                Stage.CONSENT, "b", Condition.field("f").is(true), "because", WhenMissing.REJECT)))));
        long[] failed = new long[policies.words()];
        policies.ask(new Facts(new Row(SCHEMA)).propensity(0), failed);

        assertThat(policies.firstFailure(0, failed)).isEqualTo(-1);
        assertThat(policies.firstFailure(1, failed)).isZero();
    }

    @Test
    void eight_threads_get_what_one_gets() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        List<Policy> list = new ArrayList<>();
        for (int p = 0; p < 30; p++) {
            list.add(policy(random, 8, 2));
        }
        Policies policies = Policies.of(list);
        List<Facts> customers = Stream.generate(() -> facts(random)).limit(300).toList();
        Callable<List<Integer>> task = () -> {
            long[] failed = new long[policies.words()];
            List<Integer> failures = new ArrayList<>();
            for (Facts facts : customers) {
                policies.ask(facts, failed);
                for (int p = 0; p < list.size(); p++) {
                    failures.add(policies.firstFailure(p, failed));
                }
            }
            return failures;
        };
        List<Integer> alone = task.call();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<List<Integer>> done : threads.invokeAll(Collections.nCopies(8, task))) {
                assertThat(done.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void asking_allocates_nothing() {
        SplittableRandom random = new SplittableRandom(4);
        List<Policy> list = new ArrayList<>();
        for (int p = 0; p < 10; p++) {
            list.add(policy(random, 5, 2));
        }
        Policies policies = Policies.of(list);
        long[] failed = new long[policies.words()];
        Facts facts = facts(random);

        int[] refused = new int[1];
        long bytes = Allocation.bytes(20_000, () -> {
            policies.ask(facts, failed);
            refused[0] += policies.firstFailure(3, failed);
        });
        assertThat(bytes).isLessThan(20_000);
    }
}
