// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.policy.Failure;
import java.util.List;

/**
 * An action this customer may not get now, and every rule that stood in the way.
 *
 * @param action the action
 * @param failures at least one, the first failing rule first; of an action that is not on offer today, only that
 */
public record Rejection(Action action, List<Failure> failures) {
    /** Keeps the failures from changing. */
    public Rejection {
        failures = List.copyOf(failures);
    }

    /** The rule that decided. */
    public Failure first() {
        return failures.get(0);
    }

    /** One line: {@code Mortgage: suitability: debt-to-income too high (debtToIncome 0.46, required <= 0.4)}. */
    @Override
    public String toString() {
        return action.title() + ": " + first();
    }
}
