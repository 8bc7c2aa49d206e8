// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.policy.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every level of a catalogue asks of its rules. */
final class Rules {
    private Rules() {}

    static void check(String kind, String owner, List<Rule> rules) {
        if (owner.isBlank()) {
            throw new IllegalArgumentException("The name (\"" + owner + "\") of " + kind + " must not be blank.");
        }
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("The rule \"" + rule.name() + "\" of " + kind + " \"" + owner
                        + "\" must have a name of its own.\nMaybe name it after its field and limit.");
            }
        }
    }
}
