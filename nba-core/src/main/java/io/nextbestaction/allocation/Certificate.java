// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import java.util.List;

/**
 * How good an assignment provably is: no assignment within the constraints is worth more than the upper bound.
 *
 * @param status whether there is an assignment
 * @param value what the assignment is worth, in currency; NaN without one
 * @param upperBound what no feasible assignment exceeds; NaN if none exists
 * @param assigned how many customers get an action
 * @param constraints what each constraint costs and how far it is used, in the order given
 * @param passes how often the customers were read
 */
public record Certificate(
        Status status, double value, double upperBound, long assigned, List<Use> constraints, int passes) {
    /** Keeps the list from changing. */
    public Certificate {
        constraints = List.copyOf(constraints);
    }

    /** Whether there is an assignment. */
    public enum Status {
        /** Every constraint holds. */
        FEASIBLE,
        /** Proven: no assignment meets all constraints. */
        INFEASIBLE,
        /** None was found that meets all minimums, and none was proven impossible. */
        NOT_FOUND
    }

    /**
     * One constraint of the certificate.
     *
     * @param used by the assignment, up to a relative 1e-11 of rounding within the bound; NaN without an assignment
     * @param shadowPrice what one more unit of the bound would bring, in currency: at least 0 for a maximum, at most 0 for a
     *     minimum; for an infeasible problem its weight in the proof
     */
    public record Use(Constraint constraint, double used, double shadowPrice) {}

    /** The most that is missing to the optimum, as a share of the upper bound; 0 for none, NaN without an assignment. */
    public double relativeGap() {
        double missing = Math.max(0, upperBound - value);
        return missing == 0 ? 0 : missing / Math.abs(upperBound);
    }
}
