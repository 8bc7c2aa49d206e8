// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/**
 * Hears how far long work has come, and may end it; called on the working thread, so it should return at once.
 *
 * <p>To cancel, throw a {@link java.util.concurrent.CancellationException} from {@link #update}: the work stops there,
 * frees what it holds, gives no result and lets the exception through to its caller. Nothing is changed by work that was
 * cancelled.
 */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress NONE = (task, done, total) -> {};

    /**
     * Some units of a task are done; the same number may be told again as a sign of life.
     *
     * @param task what is being done, in words
     * @param done units done so far
     * @param total units in all, or -1 when unknown
     * @throws java.util.concurrent.CancellationException to end the work
     */
    void update(String task, long done, long total);

    /**
     * Hears a part of a task: whatever the part tells is heard as the task still standing where it stands, so that the
     * listener sees a sign of life and may cancel.
     *
     * @param task the whole task, in words
     * @param done units of the whole done so far
     * @param total units of the whole, or -1 when unknown
     */
    default Progress within(String task, long done, long total) {
        return (part, partDone, partTotal) -> update(task, done, total);
    }
}
