// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.store;

import io.nextbestaction.contact.ContactState;
import io.nextbestaction.contact.ContactStore;
import java.sql.ResultSet;
import javax.sql.DataSource;

/** Contact states in a table, one row for each policy and key, changed by compare-and-set on its version. */
final class JdbcContactStore implements ContactStore {
    private final Jdbc jdbc;

    JdbcContactStore(DataSource database) {
        this.jdbc = new Jdbc(database);
    }

    @Override
    public Versioned load(String policy, String key) {
        return jdbc.run("select version, state from nba_contact where policy = ? and subject = ?", statement -> {
            statement.setString(1, policy);
            statement.setString(2, key);
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? new Versioned(found.getLong(1), ContactState.parse(found.getString(2), "nba_contact"))
                        : new Versioned(0, ContactState.EMPTY);
            }
        });
    }

    @Override
    public boolean replace(String policy, String key, long expectedVersion, ContactState next) {
        if (expectedVersion == 0) {
            return jdbc.insert(
                    "insert into nba_contact (policy, subject, version, state) values (?, ?, 1, ?)",
                    exists -> {
                        exists.setString(1, policy);
                        exists.setString(2, key);
                        try (ResultSet found = exists.executeQuery()) {
                            return found.next();
                        }
                    },
                    "select version from nba_contact where policy = ? and subject = ?",
                    insert -> {
                        insert.setString(1, policy);
                        insert.setString(2, key);
                        insert.setString(3, next.toJson());
                        return insert.executeUpdate();
                    });
        }
        return jdbc.run(
                "update nba_contact set version = ?, state = ? where policy = ? and subject = ? and version = ?",
                update -> {
                    update.setLong(1, expectedVersion + 1);
                    update.setString(2, next.toJson());
                    update.setString(3, policy);
                    update.setString(4, key);
                    update.setLong(5, expectedVersion);
                    return update.executeUpdate() == 1;
                });
    }
}
