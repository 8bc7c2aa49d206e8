// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.Workspace;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.shapley.Ranks;
import io.nextbestaction.model.Forest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cheapest allowed changes of a customer that make the engine decide as a goal asks. Changes are tried in the order of
 * their cost, each by a decision of the engine itself: pipeline, models, rules and arbitration; so the first that reaches the
 * goal is the cheapest of all allowed ones, whatever the models. Further answers change other fields. Each answer is decided
 * once more through the engine's other door before it is given.
 *
 * <p>An engine that explores is asked what it holds best: chance is nobody's to change. For churn goals of a forest, values
 * between the same two thresholds are tried once, at the cheapest: the others cannot differ. A limit of plausibility leaves out
 * what only a customer unlike all real ones would reach, and takes the next cheapest. All decisions of one search are
 * as of the same moment. Immutable, thread-safe, deterministic.
 */
public final class Counterfactuals {
    private final NextBestAction<?> nba;
    private final AllowedChanges allowed;
    private final int answers;
    private final int fields;
    private final long tries;
    private final @Nullable RealCustomers real;
    private final double leastShare;

    private Counterfactuals(
            NextBestAction<?> nba,
            AllowedChanges allowed,
            int answers,
            int fields,
            long tries,
            @Nullable RealCustomers real,
            double leastShare) {
        this.nba = nba;
        this.allowed = allowed;
        this.answers = answers;
        this.fields = fields;
        this.tries = tries;
        this.real = real;
        this.leastShare = leastShare;
        if (answers < 1 || fields < 1 || tries < 1) {
            throw new IllegalArgumentException("The answers (" + answers + "), fields changed at once (" + fields
                    + ") and tries (" + tries + ") of a search must be at least 1.");
        }
    }

    /**
     * Searches by an engine: up to three answers of up to three fields each, giving up after 100,000 tries.
     *
     * @throws IllegalArgumentException if the allowed changes are of another schema than the engine's customers
     */
    public static Counterfactuals of(NextBestAction<?> engine, AllowedChanges allowed) {
        if (!engine.schema().equals(allowed.schema())) {
            throw new IllegalArgumentException("The allowed changes ("
                    + allowed.schema().size()
                    + " fields) must be of the engine's schema ("
                    + engine.schema().size()
                    + " fields).\nMaybe start from AllowedChanges.of(nba.schema()).");
        }
        NextBestAction<?> certain = engine.exploration() == null ? engine : engine.withExploration(null);
        return new Counterfactuals(certain, allowed, 3, 3, 100_000, null, 0);
    }

    /** The same, looking for so many answers, at least 1. */
    public Counterfactuals answers(int most) {
        return new Counterfactuals(nba, allowed, most, fields, tries, real, leastShare);
    }

    /** The same, changing at most so many fields at once, at least 1; those that follow do not count. */
    public Counterfactuals fieldsAtOnce(int most) {
        return new Counterfactuals(nba, allowed, answers, most, tries, real, leastShare);
    }

    /** The same, giving up after so many decisions, at least 1. */
    public Counterfactuals tries(long most) {
        return new Counterfactuals(nba, allowed, answers, fields, most, real, leastShare);
    }

    /**
     * The same, telling of every answer how unusual the changed customer would be.
     *
     * @throws IllegalArgumentException if the customers are of another schema than the engine's
     */
    public Counterfactuals among(RealCustomers customers) {
        return among(customers, 0);
    }

    /**
     * The same, without answers too unusual to be real. No two values are then taken for one another, so it tries more.
     *
     * @param least the share of the real customers who must be at least as far from their own nearest neighbour, in [0, 1]
     * @throws IllegalArgumentException if it is outside, or the customers are of another schema than the engine's
     */
    public Counterfactuals among(RealCustomers customers, double least) {
        if (!(least >= 0 && least <= 1)) {
            throw new IllegalArgumentException(
                    "The least share (" + least
                            + ") of real customers as unusual as an answer must lie in [0, 1].\nMaybe it was given in per cent.");
        }
        if (!customers.schema().equals(nba.schema())) {
            throw new IllegalArgumentException("The real customers ("
                    + customers.schema().size() + " fields) must be of the engine's schema ("
                    + nba.schema().size() + " fields).\nMaybe bind them by the engine.");
        }
        return new Counterfactuals(nba, allowed, answers, fields, tries, customers, least);
    }

    /**
     * Searches for one customer.
     *
     * @param row a row of the engine's schema; not changed
     * @param context what is known at the decision
     * @throws IllegalArgumentException if the engine has no such segment or action, or the row has another schema
     * @throws IllegalStateException if the engine's two doors decide differently, which would be a defect
     */
    public CounterfactualReport find(Row row, Context context, Goal goal) {
        Instant now = nba.clock().instant();
        ZoneId zone = nba.clock().getZone();
        GoalCheck check = GoalCheck.of(goal, nba);
        Decision before = nba.decideAsOf(row, context, now, zone);
        if (goal.isMet(before)) {
            return new CounterfactualReport(goal, before, true, List.of(), 0, 0, true);
        }
        NextBestAction<?> engine = nba.withClock(Clock.fixed(now, zone));
        Workspace workspace = engine.workspace();
        List<Candidates> candidates = candidates(row, goal);
        Frontier frontier = new Frontier(candidates, fields);
        List<int[]> found = new ArrayList<>();
        List<Counterfactual> given = new ArrayList<>();
        Row changed = new Row(row.schema());
        long tried = 0;
        long implausible = 0;
        Frontier.Combination next = frontier.next();
        while (next != null && given.size() < answers && tried < tries) {
            if (!repeats(next, found)) {
                tried++;
                change(row, next, candidates, changed);
                boolean isMet = check.isMet(engine.decide(changed, context, workspace), workspace);
                Plausibility plausibility = isMet && real != null ? real.of(changed) : null;
                boolean isUnusual = plausibility != null && plausibility.share() < leastShare;
                if (isMet && !isUnusual) {
                    found.add(next.fields);
                    Decision then = nba.decideAsOf(changed, context, now, zone);
                    given.add(verified(row, changed, next, candidates, goal, then, plausibility));
                } else {
                    implausible += isUnusual ? 1 : 0;
                    frontier.grow(next);
                }
            }
            next = frontier.next();
        }
        boolean isComplete = next == null || given.size() == answers;
        return new CounterfactualReport(goal, before, false, given, tried, implausible, isComplete);
    }

    /** Whether all fields of an answer are changed: then it is that answer with something added. */
    private static boolean repeats(Frontier.Combination next, List<int[]> found) {
        for (int[] fields : found) {
            if (next.containsAll(fields)) {
                return true;
            }
        }
        return false;
    }

    private List<Candidates> candidates(Row row, Goal goal) {
        boolean byForest = goal instanceof Goal.ChurnBelow && !allowed.hasFollowers() && leastShare == 0;
        List<Candidates> candidates = new ArrayList<>();
        if (byForest && nba.churnModel().scorer() instanceof Forest forest) {
            Ranks ranks = new Ranks(forest);
            for (Change change : allowed.changes()) {
                candidates.add(Candidates.of(change, row).thinned(nba.pipeline(), forest, ranks, row));
            }
            return candidates;
        }
        for (Change change : allowed.changes()) {
            candidates.add(Candidates.of(change, row));
        }
        return candidates;
    }

    private void change(Row row, Frontier.Combination chosen, List<Candidates> candidates, Row changed) {
        changed.copyFrom(row);
        for (int i = 0; i < chosen.fields.length; i++) {
            candidates.get(chosen.fields[i]).apply(chosen.choices[i], changed);
        }
        allowed.settle(changed);
    }

    private static Counterfactual verified(
            Row row,
            Row changed,
            Frontier.Combination chosen,
            List<Candidates> candidates,
            Goal goal,
            Decision decision,
            @Nullable Plausibility plausibility) {
        if (!goal.isMet(decision)) {
            throw new IllegalStateException("The counterfactual for the goal (" + goal
                    + ") must be decided alike by both doors of the engine.");
        }
        List<FieldChange> changes = new ArrayList<>();
        for (int p = 0; p < row.schema().size(); p++) {
            int position = p;
            String from = row.display(p);
            String to = changed.display(p);
            boolean own = false;
            for (int field : chosen.fields) {
                own |= candidates.get(field).position == position;
            }
            if (own || !from.equals(to)) {
                changes.add(new FieldChange(row.schema().field(p).name(), from, to, !own));
            }
        }
        return new Counterfactual(changes, chosen.cost(), decision, plausibility);
    }
}
