// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Keeps decisions and what came of them, append-only and chained by hashes, on any {@link EntryLog}. When an append
 * returns, the entry is as safe as the log promises. Thread-safe.
 *
 * <pre>{@code
 * try (AuditStore store = AuditStore.on(FileLog.open(folder, Sync.GROUP))) {
 *     Recorder.of(nba, store).decide("C1", customer, Context.NONE.decision("D1"));
 *     store.append(Interaction.of("C1", "card", "e-mail", clock.instant(), InteractionType.SHOWN));
 * }
 * }</pre>
 */
public final class AuditStore implements RecordSink, AutoCloseable {
    private final EntryLog log;
    private final Object order = new Object();

    private AuditStore(EntryLog log) {
        this.log = log;
    }

    /** A store on a log, which it closes when it is closed. */
    public static AuditStore on(EntryLog log) {
        return new AuditStore(log);
    }

    /** A store in memory, which the next start forgets. */
    public static AuditStore inMemory() {
        return new AuditStore(new MemoryLog());
    }

    @Override
    public void append(DecisionRecord record) {
        EngineCard card = record.card();
        byte[] content =
                new ByteOut().putLong(card.key()).putAll(record.toBytes()).bytes();
        synchronized (order) {
            if (!log.hasCard(card.key())) {
                append(LogEntry.Kind.CARD, "", card.dictionary());
            }
            append(LogEntry.Kind.DECISION, record.customer(), content);
        }
        log.force();
    }

    /**
     * Keeps an interaction.
     *
     * @throws AuditException if it cannot be kept
     */
    public void append(Interaction interaction) {
        byte[] content = new ByteOut()
                .putEnum(interaction.type())
                .putText(interaction.time().toString())
                .putText(interaction.customer())
                .putText(interaction.household())
                .putText(interaction.action())
                .putText(interaction.channel())
                .bytes();
        synchronized (order) {
            append(LogEntry.Kind.INTERACTION, interaction.customer(), content);
        }
        log.force();
    }

    private void append(LogEntry.Kind kind, String customer, byte[] content) {
        byte[] head = log.head();
        while (!log.append(head, LogEntry.after(head, kind, customer, content))) {
            head = log.head();
        }
    }

    /**
     * Reads everything, oldest first.
     *
     * @throws AuditException if an entry is damaged or the medium fails
     */
    public void read(AuditReader reader) {
        read("", reader);
    }

    /**
     * Reads what concerns one customer, oldest first.
     *
     * @param customer empty for all
     * @throws AuditException if an entry is damaged or the medium fails
     */
    public void read(String customer, AuditReader reader) {
        Map<Long, EngineCard> cards = new HashMap<>();
        log.read(customer, entry -> {
            switch (entry.kind()) {
                case CARD -> {
                    EngineCard card = EngineCard.parse(entry.content());
                    cards.put(card.key(), card);
                }
                case DECISION -> {
                    DecisionRecord record = decision(entry.content(), cards);
                    if (customer.isEmpty() || record.customer().equals(customer)) {
                        reader.decision(record);
                    }
                }
                case INTERACTION -> {
                    Interaction interaction = interaction(entry.content());
                    if (customer.isEmpty() || interaction.customer().equals(customer)) {
                        reader.interaction(interaction);
                    }
                }
            }
        });
    }

    /** All decisions, oldest first; see {@link #read(AuditReader)}. Holds them all in memory. */
    public List<DecisionRecord> decisions() {
        List<DecisionRecord> decisions = new ArrayList<>();
        read(new AuditReader() {
            @Override
            public void decision(DecisionRecord record) {
                decisions.add(record);
            }
        });
        return decisions;
    }

    /** All interactions of one customer, oldest first; see {@link #read(String, AuditReader)}. */
    public List<Interaction> interactions(String customer) {
        List<Interaction> interactions = new ArrayList<>();
        read(customer, new AuditReader() {
            @Override
            public void interaction(Interaction interaction) {
                interactions.add(interaction);
            }
        });
        return interactions;
    }

    private static DecisionRecord decision(byte[] content, Map<Long, EngineCard> cards) {
        if (content.length < Long.BYTES) {
            throw new AuditException("The decision (" + content.length + " bytes) of a store must name its card.\n"
                    + "Maybe the store is damaged: verify it.");
        }
        EngineCard card = cards.get(ByteBuffer.wrap(content).getLong());
        if (card == null) {
            throw new AuditException("The card of a decision must stand before it in the store.\n"
                    + "Maybe earlier segments were removed: read from the card's on.");
        }
        byte[] record = new byte[content.length - Long.BYTES];
        System.arraycopy(content, Long.BYTES, record, 0, record.length);
        return DecisionRecord.parse(record, card);
    }

    private static Interaction interaction(byte[] content) {
        ByteIn in = new ByteIn("an interaction", content);
        InteractionType type = in.getEnum(InteractionType.values());
        Instant time = time(in, in.getText());
        Interaction interaction = new Interaction(in.getText(), in.getText(), in.getText(), in.getText(), time, type);
        in.end();
        return interaction;
    }

    private static Instant time(ByteIn in, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw in.error("time (" + text.length() + " characters)", "be a moment");
        }
    }

    /** Follows the chain from its first entry to its last, or to the first that does not hold. */
    public ChainCheck verify() {
        Chain chain = new Chain();
        try {
            log.read("", chain::next);
        } catch (AuditException e) {
            chain.fail(String.valueOf(e.getMessage()));
        }
        return chain.check();
    }

    private static final class Chain {
        private byte[] head = LogEntry.start();
        private long entries;
        private String broken = "";

        void next(LogEntry entry) {
            if (!broken.isEmpty()) {
                return;
            }
            if (entry.follows(head)) {
                head = entry.hash();
                entries++;
            } else {
                fail("The entry " + (entries + 1) + " of the store must follow the one before it.\n"
                        + "Maybe one was changed, taken out or put in.");
            }
        }

        void fail(String reason) {
            broken = broken.isEmpty() ? reason : broken;
        }

        ChainCheck check() {
            return new ChainCheck(entries, HexFormat.of().formatHex(head), broken);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
