// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.store;

import java.time.Instant;

/**
 * What became of a decision.
 *
 * @param decisionId the decision
 * @param outcome what happened
 * @param at when
 */
public record Outcome(String decisionId, Kind outcome, Instant at) {

    /** What can become of a decision. */
    public enum Kind {
        /** The offer was made. */
        SHOWN,
        /** The customer took it. */
        ACCEPTED,
        /** The customer said no. */
        DECLINED
    }
}
