// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.EngineVersion;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.EffectiveRule;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactRule;
import io.nextbestaction.data.Schema;
import io.nextbestaction.internal.artifact.Sha256;
import io.nextbestaction.model.Segment;
import io.nextbestaction.policy.Condition;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What all records of one engine have in common: its version, the fields they hold, and the phrases they repeat, so that a
 * record need not. A store keeps a card once and names it in every record. Holds no customer. Immutable and thread-safe;
 * equal when its bytes are.
 */
public final class EngineCard {
    private static final int FORMAT = 1;

    private final EngineVersion version;
    private final Schema fields;
    private final @Nullable Schema context;
    private final byte[] bytes;
    private final long key;

    private EngineCard(EngineVersion version, Schema fields, @Nullable Schema context, byte[] bytes) {
        this.version = version;
        this.fields = fields;
        this.context = context;
        this.bytes = bytes;
        this.key = ByteBuffer.wrap(Sha256.digest().digest(bytes)).getLong();
    }

    /**
     * The card of an engine; costs as much as saving it.
     *
     * @throws IllegalArgumentException if the engine cannot be saved
     */
    public static EngineCard of(NextBestAction<?> nba) {
        EngineVersion version = nba.version();
        Schema context = nba.contextSchema();
        ByteOut out = new ByteOut()
                .putByte(FORMAT)
                .putText(version.id())
                .putText(version.model())
                .putText(version.catalog())
                .putText(version.policy())
                .putSchema(nba.schema())
                .putSchema(context);
        byte[] phrases = phrases(nba);
        out.putCount(phrases.length).putAll(phrases);
        return new EngineCard(version, nba.schema(), context, out.bytes());
    }

    /** Rules, segments and actions as records write them, the likeliest last: nearer bytes are cheaper to refer to. */
    private static byte[] phrases(NextBestAction<?> nba) {
        ByteOut out = new ByteOut();
        out.putText(DecisionRecord.STATE_SAMPLE);
        ContactPolicy contacts = nba.contactPolicy();
        if (contacts != null) {
            contacts.fatigue().keySet().forEach(out::putText);
            for (ContactRule rule : contacts.rules()) {
                out.putText(rule.name()).putText("contacts").putText(rule.required());
            }
        }
        for (Action action : nba.catalog().actions()) {
            for (EffectiveRule effective : nba.catalog().effectivePolicy(action.id())) {
                Condition condition = effective.rule().condition();
                out.putText(effective.rule().name());
                condition.leaves().forEach(leaf -> out.putText(leaf.field()));
                out.putText(condition.required()).putText(effective.rule().because());
            }
        }
        nba.segments().stream().map(Segment::name).forEach(out::putText);
        nba.pipeline().features().sources().forEach(out::putText);
        out.putText(nba.clock().getZone().getId());
        for (Action action : nba.catalog().actions()) {
            RecordCodec.putDeclared(out, action);
        }
        return out.bytes();
    }

    /**
     * Reads a card.
     *
     * @throws AuditException if the bytes are not those of a card
     */
    public static EngineCard parse(byte[] bytes) {
        ByteIn in = new ByteIn("an engine card", bytes);
        int format = in.getByte();
        if (format != FORMAT) {
            throw in.error("format (" + format + ")", "be " + FORMAT + ", the one this library reads");
        }
        EngineVersion version = new EngineVersion(in.getText(), in.getText(), in.getText(), in.getText());
        Schema fields = in.getSchema();
        Schema context = in.getSchema();
        if (fields == null) {
            throw in.error("schema (no field)", "have a field");
        }
        for (int rest = in.getCount(); rest > 0; rest--) {
            in.getByte();
        }
        in.end();
        return new EngineCard(version, fields, context, bytes.clone());
    }

    /** The engine and its parts. */
    public EngineVersion version() {
        return version;
    }

    /** The fields of a customer. */
    public Schema fields() {
        return fields;
    }

    /** The fields of the context that rules and levers ask about, null for none. */
    public @Nullable Schema context() {
        return context;
    }

    /** The first 64 bits of the SHA-256 of {@link #bytes()}, by which records name their card. */
    public long key() {
        return key;
    }

    /** The card as bytes; {@link #parse} reads them. */
    public byte[] bytes() {
        return bytes.clone();
    }

    byte[] dictionary() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EngineCard card && Arrays.equals(card.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "EngineCard[" + version + "]";
    }
}
