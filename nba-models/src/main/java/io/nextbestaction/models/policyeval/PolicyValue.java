// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import io.nextbestaction.models.evaluation.Estimate;

/** What a log tells of a policy's value per decision: an estimate, or the reason why there is none. Never both. */
public sealed interface PolicyValue {

    /** The estimator asked. */
    Estimator estimator();

    /** What the answer rests on. */
    Diagnostics diagnostics();

    /**
     * The value with its interval.
     *
     * @param estimator the estimator asked
     * @param value mean reward per decision, or for a comparison the difference of two policies
     * @param diagnostics what it rests on
     */
    record Estimated(Estimator estimator, Estimate value, Diagnostics diagnostics) implements PolicyValue {}

    /**
     * No value.
     *
     * @param estimator the estimator asked
     * @param reason why, for programs
     * @param message why, in words, with what to do
     * @param diagnostics what was found
     */
    record Refused(Estimator estimator, Reason reason, String message, Diagnostics diagnostics)
            implements PolicyValue {}

    /** Why a log cannot tell. */
    enum Reason {
        /** The log left nothing to chance, or gave an action of the policy no chance. */
        NOT_IDENTIFIED,
        /** The weights leave fewer than 100 decisions. */
        TOO_FEW_EFFECTIVE,
        /** The mean weight is more than 0.2 away from 1. */
        WEIGHTS_OFF
    }
}
