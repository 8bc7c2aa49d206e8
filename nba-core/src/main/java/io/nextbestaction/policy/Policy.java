// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one action compiled against a schema, in the order of their stages. Immutable and thread-safe; asking it
 * costs at most one comparison for each comparison of a rule and allocates nothing.
 */
public final class Policy {
    private final List<Rule> rules;
    private final Program program;
    private final int[] starts;
    private final List<Wording> wordings;
    private final boolean asksPropensity;

    private Policy(List<Rule> rules, Program program, int[] starts) {
        this.rules = rules;
        this.program = program;
        this.starts = starts;
        this.wordings = IntStream.range(0, starts.length)
                .mapToObj(i -> Wording.of(rules.get(i).condition(), program.leaves(starts[i])))
                .toList();
        this.asksPropensity = rules.stream()
                .flatMap(rule -> rule.condition().leaves().stream())
                .anyMatch(leaf -> leaf.source() == Source.MODEL && leaf.field().equals("propensity"));
    }

    /**
     * Compiles rules that ask nothing of the context.
     *
     * @param owner the action they belong to, for messages
     * @throws IllegalArgumentException if a rule asks about an unknown field or one of another type
     */
    public static Policy compile(String owner, Schema schema, List<Rule> rules) {
        return compile(owner, schema, null, rules);
    }

    /**
     * Compiles rules.
     *
     * @param owner the action they belong to, for messages
     * @param context the fields given with a decision, null for none
     * @throws IllegalArgumentException if a rule asks about an unknown field or one of another type
     */
    public static Policy compile(String owner, Schema schema, @Nullable Schema context, List<Rule> rules) {
        List<Rule> ordered =
                rules.stream().sorted(Comparator.comparing(Rule::stage)).toList();
        Program.Compiler compiler = new Program.Compiler(schema, context);
        int[] starts = new int[ordered.size()];
        for (int i = 0; i < starts.length; i++) {
            Rule rule = ordered.get(i);
            starts[i] = compiler.add(rule.condition(), "rule \"" + rule.name() + "\" of action \"" + owner + "\"");
        }
        return new Policy(ordered, compiler.program(), starts);
    }

    /** The rules in the order they are asked. */
    public List<Rule> rules() {
        return rules;
    }

    /** Whether a rule asks for the acceptance probability, which must then be known before the policy is asked. */
    public boolean asksPropensity() {
        return asksPropensity;
    }

    /** The position in {@link #rules()} of the first rule the facts fail, -1 if they pass all. */
    public int firstFailure(Facts facts) {
        for (int i = 0; i < starts.length; i++) {
            if (!passes(facts, i)) {
                return i;
            }
        }
        return -1;
    }

    /** The first rule a customer fails without context or scores; see {@link #firstFailure(Facts)}. */
    public int firstFailure(Row customer) {
        return firstFailure(new Facts(customer));
    }

    /** Every rule the facts fail, in order. */
    public List<Failure> failures(Facts facts) {
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            if (!passes(facts, i)) {
                failures.add(failure(facts, i));
            }
        }
        return failures;
    }

    /** Every rule a customer fails without context or scores; see {@link #failures(Facts)}. */
    public List<Failure> failures(Row customer) {
        return failures(new Facts(customer));
    }

    Program program() {
        return program;
    }

    /** The node a rule's condition starts at. */
    int start(int rule) {
        return starts[rule];
    }

    boolean passes(Facts facts, int i) {
        return rules.get(i).passes(program.test(facts, starts[i]));
    }

    private Failure failure(Facts facts, int i) {
        Rule rule = rules.get(i);
        Wording wording = wordings.get(i);
        List<Condition.Comparing> leaves = wording.leaves();
        String actual;
        if (rule.condition() instanceof Condition.Comparing leaf) {
            actual = actual(facts, leaf, wording.nodes()[0]);
        } else {
            List<String> values = new ArrayList<>();
            for (int n = 0; n < leaves.size(); n++) {
                Condition.Comparing leaf = leaves.get(n);
                values.add(leaf.source().shown(leaf.field()) + " " + actual(facts, leaf, wording.nodes()[n]));
            }
            actual = values.stream().distinct().collect(Collectors.joining(", "));
        }
        return new Failure(rule.stage(), rule.name(), wording.fields(), actual, wording.required(), rule.because());
    }

    /** What is the same in every failure of a rule: made once, since customers fail the same rules over and over. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the policy
    private record Wording(List<Condition.Comparing> leaves, int[] nodes, String fields, String required) {
        static Wording of(Condition condition, int[] nodes) {
            List<Condition.Comparing> leaves = condition.leaves();
            String fields = leaves.stream()
                    .map(leaf -> leaf.source().shown(leaf.field()))
                    .distinct()
                    .collect(Collectors.joining(", "));
            return new Wording(leaves, nodes, fields, condition.required());
        }
    }

    /** The value in words; in full where rounding would make it look like the limit it failed. */
    private String actual(Facts facts, Condition.Comparing leaf, int node) {
        int position = program.position(node);
        String shown = facts.display(leaf.source(), position);
        double number = facts.number(leaf.source(), position);
        boolean looksEqual = leaf instanceof Condition.NumberCondition limit
                && shown.equals(Numbers.display(limit.limit()))
                && number != limit.limit();
        return looksEqual ? new BigDecimal(Double.toString(number)).toPlainString() : shown;
    }
}
