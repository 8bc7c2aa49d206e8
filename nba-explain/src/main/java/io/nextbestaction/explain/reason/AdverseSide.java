// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

/** Which scores are bad for an applicant. */
public enum AdverseSide {
    /** High ones, as probabilities of default are: at most the cutoff passes. */
    HIGH,
    /** Low ones, as points of a scorecard are: at least the cutoff passes. */
    LOW;

    boolean passes(double margin, double cutoff) {
        return this == HIGH ? margin <= cutoff : margin >= cutoff;
    }

    /** A difference of scores, positive if it is bad. */
    double adverse(double difference) {
        return this == HIGH ? difference : -difference;
    }
}
