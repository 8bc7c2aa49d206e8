// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

/** Where decision records go. Implementations are thread-safe and say what is safe when {@link #append} returns. */
@FunctionalInterface
public interface RecordSink {
    /** Keeps nothing. */
    RecordSink NONE = record -> {};

    /**
     * Keeps a record.
     *
     * @throws AuditException if it cannot be kept; the decision should then not be carried out
     */
    void append(DecisionRecord record);
}
