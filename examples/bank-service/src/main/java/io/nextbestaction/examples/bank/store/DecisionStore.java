// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Decisions by their keys, and what became of them. */
@Repository
public class DecisionStore {
    private static final String DECISIONS = "select decision_id, customer_id, action, title, channel, expected_value,"
            + " churn, engine, decided_at from decision where ";
    private static final String OUTCOMES = "select o.decision_id, o.outcome, o.happened_at from outcome o";

    private final JdbcClient database;

    /** A store in a database. */
    public DecisionStore(JdbcClient database) {
        this.database = database;
    }

    /** Keeps a decision. */
    public void add(DecisionRow row) {
        database.sql("insert into decision (decision_id, customer_id, action, title, channel, expected_value, churn,"
                        + " engine, decided_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        row.decisionId(),
                        row.customerId(),
                        row.action(),
                        row.title(),
                        row.channel(),
                        row.expectedValue(),
                        row.churn(),
                        row.engine(),
                        row.decidedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The decision with a key. */
    public Optional<DecisionRow> find(String decisionId) {
        return database.sql(DECISIONS + "decision_id = ?")
                .param(decisionId)
                .query(DecisionStore::decision)
                .optional();
    }

    /** The latest decisions about a customer, newest first. */
    public List<DecisionRow> of(String customerId, int limit) {
        return database.sql(DECISIONS + "customer_id = ? order by decided_at desc fetch first ? rows only")
                .params(customerId, limit)
                .query(DecisionStore::decision)
                .list();
    }

    /**
     * Keeps an outcome.
     *
     * @return whether it is new; false if the decision had such an outcome
     */
    public boolean add(Outcome outcome) {
        try {
            database.sql("insert into outcome (decision_id, outcome, happened_at) values (?, ?, ?)")
                    .params(
                            outcome.decisionId(),
                            outcome.outcome().name(),
                            outcome.at().atOffset(ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Whether a decision has an outcome. */
    public boolean has(String decisionId, Outcome.Kind kind) {
        return !database.sql(OUTCOMES + " where o.decision_id = ? and o.outcome = ?")
                .params(decisionId, kind.name())
                .query(DecisionStore::outcome)
                .list()
                .isEmpty();
    }

    /** The outcomes of all decisions about a customer, oldest first. */
    public List<Outcome> outcomes(String customerId) {
        return database.sql(
                        OUTCOMES
                                + " join decision d on d.decision_id = o.decision_id where d.customer_id = ? order by o.happened_at")
                .param(customerId)
                .query(DecisionStore::outcome)
                .list();
    }

    /** Hands out every outcome there is. */
    public void forEachOutcome(Consumer<Outcome> reader) {
        database.sql(OUTCOMES).query((ResultSet row) -> reader.accept(outcome(row, 0)));
    }

    private static DecisionRow decision(ResultSet row, int number) throws SQLException {
        return new DecisionRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }

    private static Outcome outcome(ResultSet row, int number) throws SQLException {
        return new Outcome(
                row.getString(1),
                Outcome.Kind.valueOf(row.getString(2)),
                row.getObject(3, OffsetDateTime.class).toInstant());
    }
}
