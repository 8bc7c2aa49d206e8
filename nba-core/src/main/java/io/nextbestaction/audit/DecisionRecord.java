// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Reason;
import io.nextbestaction.action.Action;
import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.contact.ContactState;
import io.nextbestaction.data.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that went into one decision and everything that came out, enough to decide it again to the bit. Features are
 * not kept: they follow from the raw values and the engine. Holds customer data. Immutable.
 *
 * @param card the engine that decided
 * @param decision the decision's id, unique
 * @param customer the key of the customer
 * @param time when, in whole milliseconds
 * @param zone the zone that told the day
 * @param row the customer's raw values, in the order of the card's fields
 * @param context what was asked of the context, in the order of the card's context; empty for nothing
 * @param contacts what was remembered of earlier contacts, null if not given
 * @param customerZone the customer's own time zone, null if not given
 * @param seed of the exploration; 0 without
 * @param churn the calibrated churn probability
 * @param segment the segment's name, empty without
 * @param ranked every allowed action and doing nothing, best first
 * @param rejected the others, in catalogue order
 * @param slate the ids proposed together, what was decided on first; empty for doing nothing
 * @param leverCost what the levers cost
 * @param why the fields that move the churn probability most
 */
public record DecisionRecord(
        EngineCard card,
        String decision,
        String customer,
        Instant time,
        ZoneId zone,
        List<FieldValue> row,
        List<FieldValue> context,
        @Nullable ContactHistory contacts,
        @Nullable ZoneId customerZone,
        long seed,
        double churn,
        String segment,
        List<RecordedAction> ranked,
        List<RecordedRejection> rejected,
        List<String> slate,
        double leverCost,
        List<Reason> why) {
    /** What a state looks like as text, for the dictionary. */
    static final String STATE_SAMPLE = ContactState.EMPTY.toJson();

    /** Keeps the lists from changing. */
    public DecisionRecord {
        row = List.copyOf(row);
        context = List.copyOf(context);
        ranked = List.copyOf(ranked);
        rejected = List.copyOf(rejected);
        slate = List.copyOf(slate);
        why = List.copyOf(why);
    }

    /**
     * The record of a decision.
     *
     * @param card the engine's
     * @param customer the key of the customer
     * @param row the raw values decided on; copied
     * @param given the context decided in, with the decision's id
     * @param seed of the exploration, 0 without
     */
    static DecisionRecord of(
            EngineCard card,
            String customer,
            Instant time,
            ZoneId zone,
            Row row,
            Context given,
            long seed,
            Decision decision) {
        Row asked = card.context() == null ? null : new Row(card.context());
        if (asked != null) {
            given.bind(asked);
        }
        List<RecordedAction> ranked = new ArrayList<>();
        for (RankedAction candidate : decision.ranked()) {
            ranked.add(new RecordedAction(
                    candidate.action().id(),
                    candidate.value(),
                    candidate.basis(),
                    candidate.score(),
                    candidate.factor(),
                    candidate.probability()));
        }
        return new DecisionRecord(
                card,
                given.decision(),
                customer,
                time,
                zone,
                FieldValue.of(row),
                FieldValue.of(asked),
                given.contacts(),
                given.zone(),
                seed,
                decision.churn(),
                decision.segment(),
                ranked,
                decision.rejected().stream()
                        .map(r -> new RecordedRejection(r.action().id(), r.first()))
                        .toList(),
                decision.slate().stream().map(r -> r.action().id()).toList(),
                decision.leverCost(),
                decision.why());
    }

    /** The id of the action decided on, "do-nothing" for none. */
    public String action() {
        return slate.isEmpty() ? Action.DO_NOTHING.id() : slate.get(0);
    }

    /** What it was expected to earn over doing nothing. */
    public double expectedValue() {
        return chosen().value().total();
    }

    /** The probability with which it was taken; 1 for an engine that does not explore. */
    public double probability() {
        return chosen().probability();
    }

    private RecordedAction chosen() {
        String action = action();
        for (RecordedAction candidate : ranked) {
            if (candidate.action().equals(action)) {
                return candidate;
            }
        }
        throw new AuditException("The action decided on of a record must be one of its ranking.\n"
                + "Maybe the record was not made by this library.");
    }

    /**
     * The compact form: below a kilobyte for 20 actions of declared response and a few fields, readable only with the card;
     * learnt responses, whose digits do not compress, take more.
     */
    public byte[] toBytes() {
        return RecordCodec.encode(this);
    }

    /**
     * Reads the compact form.
     *
     * @param card the card it was written with
     * @throws AuditException if the bytes are damaged or of another card
     */
    public static DecisionRecord parse(byte[] bytes, EngineCard card) {
        return RecordCodec.decode(bytes, card);
    }

    /** The readable form: JSON, numbers to the bit, the same text for the same record. */
    public String toJson() {
        return RecordJson.write(this);
    }
}
