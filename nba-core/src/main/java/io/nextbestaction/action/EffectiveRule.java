// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;

/**
 * A rule that holds for a treatment, and where it comes from.
 *
 * @param level how high it stands
 * @param owner the name of the catalogue, issue or group, or the id of the action or treatment
 * @param rule the rule
 */
public record EffectiveRule(Level level, String owner, Rule rule) {

    /** One line: {@code group cards: eligibility: age >= 18 (of age)}. */
    @Override
    public String toString() {
        String condition = Condition.describe(rule.condition());
        return level.label() + " " + owner + ": " + rule.stage().label() + ": " + condition + " (" + rule.because()
                + ")";
    }
}
