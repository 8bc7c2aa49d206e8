// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/** Hears how far long work has come; called on the working thread, so it should return at once. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress NONE = (task, done, total) -> {};

    /**
     * Some units of a task are done.
     *
     * @param task what is being done, in words
     * @param done units done so far
     * @param total units in all, or -1 when unknown
     */
    void update(String task, long done, long total);
}
