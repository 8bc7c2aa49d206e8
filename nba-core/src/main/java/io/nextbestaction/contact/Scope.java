// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import java.util.Locale;

/** What a contact rule counts apart. */
public enum Scope {
    /** Every contact together. */
    ALL,
    /** Contacts of each issue apart. */
    ISSUE,
    /** Contacts of each group apart. */
    GROUP,
    /** Contacts of each action apart, its treatments together. */
    ACTION,
    /** Contacts of each treatment apart. */
    TREATMENT,
    /** Contacts by each channel apart. */
    CHANNEL;

    /** The scope in lower case, as files and messages write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
