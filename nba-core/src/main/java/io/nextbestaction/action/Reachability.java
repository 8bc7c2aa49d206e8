// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Source;
import io.nextbestaction.policy.WhenMissing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out whether some customer can pass all of several rules, every field free to take any value: exact for
 * comparisons and their combinations, by trying every way out of each "any" until the budget ends, then assumes yes.
 */
final class Reachability {
    private static final int BUDGET = 20_000;

    private final boolean allKnown;
    private int steps;

    private Reachability(boolean allKnown) {
        this.allKnown = allKnown;
    }

    private record Key(Source source, String field) {}

    private record Values(ValueSet set, boolean known) {}

    /** A condition that must hold, or must not; where not strict, unknown will do. */
    private record Goal(Condition condition, boolean holds, boolean strict) {}

    /**
     * Whether the rules can all be passed.
     *
     * @param allKnown whether by a customer without missing values
     */
    static boolean passable(List<Rule> rules, boolean allKnown) {
        List<Goal> goals = new ArrayList<>();
        for (Rule rule : rules) {
            goals.add(new Goal(rule.condition(), true, rule.whenMissing() == WhenMissing.REJECT));
        }
        return new Reachability(allKnown).solve(goals, new HashMap<>());
    }

    private boolean solve(List<Goal> goals, Map<Key, Values> values) {
        List<Goal> open = new ArrayList<>(goals);
        while (!open.isEmpty()) {
            if (++steps > BUDGET) {
                return true;
            }
            Goal goal = open.remove(open.size() - 1);
            Condition condition = goal.condition();
            if (condition instanceof Condition.Comparing leaf) {
                if (!narrow(values, leaf, goal)) {
                    return false;
                }
            } else if (condition instanceof Condition.Not not) {
                open.add(new Goal(not.part(), !goal.holds(), goal.strict()));
            } else if (condition instanceof Condition.AllOf all && goal.holds()) {
                all.parts().forEach(part -> open.add(new Goal(part, true, goal.strict())));
            } else if (condition instanceof Condition.AnyOf any && !goal.holds()) {
                any.parts().forEach(part -> open.add(new Goal(part, false, goal.strict())));
            } else {
                return solveAny(condition, goal, open, values);
            }
        }
        return true;
    }

    private boolean solveAny(Condition condition, Goal goal, List<Goal> open, Map<Key, Values> values) {
        List<Condition> ways =
                condition instanceof Condition.AnyOf any ? any.parts() : ((Condition.AllOf) condition).parts();
        for (Condition way : ways) {
            List<Goal> more = new ArrayList<>(open);
            more.add(new Goal(way, goal.holds(), goal.strict()));
            if (solve(more, new HashMap<>(values))) {
                return true;
            }
        }
        return false;
    }

    private boolean narrow(Map<Key, Values> values, Condition.Comparing leaf, Goal goal) {
        Key key = new Key(leaf.source(), leaf.field());
        Values before = values.getOrDefault(key, new Values(ValueSet.ALL, allKnown));
        ValueSet set = before.set().and(ValueSet.of(leaf, goal.holds()));
        boolean known = before.known() || goal.strict();
        values.put(key, new Values(set, known));
        return !known || !set.isEmpty();
    }
}
