// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import java.util.Locale;

/** How high in a catalogue a rule stands; it holds for everything below. */
public enum Level {
    /** For every action of the bank. */
    CATALOG,
    /** For every action of an issue. */
    ISSUE,
    /** For every action of a group. */
    GROUP,
    /** For every treatment of an action. */
    ACTION,
    /** For one treatment. */
    TREATMENT;

    /** The level in lower case, as messages write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
