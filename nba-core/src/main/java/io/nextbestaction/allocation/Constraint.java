// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import java.util.Arrays;
import java.util.List;

/**
 * A bound on what all assignments together use of something: money, phone calls, e-mails, expected loss. Immutable.
 *
 * @param name what messages and certificates call it
 * @param minimum whether at least the bound must be used, instead of at most
 * @param bound in units of the constraint, finite and at least 0
 * @param usage what one assignment of each action uses, at least 0; empty if the source tells it customer by customer
 */
public record Constraint(String name, boolean minimum, double bound, List<Double> usage) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the name is blank or a number is negative or not finite
     */
    public Constraint {
        usage = List.copyOf(usage);
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "The name of a constraint must not be blank.\nMaybe say what it counts.");
        }
        if (!(bound >= 0) || !Double.isFinite(bound)) {
            throw new IllegalArgumentException("The bound (" + bound + ") of constraint \"" + name
                    + "\" must be finite and at least 0.\nMaybe leave the constraint out.");
        }
        for (double use : usage) {
            if (!(use >= 0) || !Double.isFinite(use)) {
                throw new IllegalArgumentException("The usage (" + use + ") of constraint \"" + name
                        + "\" must be finite and at least 0.\nMaybe an income belongs into the value.");
            }
        }
    }

    /** A budget or capacity: at most so much, with what one assignment of each action uses. */
    public static Constraint atMost(String name, double bound, double... usage) {
        return new Constraint(name, false, bound, Arrays.stream(usage).boxed().toList());
    }

    /** A minimum: at least so much, with what one assignment of each action counts. */
    public static Constraint atLeast(String name, double bound, double... usage) {
        return new Constraint(name, true, bound, Arrays.stream(usage).boxed().toList());
    }

    /** Whether the source tells the usage customer by customer. */
    public boolean isRead() {
        return usage.isEmpty();
    }
}
