// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Facts;
import io.nextbestaction.policy.Policies;
import io.nextbestaction.policy.Policy;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Stage;
import io.nextbestaction.policy.WhenMissing;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many customers a second can be asked the rules of 50 actions, 12 predicates each: together, as an engine asks them, and
 * policy by policy?
 *
 * <p>Data: 12 fields (six numbers, three flags, three texts) of 4,096 customers in turn, one value in fifty missing. Limits
 * are drawn so that the given share of customers passes each predicate: 1 asks all twelve of nearly everybody, 0.9 stops at
 * the first refusal as banks' rules do. "combined" puts the same predicates into four rules of all, any and not, "either"
 * into four of all and any, which let more customers pass.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar benchmarks.Rules -prof gc -rf json -rff rules.json}</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class Rules {
    private static final int ACTIONS = 50;
    private static final int PREDICATES = 12;
    private static final int ROWS = 4096;

    /** The share of customers that passes a predicate. */
    @Param({"1", "0.9"})
    public double pass;

    /** Whether every predicate is a rule or four rules combine three each, by all and not or by all and any. */
    @Param({"flat", "combined", "either"})
    public String form;

    /** Whether the policies are asked together or one by one. */
    @Param({"together", "each"})
    public String asked;

    private Policy[] policies;
    private Policies together;
    private long[] failed;
    private Row[] rows;
    private Facts facts;
    private int next;

    /** Draws customers and rules. */
    @Setup(Level.Trial)
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        Schema.Builder fields = Schema.builder();
        for (int f = 0; f < PREDICATES; f++) {
            if (f % 4 < 2) {
                fields.number("f" + f);
            } else if (f % 4 == 2) {
                fields.flag("f" + f);
            } else {
                fields.category("f" + f);
            }
        }
        Schema schema = fields.build();
        rows = new Row[ROWS];
        for (int r = 0; r < ROWS; r++) {
            rows[r] = new Row(schema);
            for (int f = 0; f < PREDICATES; f++) {
                if (random.nextInt(50) == 0) {
                    continue;
                }
                if (f % 4 < 2) {
                    rows[r].setNumber(f, random.nextDouble());
                } else if (f % 4 == 2) {
                    rows[r].setNumber(f, random.nextDouble() < pass ? 1 : 0);
                } else {
                    rows[r].setText(f, "level " + (int) (10 * random.nextDouble() / Math.max(pass, 0.1)));
                }
            }
        }
        facts = new Facts(rows[0]);
        policies = new Policy[ACTIONS];
        for (int a = 0; a < ACTIONS; a++) {
            List<Condition> predicates = new ArrayList<>();
            for (int f = 0; f < PREDICATES; f++) {
                Condition.On on = Condition.field("f" + f);
                predicates.add(
                        f % 4 < 2
                                ? on.atLeast((1 - pass) * random.nextDouble() * 2)
                                : f % 4 == 2 ? on.is(true) : on.notIn("level 10", "level 11"));
            }
            policies[a] = Policy.compile("a" + a, schema, rules(predicates));
        }
        together = Policies.of(List.of(policies));
        failed = new long[together.words()];
    }

    private List<Rule> rules(List<Condition> predicates) {
        List<Condition> conditions = predicates;
        if (!form.equals("flat")) {
            conditions = new ArrayList<>();
            for (int i = 0; i < PREDICATES; i += 3) {
                Condition second = predicates.get(i + 1);
                Condition third = predicates.get(i + 2);
                conditions.add(Condition.all(
                        predicates.get(i),
                        form.equals("either")
                                ? Condition.any(second, third)
                                : Condition.not(Condition.any(Condition.not(second), Condition.not(third)))));
            }
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            rules.add(new Rule(Stage.ELIGIBILITY, "r" + i, conditions.get(i), "r" + i, WhenMissing.ALLOW));
        }
        return rules;
    }

    /** Asks the policies of fifty actions about the next customer. */
    @Benchmark
    public int ask() {
        facts.customer(rows[next++ & (ROWS - 1)]);
        int passed = 0;
        if (asked.equals("together")) {
            together.ask(facts, failed);
            for (int a = 0; a < ACTIONS; a++) {
                passed += together.firstFailure(a, failed) < 0 ? 1 : 0;
            }
            return passed;
        }
        for (Policy policy : policies) {
            passed += policy.firstFailure(facts) < 0 ? 1 : 0;
        }
        return passed;
    }
}
