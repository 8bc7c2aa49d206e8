// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.policy.Stage;
import java.util.List;

/** What one part of the policy did to a decision. Actions are told by their ids. */
public sealed interface Effect {

    /**
     * A rule refused actions.
     *
     * @param stage the question it belongs to
     * @param rule its name
     * @param because the reason in the catalogue's words
     * @param refused the actions for which it was the first to refuse
     */
    record OfRule(Stage stage, String rule, String because, List<String> refused) implements Effect {
        /** Keeps the list from changing. */
        public OfRule {
            refused = List.copyOf(refused);
        }
    }

    /**
     * A lever weighed on candidates.
     *
     * @param lever the lever
     * @param actions the candidates it weighed on, its condition holding
     * @param winnerWithout the id of what would have won without it; empty where that cannot be told
     */
    record OfLever(Lever lever, List<String> actions, String winnerWithout) implements Effect {
        /** Keeps the list from changing. */
        public OfLever {
            actions = List.copyOf(actions);
        }
    }

    /**
     * The limits of the slate kept actions from being proposed.
     *
     * @param leftOut the actions among the best that are not on the slate
     * @param proposed those on the slate that are not among the best
     */
    record OfSlate(List<String> leftOut, List<String> proposed) implements Effect {
        /** Keeps the lists from changing. */
        public OfSlate {
            leftOut = List.copyOf(leftOut);
            proposed = List.copyOf(proposed);
        }
    }

    /**
     * Something else than the best was tried, to learn from it.
     *
     * @param best the action with the best score
     * @param tried what was decided on, {@code do-nothing} included
     * @param probability with which it was taken
     */
    record OfExploration(String best, String tried, double probability) implements Effect {}
}
