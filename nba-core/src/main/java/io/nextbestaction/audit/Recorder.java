// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowException;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Decides and keeps a record of it before anybody hears the answer. Immutable and thread-safe.
 *
 * <pre>{@code
 * Recorder<Customer> recorder = Recorder.of(nba, store);
 * Decision decision = recorder.decide("C1", customer, Context.NONE.decision("D1"));
 * }</pre>
 *
 * @param <C> the user's customer type
 */
public final class Recorder<C> {
    private final NextBestAction<C> nba;
    private final RecordSink sink;
    private final EngineCard card;

    private Recorder(NextBestAction<C> nba, RecordSink sink, EngineCard card) {
        this.nba = nba;
        this.sink = sink;
        this.card = card;
    }

    /**
     * A recorder for one engine; costs as much as saving it.
     *
     * @throws IllegalArgumentException if the engine cannot be saved, for then nothing could be decided again
     */
    public static <C> Recorder<C> of(NextBestAction<C> nba, RecordSink sink) {
        return new Recorder<>(nba, sink, EngineCard.of(nba));
    }

    /** The seed of an engine's exploration, 0 without. */
    static long seed(NextBestAction<?> nba) {
        Exploration exploration = nba.exploration();
        return exploration == null ? 0 : exploration.seed();
    }

    /** The engine. */
    public NextBestAction<C> engine() {
        return nba;
    }

    /** What its records have in common. */
    public EngineCard card() {
        return card;
    }

    /**
     * Decides for one customer now; a failure to record is a failure to decide.
     *
     * @param key the customer's key in the records
     * @param context with the decision's id; the caller keeps ids unique, for none is looked up in what was recorded before
     * @throws RowException if the customer cannot be read
     * @throws IllegalArgumentException if the context has no decision id, or the engine cannot decide in it
     * @throws AuditException if the record cannot be kept
     */
    public Decision decide(String key, C customer, Context context) {
        if (context.decision().isEmpty()) {
            throw new IllegalArgumentException(
                    "The context (without a decision id) of a recorded decision must have one.\n"
                            + "Maybe pass Context.NONE.decision(UUID.randomUUID().toString()).");
        }
        Row row = new Row(nba.schema());
        nba.bind(customer, row);
        Instant now = Instant.ofEpochMilli(nba.clock().millis());
        ZoneId zone = nba.clock().getZone();
        Decision decision = nba.decideAsOf(row, context, now, zone);
        sink.append(DecisionRecord.of(card, key, now, zone, row, context, seed(nba), decision));
        return decision;
    }
}
