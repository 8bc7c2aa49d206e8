// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.store;

import io.nextbestaction.audit.AuditException;
import io.nextbestaction.audit.EngineCard;
import io.nextbestaction.audit.EntryLog;
import io.nextbestaction.audit.LogEntry;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Entries in a table, one row each, for any number of writing processes: the position is the key, so of two writers that
 * follow the same entry one is refused and follows the other. Content is Base64, the one form of bytes every database has.
 */
final class JdbcLog implements EntryLog {
    private static final String LAST =
            "select entry_no, hash from nba_audit where entry_no = (select max(entry_no) from nba_audit)";

    private final Jdbc jdbc;

    JdbcLog(DataSource database) {
        this.jdbc = new Jdbc(database);
    }

    @SuppressWarnings("ArrayRecordComponent") // a hash on its way; never compared
    private record Last(long position, byte[] hash) {}

    private Last last() {
        return jdbc.run(LAST, statement -> {
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? new Last(found.getLong(1), HexFormat.of().parseHex(found.getString(2)))
                        : new Last(0, LogEntry.start());
            }
        });
    }

    @Override
    public byte[] head() {
        return last().hash();
    }

    @Override
    public boolean append(byte[] head, LogEntry entry) {
        Last last = last();
        if (!Arrays.equals(last.hash(), head)) {
            return false;
        }
        long position = last.position() + 1;
        String card = entry.kind() == LogEntry.Kind.CARD
                ? Long.toString(EngineCard.parse(entry.content()).key())
                : "";
        return jdbc.insert(
                "insert into nba_audit (entry_no, kind, customer, card, content, hash) values (?, ?, ?, ?, ?, ?)",
                exists -> {
                    exists.setLong(1, position);
                    try (ResultSet found = exists.executeQuery()) {
                        return found.next();
                    }
                },
                "select entry_no from nba_audit where entry_no = ?",
                insert -> {
                    insert.setLong(1, position);
                    insert.setInt(2, entry.kind().code());
                    insert.setString(3, entry.customer());
                    insert.setString(4, card);
                    insert.setString(5, Base64.getEncoder().encodeToString(entry.content()));
                    insert.setString(6, HexFormat.of().formatHex(entry.hash()));
                    return insert.executeUpdate();
                });
    }

    @Override
    public void force() {
        // every row was committed
    }

    @Override
    public boolean hasCard(long key) {
        return jdbc.run("select entry_no from nba_audit where card = ?", statement -> {
            statement.setString(1, Long.toString(key));
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        });
    }

    @Override
    public void read(String customer, Consumer<LogEntry> reader) {
        String which = customer.isEmpty() ? "" : " where customer = ? or kind = " + LogEntry.Kind.CARD.code();
        jdbc.run("select kind, customer, content, hash from nba_audit" + which + " order by entry_no", statement -> {
            if (!customer.isEmpty()) {
                statement.setString(1, customer);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.accept(entry(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
            return true;
        });
    }

    private static LogEntry entry(int code, String customer, String content, String hash) {
        LogEntry.Kind kind = LogEntry.Kind.of(code);
        try {
            if (kind != null) {
                return new LogEntry(
                        kind,
                        customer,
                        Base64.getDecoder().decode(content),
                        HexFormat.of().parseHex(hash));
            }
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
        throw damaged(null);
    }

    private static AuditException damaged(@Nullable Throwable cause) {
        return new AuditException(
                "The row of an audit table must be one this library wrote.\nMaybe it was changed by hand.", cause);
    }

    @Override
    public void close() {
        // the caller owns the data source
    }
}
