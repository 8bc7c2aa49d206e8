// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.history;

import java.util.Locale;

/** What happened between the bank and a customer. */
public enum InteractionType {
    /** The contact was made: shown, sent, called. */
    SHOWN,
    /** The customer looked closer. */
    CLICKED,
    /** The customer took it. */
    ACCEPTED,
    /** The customer said no. */
    DECLINED,
    /** The customer complained, or unsubscribed. */
    COMPLAINED;

    /** The type in lower case, as files write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
