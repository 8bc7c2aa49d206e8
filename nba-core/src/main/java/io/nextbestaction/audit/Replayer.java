// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.Schema;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides again what was recorded: by the engine that decided, to prove the record; by a candidate model or catalogue, to
 * see what it would change. Immutable and thread-safe.
 */
public final class Replayer {
    private final NextBestAction<?> nba;

    private Replayer(NextBestAction<?> nba) {
        this.nba = nba;
    }

    /** Replays by an engine, which need not be the one that decided. */
    public static Replayer of(NextBestAction<?> nba) {
        return new Replayer(nba);
    }

    /**
     * Decides as this engine would have at the time; fields this engine asks about and the record does not hold are missing.
     *
     * @throws IllegalArgumentException if this engine has a contact policy and the record no contacts
     */
    public Decision decide(DecisionRecord record) {
        return nba.decideAsOf(
                FieldValue.row(record.row(), nba.schema()), context(record), record.time(), record.zone());
    }

    /** Whether this engine decides the same, every number to the bit; true for the engine that decided. */
    public boolean isIdentical(DecisionRecord record) {
        return again(record, decide(record)).equals(record);
    }

    private DecisionRecord again(DecisionRecord record, Decision decision) {
        return DecisionRecord.of(
                record.card(),
                record.customer(),
                record.time(),
                record.zone(),
                FieldValue.row(record.row(), record.card().fields()),
                context(record),
                Recorder.seed(nba),
                decision);
    }

    /**
     * Decides every record again and counts what differs. A record that cannot be decided again is counted and never stops
     * the others. Both expected values are what their own models believe: which of two models is right only outcomes tell.
     */
    public ReplayReport compare(Iterable<DecisionRecord> records) {
        long total = 0;
        long identical = 0;
        long same = 0;
        long failed = 0;
        double recorded = 0;
        double replayed = 0;
        Map<String, Map<String, Long>> changes = new TreeMap<>();
        for (DecisionRecord record : records) {
            total++;
            Decision decision;
            try {
                decision = decide(record);
            } catch (IllegalArgumentException e) {
                failed++;
                continue;
            }
            String now = decision.action().id();
            identical += again(record, decision).equals(record) ? 1 : 0;
            same += now.equals(record.action()) ? 1 : 0;
            recorded += record.expectedValue();
            replayed += decision.expectedValue();
            if (!now.equals(record.action())) {
                changes.computeIfAbsent(record.action(), from -> new TreeMap<>())
                        .merge(now, 1L, Long::sum);
            }
        }
        return new ReplayReport(total, identical, same, failed, recorded, replayed, changes);
    }

    private static Context context(DecisionRecord record) {
        Context context = Context.NONE.decision(record.decision());
        Schema asked = record.card().context();
        for (FieldValue value : record.context()) {
            String text = value.text();
            if (text != null) {
                context = context.with(value.field(), text);
            } else if (asked != null && !Double.isNaN(value.number())) {
                context = with(context, asked.field(value.field()), value.number());
            }
        }
        if (record.contacts() != null) {
            context = context.contacts(record.contacts());
        }
        return record.customerZone() == null ? context : context.zone(record.customerZone());
    }

    private static Context with(Context context, Field field, double number) {
        return switch (field.type()) {
            case BOOLEAN -> context.with(field.name(), number != 0);
            case DATE -> context.with(field.name(), LocalDate.ofEpochDay((long) number));
            default -> context.with(field.name(), number);
        };
    }
}
