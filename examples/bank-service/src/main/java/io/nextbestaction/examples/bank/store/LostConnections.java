// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/**
 * Tells the pool that a connection is lost where the driver says so by the kind of its exception alone, as H2's does; the
 * pool goes by the SQL state and would hand the lost connection out again and again.
 */
public final class LostConnections implements SQLExceptionOverride {
    /** Made by the pool, by the name in application.yaml. */
    public LostConnections() {}

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException e) {
        return e instanceof SQLNonTransientConnectionException ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
