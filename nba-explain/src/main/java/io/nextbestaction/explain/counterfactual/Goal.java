// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import io.nextbestaction.Decision;
import io.nextbestaction.data.Numbers;

/** What a change is to bring about. Immutable. */
public sealed interface Goal {

    /**
     * The churn probability falls below a threshold.
     *
     * @param threshold in (0, 1]
     */
    record ChurnBelow(double threshold) implements Goal {
        /**
         * Checks the threshold.
         *
         * @throws IllegalArgumentException if it is outside (0, 1]
         */
        public ChurnBelow {
            if (!(threshold > 0 && threshold <= 1)) {
                throw new IllegalArgumentException("The churn threshold (" + threshold
                        + ") of a goal must lie in (0, 1].\nMaybe it was given in per cent.");
            }
        }

        /** {@code churn below 0.3}. */
        @Override
        public String toString() {
            return "churn below " + Numbers.display(threshold);
        }
    }

    /**
     * The customer belongs to a segment.
     *
     * @param name of the segment
     */
    record InSegment(String name) implements Goal {
        /** {@code segment "loyal"}. */
        @Override
        public String toString() {
            return "segment \"" + name + "\"";
        }
    }

    /**
     * An action wins.
     *
     * @param action its id, {@code do-nothing} included
     */
    record Wins(String action) implements Goal {
        /** {@code action "gold-card"}. */
        @Override
        public String toString() {
            return "action \"" + action + "\"";
        }
    }

    /**
     * An action does not win.
     *
     * @param action its id, {@code do-nothing} included
     */
    record Loses(String action) implements Goal {
        /** {@code another action than "gold-card"}. */
        @Override
        public String toString() {
            return "another action than \"" + action + "\"";
        }
    }

    /** Whether a decision meets it. */
    default boolean isMet(Decision decision) {
        if (this instanceof ChurnBelow goal) {
            return decision.churn() < goal.threshold();
        }
        if (this instanceof InSegment goal) {
            return decision.segment().equals(goal.name());
        }
        return this instanceof Wins goal
                ? decision.action().id().equals(goal.action())
                : !(this instanceof Loses loses && decision.action().id().equals(loses.action()));
    }
}
