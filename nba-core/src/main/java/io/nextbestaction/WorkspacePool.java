// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.contact.ContactHistory;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lends workspaces to the pleasant door, so that it allocates only what it returns: one slot for every few threads, never
 * waited for; a thread that finds its slot empty makes a new workspace. Thread-safe.
 */
final class WorkspacePool {
    private static final int SLOTS = 64;
    /** Slots lie a cache line apart, so that threads do not slow each other down. */
    private static final int STRIDE = 16;

    private final Engine engine;
    private final AtomicReferenceArray<@Nullable Workspace> slots = new AtomicReferenceArray<>(SLOTS * STRIDE);

    WorkspacePool(Engine engine) {
        this.engine = engine;
    }

    Workspace borrow() {
        Workspace spare = slots.getAndSet(slot(), null);
        return spare == null ? new Workspace(engine) : spare;
    }

    void giveBack(Workspace workspace) {
        // No customer stays behind on the heap.
        workspace.row.clear();
        workspace.facts.customer(workspace.row).scores(Double.NaN, null);
        workspace.contacts = ContactHistory.NONE;
        if (workspace.context != null) {
            workspace.context.clear();
        }
        slots.set(slot(), workspace);
    }

    private static int slot() {
        return (Thread.currentThread().hashCode() & (SLOTS - 1)) * STRIDE;
    }
}
