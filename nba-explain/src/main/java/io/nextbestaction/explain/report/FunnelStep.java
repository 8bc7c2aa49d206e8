// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.List;

/**
 * One step of a funnel: how many are left, and what took the others.
 *
 * @param label the step
 * @param left how many are left after it, not more than before
 * @param losses what took the others, in the order to be shown
 */
public record FunnelStep(String label, long left, List<Loss> losses) {

    /** Copies the list. */
    public FunnelStep {
        losses = List.copyOf(losses);
    }

    /**
     * One cause.
     *
     * @param cause in words
     * @param lost how many it took
     */
    public record Loss(String cause, long lost) {}
}
