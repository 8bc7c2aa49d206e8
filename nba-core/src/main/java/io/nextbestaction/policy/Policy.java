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
import org.jspecify.annotations.Nullable;

/**
 * The rules of one action compiled against a schema, in the order of their stages. Immutable and thread-safe; asking it
 * costs at most one comparison for each comparison of a rule and allocates nothing.
 */
public final class Policy {
    private final List<Rule> rules;
    private final Program program;
    private final int[] starts;
    private final boolean asksPropensity;

    private Policy(List<Rule> rules, Program program, int[] starts) {
        this.rules = rules;
        this.program = program;
        this.starts = starts;
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
        List<Condition.Comparing> leaves = rule.condition().leaves();
        int[] nodes = program.leaves(starts[i]);
        String fields = leaves.stream()
                .map(leaf -> leaf.source().shown(leaf.field()))
                .distinct()
                .collect(Collectors.joining(", "));
        String actual;
        if (rule.condition() instanceof Condition.Comparing leaf) {
            actual = actual(facts, leaf, nodes[0]);
        } else {
            List<String> values = new ArrayList<>();
            for (int n = 0; n < nodes.length; n++) {
                Condition.Comparing leaf = leaves.get(n);
                values.add(leaf.source().shown(leaf.field()) + " " + actual(facts, leaf, nodes[n]));
            }
            actual = values.stream().distinct().collect(Collectors.joining(", "));
        }
        return new Failure(
                rule.stage(), rule.name(), fields, actual, rule.condition().required(), rule.because());
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
