// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

/**
 * One condition a customer must meet to get an action, and what to say when it is not met.
 *
 * @param stage the question it belongs to: eligibility, applicability, suitability or consent
 * @param name a short name, unique within its action
 * @param condition what must hold
 * @param because the reason a refused customer's adviser reads
 * @param whenMissing what a missing value means
 */
public record Rule(Stage stage, String name, Condition condition, String because, WhenMissing whenMissing) {

    /**
     * Checks stage, name and reason.
     *
     * @throws IllegalArgumentException if the stage is the engine's own or name or reason is blank
     */
    public Rule {
        if (!stage.isForRules()) {
            throw new IllegalArgumentException("The stage (" + stage.label() + ") of rule \"" + name
                    + "\" must be eligibility, applicability, suitability or consent.");
        }
        if (name.isBlank() || because.isBlank()) {
            throw new IllegalArgumentException("The name (\"" + name + "\") and reason (\"" + because
                    + "\") of a rule on \"" + condition.leaves().get(0).field() + "\" must not be blank.");
        }
    }

    boolean passes(Truth truth) {
        return truth == Truth.TRUE || (truth == Truth.UNKNOWN && whenMissing == WhenMissing.ALLOW);
    }
}
