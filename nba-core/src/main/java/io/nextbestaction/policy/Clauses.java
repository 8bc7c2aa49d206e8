// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as clauses: it passes if of every clause one comparison does. Kleene's logic allows that as two-valued logic does:
 * all and any are least and greatest, so whether their outcome reaches the least that a rule accepts (true, or unknown where
 * a missing value is allowed) follows from whether each comparison reaches it.
 */
final class Clauses {
    /** What is more would grow without bound when multiplied out. */
    private static final int MOST = 64;

    private Clauses() {}

    /**
     * A comparison of a rule, or its opposite.
     *
     * @param program where its node is
     * @param allowed whether unknown passes
     */
    record Literal(Program program, int node, boolean opposite, boolean allowed) {
        boolean passes(double value) {
            return Double.isNaN(value) ? allowed : program.holds(node, value) != opposite;
        }

        /** The same for a text, null for one that no rule names; {@code missing} where there is none. */
        boolean passes(@Nullable String text, boolean missing) {
            boolean named = text != null && program.levels(node).contains(text);
            return missing ? allowed : program.holds(node, named) != opposite;
        }
    }

    /** The clauses of a rule's condition; null if they are too many to write out. */
    static @Nullable List<List<Literal>> of(Program program, int start, boolean allowed) {
        return of(program, start, false, allowed);
    }

    private static @Nullable List<List<Literal>> of(Program program, int node, boolean opposite, boolean allowed) {
        if (program.isLeaf(node)) {
            return List.of(List.of(new Literal(program, node, opposite, allowed)));
        }
        if (program.op(node) == Program.NOT) {
            return of(program, node + 1, !opposite, allowed);
        }
        // the opposite of all is any of the opposites, and the other way round
        boolean every = (program.op(node) == Program.ALL) != opposite;
        List<List<Literal>> clauses = every ? List.of() : List.of(List.of());
        for (int part = node + 1; part < program.end(node); part = program.end(part)) {
            List<List<Literal>> more = of(program, part, opposite, allowed);
            if (more == null) {
                return null;
            }
            clauses = every ? both(clauses, more) : either(clauses, more);
            if (clauses.size() > MOST || clauses.stream().anyMatch(clause -> clause.size() > MOST)) {
                return null;
            }
        }
        return clauses;
    }

    private static List<List<Literal>> both(List<List<Literal>> some, List<List<Literal>> others) {
        List<List<Literal>> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static List<List<Literal>> either(List<List<Literal>> some, List<List<Literal>> others) {
        List<List<Literal>> all = new ArrayList<>();
        for (List<Literal> one : some) {
            for (List<Literal> other : others) {
                List<Literal> clause = new ArrayList<>(one);
                clause.addAll(other);
                all.add(clause);
            }
        }
        return all;
    }
}
