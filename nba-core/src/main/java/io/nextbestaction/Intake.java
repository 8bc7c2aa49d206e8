// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.RowException;

/** What comes into an engine, checked at the door: customers and contexts. Immutable and thread-safe. */
final class Intake<C> {
    private final RowBinder<C> binder;
    private final Engine engine;

    Intake(RowBinder<C> binder, Engine engine) {
        this.binder = binder;
        this.engine = engine;
    }

    RowBinder<C> binder() {
        return binder;
    }

    /** Not knowing the contacts is not the same as there being none, and draws need an id. */
    void check(Context context) {
        if (engine.explorer() != null && context.decision().isEmpty()) {
            throw new IllegalArgumentException("The context (without a decision id) of a decision must have one for an"
                    + " engine that explores.\nMaybe pass Context.NONE.decision(UUID.randomUUID().toString()).");
        }
        if (engine.contacts() != null && context.contacts() == null) {
            throw new IllegalArgumentException(
                    "The contacts (none given) of a decision must be given to an engine with a"
                            + " contact policy.\nMaybe pass Context.NONE.contacts(ledger.history(…)), or"
                            + " ContactHistory.NONE for a customer never contacted.");
        }
    }

    /** Writes a customer into a row. */
    void bind(C customer, Row row) {
        if (customer == null) {
            throw new RowException("", "The customer (null) must be given.\nMaybe a look-up found nobody.");
        }
        try {
            binder.bind(customer, row);
        } catch (RowException e) {
            throw e;
        } catch (RuntimeException e) {
            // The reader's own message may hold customer data: its kind is told, the rest is the cause.
            throw new RowException(
                    "",
                    "The customer cannot be read: its binder failed with "
                            + e.getClass().getSimpleName() + ".",
                    e);
        }
    }
}
