// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import java.util.List;
import java.util.Locale;

/** Where a condition finds the value it asks about. */
public enum Source {
    /** A field of the customer, product holdings among them. */
    FIELD,
    /** A field given with the decision, such as whether the branch is open now. */
    CONTEXT,
    /** What the engine's own models say: churn, segment or propensity. */
    MODEL;

    /** The model outputs: the churn probability, the segment's name, this action's acceptance probability. */
    public static final List<String> OUTPUTS = List.of("churn", "segment", "propensity");

    /** The key in a catalogue file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A name as messages write it: a customer field by its bare name, all else behind its source. */
    String shown(String name) {
        return this == FIELD ? name : key() + " " + name;
    }
}
