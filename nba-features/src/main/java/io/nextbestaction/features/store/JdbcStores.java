// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.store;

import io.nextbestaction.audit.AuditException;
import io.nextbestaction.audit.AuditStore;
import io.nextbestaction.audit.EntryLog;
import io.nextbestaction.contact.ContactStore;
import javax.sql.DataSource;

/**
 * The library's stores in a database, over plain JDBC and standard SQL; tested on H2 and PostgreSQL. Each change is one
 * statement committed by itself, safe for any number of services; the pool and its time-outs are the caller's. Keys have
 * at most 256 characters. What the database refuses is an {@link AuditException}.
 *
 * <pre>{@code
 * JdbcStores.createTables(database);
 * AuditStore store = AuditStore.on(JdbcStores.log(database));
 * ContactLedger ledger = ContactLedger.of(policy, catalog, JdbcStores.contacts(database), clock);
 * }</pre>
 */
public final class JdbcStores {
    private JdbcStores() {}

    /**
     * Makes the tables, once; {@code schema.sql} beside this class says which.
     *
     * @throws AuditException if the database refuses, as when they are there already
     */
    public static void createTables(DataSource database) {
        Jdbc.createTables(database);
    }

    /** A log for {@link AuditStore#on}; a service that is refused its place because another was faster tries the next. */
    public static EntryLog log(DataSource database) {
        return new JdbcLog(database);
    }

    /** Contact states that services share. */
    public static ContactStore contacts(DataSource database) {
        return new JdbcContactStore(database);
    }
}
