// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import io.nextbestaction.Decision;
import io.nextbestaction.data.Numbers;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change that reaches the goal, the cheapest among all allowed changes of the same fields.
 *
 * @param changes what changes, in the order of the schema
 * @param cost of all changes together
 * @param decision what the engine decides for the changed customer
 * @param plausibility how unusual the changed customer would be, null where no real customers were given
 */
public record Counterfactual(
        List<FieldChange> changes,
        double cost,
        Decision decision,
        @Nullable Plausibility plausibility) {
    /** Keeps the list from changing. */
    public Counterfactual {
        changes = List.copyOf(changes);
    }

    /** One line: {@code products 1 → 2, active no → yes (cost 2)}. */
    @Override
    public String toString() {
        return changes.stream().map(FieldChange::toString).collect(Collectors.joining(", ")) + " (cost "
                + Numbers.display(cost) + ")";
    }
}
