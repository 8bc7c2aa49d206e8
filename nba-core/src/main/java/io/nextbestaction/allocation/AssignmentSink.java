// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

/** Takes the assignment, one call a customer, in order, on the thread that asked for it. */
@FunctionalInterface
public interface AssignmentSink {
    /** For who only wants the certificate. */
    AssignmentSink NONE = (customer, action) -> {};

    /**
     * Takes one customer's action.
     *
     * @param action its position, -1 for doing nothing
     */
    void accept(long customer, int action);
}
