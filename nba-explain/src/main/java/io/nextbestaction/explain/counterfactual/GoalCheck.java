// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.Workspace;
import io.nextbestaction.action.Action;
import io.nextbestaction.data.Names;
import io.nextbestaction.model.Segment;
import java.util.List;

/** A goal made ready for an engine's fast door. */
@FunctionalInterface
interface GoalCheck {

    /** Whether what the last decision left in the workspace meets the goal. */
    boolean isMet(int winner, Workspace workspace);

    /**
     * Makes a goal ready.
     *
     * @throws IllegalArgumentException if the engine has no such segment or action
     */
    static GoalCheck of(Goal goal, NextBestAction<?> nba) {
        if (goal instanceof Goal.ChurnBelow below) {
            return (winner, workspace) -> workspace.churn() < below.threshold();
        }
        if (goal instanceof Goal.InSegment segment) {
            List<String> names = nba.segments().stream().map(Segment::name).toList();
            int index = require("segment", segment.name(), names);
            return (winner, workspace) -> workspace.segment() == index;
        }
        if (goal instanceof Goal.Wins wins) {
            int position = position(wins.action(), nba);
            return (winner, workspace) -> winner == position;
        }
        int position = position(((Goal.Loses) goal).action(), nba);
        return (winner, workspace) -> winner != position;
    }

    private static int position(String action, NextBestAction<?> nba) {
        List<String> ids = nba.catalog().actions().stream().map(Action::id).toList();
        return action.equals(Action.DO_NOTHING.id()) ? -1 : require("action", action, ids);
    }

    private static int require(String what, String name, List<String> known) {
        int index = known.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "The " + what + " \"" + name + "\" of a goal must be one of the engine's " + known.size() + ".\n"
                            + Names.suggestion(name, known));
        }
        return index;
    }
}
