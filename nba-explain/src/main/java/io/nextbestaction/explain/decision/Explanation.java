// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.Decision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole decision explained. Holds customer data. Immutable.
 *
 * @param decision the decision
 * @param moment as of which it was made
 * @param decidedBy what it turned on
 * @param churn the churn probability by field
 * @param contrast the winner against the runner-up, or what was tried against the best, doing nothing among them; null if
 *     nothing else was allowed
 * @param effects what rules, levers, exploration and the slate did, in the order in which a decision meets them
 */
public record Explanation(
        Decision decision,
        Instant moment,
        DecidedBy decidedBy,
        ScoreParts churn,
        @Nullable Contrast contrast,
        List<Effect> effects) {
    /** Keeps the list from changing. */
    public Explanation {
        effects = List.copyOf(effects);
    }

    /** What is different in a later explanation of the same customer, or in that of another model. */
    public ExplanationDiff diff(Explanation later) {
        return ExplanationDiff.between(this, later);
    }
}
