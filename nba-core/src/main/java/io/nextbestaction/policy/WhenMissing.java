// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

/** What a rule says when the value it asks about is missing. */
public enum WhenMissing {
    /** The action is refused; the default, because a bank must know before it offers. */
    REJECT,
    /** The rule does not stand in the way. */
    ALLOW
}
