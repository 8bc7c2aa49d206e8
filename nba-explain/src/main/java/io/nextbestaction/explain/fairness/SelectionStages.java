// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import io.nextbestaction.Decision;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Rejection;
import io.nextbestaction.action.Action;
import io.nextbestaction.policy.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who is still selected after each stage of a decision, if every stage up to it is applied and none after it. Immutable.
 */
public final class SelectionStages {
    /** The stage at which expected values are compared, without levers. */
    public static final String MODEL = "model";
    /** The stage at which levers, context and risk have their say. */
    public static final String ARBITRATION = "arbitration";
    /** The stage at which something else than the best may be tried. */
    public static final String EXPLORATION = "exploration";
    /** The stage at which the limits of the slate are kept. */
    public static final String CONSTRAINT = "constraint";

    private final List<String> names;
    private final boolean[][] selected;

    private SelectionStages(List<String> names, boolean[][] selected) {
        this.names = names;
        this.selected = selected;
    }

    /**
     * Stages of any process.
     *
     * @param names of the stages, in order, at least one
     * @param selected [stages × rows]; copied
     * @throws IllegalArgumentException if there is no stage, or the arrays do not fit
     */
    public static SelectionStages of(List<String> names, boolean[][] selected) {
        if (names.isEmpty() || names.size() != selected.length) {
            throw new IllegalArgumentException("The stages (" + names.size() + " names, " + selected.length
                    + " selections) must be at least one, each with a selection.");
        }
        boolean[][] copies = new boolean[selected.length][];
        for (int s = 0; s < copies.length; s++) {
            copies[s] = selected[s].clone();
            if (copies[s].length != copies[0].length) {
                throw new IllegalArgumentException("The selection of stage \"" + names.get(s) + "\" ("
                        + copies[s].length + " rows) must have as many rows as the first (" + copies[0].length + ").");
            }
        }
        return new SelectionStages(List.copyOf(names), copies);
    }

    /**
     * The stages of next best action decisions, a customer being selected by being proposed one of the actions in question:
     * each stage of the rules in the engine's order, then {@link #MODEL} (among the best by expected value, and worth more
     * than nothing), {@link #ARBITRATION} (among the best by score), {@link #EXPLORATION} (the same, what was tried in place of
     * the last) and {@link #CONSTRAINT} (on the slate).
     *
     * @param decisions one for each row
     * @param proposals how many actions the engine's slate has at the most
     * @param inQuestion the actions whose offering is looked at
     * @throws IllegalArgumentException if the proposals are fewer than 1
     */
    public static SelectionStages ofDecisions(
            List<Decision> decisions, int proposals, Predicate<? super Action> inQuestion) {
        if (proposals < 1) {
            throw new IllegalArgumentException("The proposals (" + proposals
                    + ") of a decision must be at least 1.\nMaybe pass engine.arbitration().slate().size().");
        }
        List<String> names = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            names.add(stage.label());
        }
        names.addAll(List.of(MODEL, ARBITRATION, EXPLORATION, CONSTRAINT));
        boolean[][] selected = new boolean[names.size()][decisions.size()];
        for (int r = 0; r < decisions.size(); r++) {
            fill(decisions.get(r), r, proposals, inQuestion, selected);
        }
        return new SelectionStages(List.copyOf(names), selected);
    }

    private static void fill(
            Decision decision, int row, int proposals, Predicate<? super Action> inQuestion, boolean[][] selected) {
        Stage[] order = Stage.values();
        int rules = order.length;
        for (Rejection rejection : decision.rejected()) {
            if (inQuestion.test(rejection.action())) {
                Stage refused = rejection.first().stage();
                for (int s = 0; order[s] != refused; s++) {
                    selected[s][row] = true;
                }
            }
        }
        RankedAction chosen = decision.chosen();
        boolean proposes = !chosen.action().isDoNothing();
        int place = 0;
        int beside = 0;
        boolean worthless = false;
        for (RankedAction candidate : decision.ranked()) {
            if (candidate.action().isDoNothing()) {
                worthless = true;
                continue;
            }
            if (inQuestion.test(candidate.action())) {
                for (int s = 0; s < rules; s++) {
                    selected[s][row] = true;
                }
                selected[rules][row] |= isBestByValue(candidate, decision, proposals);
                selected[rules + 1][row] |= !worthless && place < proposals;
                boolean taken = candidate.rank() == chosen.rank();
                selected[rules + 2][row] |= proposes && (taken || (!worthless && beside < proposals - 1));
            }
            place++;
            beside += candidate.rank() == chosen.rank() ? 0 : 1;
        }
        selected[rules + 3][row] = decision.slate().stream().anyMatch(proposed -> inQuestion.test(proposed.action()));
    }

    /** Whether fewer than so many candidates are expected to earn more; equal ones count in the order they are ranked. */
    private static boolean isBestByValue(RankedAction candidate, Decision decision, int proposals) {
        if (!(candidate.expectedValue() > 0)) {
            return false;
        }
        int better = 0;
        for (RankedAction other : decision.ranked()) {
            boolean ahead = other.expectedValue() > candidate.expectedValue()
                    || (other.expectedValue() == candidate.expectedValue() && other.rank() < candidate.rank());
            better += ahead ? 1 : 0;
        }
        return better < proposals;
    }

    /** The names of the stages, in order. */
    public List<String> names() {
        return names;
    }

    /** The number of rows. */
    public int rows() {
        return selected[0].length;
    }

    /** Whether a row is selected if the stages up to this one are applied. */
    public boolean isSelected(int stage, int row) {
        return selected[stage][row];
    }
}
