// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.history.Interaction;

/** Hears what a store holds, in the order it was kept. */
public interface AuditReader {
    /** A decision. */
    default void decision(DecisionRecord record) {}

    /** Something that happened between the bank and a customer. */
    default void interaction(Interaction interaction) {}
}
