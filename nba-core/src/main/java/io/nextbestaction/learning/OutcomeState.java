// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

/** Where a decision stands: open until it converts or its window has passed. Open is not a negative. */
public enum OutcomeState {
    /** Not shown yet as far as is known, or still within its window. */
    OPEN,
    /** Converted within the window, and not reversed. */
    CONVERTED,
    /** The window passed without a conversion, or with one that was reversed. */
    EXPIRED
}
