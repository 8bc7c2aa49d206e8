// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.Reason;
import io.nextbestaction.action.Action;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.contact.ContactState;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Schema;
import io.nextbestaction.policy.Failure;
import io.nextbestaction.policy.Stage;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The compact form of a record: plain bytes, deflated against its engine's card, in which most of its texts and constants
 * stand already. What follows from other numbers is written only where it does not follow.
 */
final class RecordCodec {
    private static final int FORMAT = 1;
    private static final int MAX_SIZE = 1 << 22;
    private static final int SCORE = 1;
    private static final int FACTOR = 2;
    private static final int PROBABILITY = 4;

    private RecordCodec() {}

    static byte[] encode(DecisionRecord record) {
        ByteOut out = new ByteOut();
        out.putText(record.decision())
                .putText(record.customer())
                .putLong(record.time().toEpochMilli())
                .putText(record.zone().getId());
        putValues(out, record.row());
        putValues(out, record.context());
        putContacts(out, record.contacts());
        ZoneId customerZone = record.customerZone();
        out.putText(customerZone == null ? "" : customerZone.getId())
                .putLong(record.seed())
                .putDouble(record.churn())
                .putText(record.segment())
                .putCount(record.ranked().size());
        for (int i = 0; i < record.ranked().size(); i++) {
            putAction(out, record.ranked().get(i), i == 0);
        }
        out.putCount(record.rejected().size());
        for (RecordedRejection rejection : record.rejected()) {
            Failure first = rejection.first();
            out.putText(rejection.action())
                    .putEnum(first.stage())
                    .putText(first.rule())
                    .putText(first.field())
                    .putText(first.required())
                    .putText(first.because())
                    .putText(first.actual());
        }
        out.putCount(record.slate().size());
        record.slate().forEach(out::putText);
        out.putDouble(record.leverCost()).putCount(record.why().size());
        for (Reason reason : record.why()) {
            out.putText(reason.field()).putText(reason.value()).putDouble(reason.contribution());
        }
        return deflate(out.bytes(), record.card());
    }

    static DecisionRecord decode(byte[] bytes, EngineCard card) {
        ByteIn in = new ByteIn("a decision record", inflate(bytes, card));
        DecisionRecord record = new DecisionRecord(
                card,
                in.getText(),
                in.getText(),
                Instant.ofEpochMilli(in.getLong()),
                zone(in, in.getText()),
                values(in, card.fields()),
                values(in, card.context()),
                contacts(in),
                customerZone(in),
                in.getLong(),
                in.getDouble(),
                in.getText(),
                ranked(in),
                rejected(in),
                slate(in),
                in.getDouble(),
                why(in));
        in.end();
        return record;
    }

    private static void putAction(ByteOut out, RecordedAction action, boolean winner) {
        double certain = winner ? 1 : 0;
        int given = (same(action.score(), action.value().total()) ? 0 : SCORE)
                | (same(action.factor(), 1) ? 0 : FACTOR)
                | (same(action.probability(), certain) ? 0 : PROBABILITY);
        putValue(out, action.action(), given, action.basis(), action.value());
        if ((given & SCORE) != 0) {
            out.putDouble(action.score());
        }
        if ((given & FACTOR) != 0) {
            out.putDouble(action.factor());
        }
        if ((given & PROBABILITY) != 0) {
            out.putDouble(action.probability());
        }
    }

    private static RecordedAction action(ByteIn in, boolean winner) {
        String id = in.getText();
        int given = in.getByte();
        Basis basis = in.getEnum(Basis.values());
        ExpectedValue value = new ExpectedValue(
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble());
        return new RecordedAction(
                id,
                value,
                basis,
                (given & SCORE) != 0 ? in.getDouble() : value.total(),
                (given & FACTOR) != 0 ? in.getDouble() : 1,
                (given & PROBABILITY) != 0 ? in.getDouble() : winner ? 1 : 0);
    }

    private static void putValue(ByteOut out, String action, int given, Basis basis, ExpectedValue value) {
        out.putText(action)
                .putByte(given)
                .putEnum(basis)
                .putDouble(value.acceptance())
                .putDouble(value.organic())
                .putDouble(value.value())
                .putDouble(value.contactCost())
                .putDouble(value.acceptedCost())
                .putDouble(value.retained())
                .putDouble(value.creditLoss())
                .putDouble(value.patience());
    }

    /** An action as a record would write it where everything is as declared. */
    static void putDeclared(ByteOut out, Action action) {
        ExpectedValue declared = new ExpectedValue(
                action.response().rate(),
                action.response().organic(),
                action.value().fixed(),
                action.cost().contact(),
                action.cost().accepted(),
                0);
        putValue(out, action.id(), 0, Basis.DECLARED, declared);
    }

    private static boolean same(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    private static void putValues(ByteOut out, List<FieldValue> values) {
        for (FieldValue value : values) {
            String text = value.text();
            if (text != null) {
                out.putByte(2).putText(text);
            } else if (Double.isNaN(value.number())) {
                out.putByte(0);
            } else {
                out.putByte(1).putDouble(value.number());
            }
        }
    }

    static List<FieldValue> values(ByteIn in, @Nullable Schema schema) {
        List<FieldValue> values = new ArrayList<>();
        for (Field field : schema == null ? List.<Field>of() : schema.fields()) {
            int kind = in.getByte();
            if (kind > 2 || (kind > 0 && (kind == 2) != (field.type() == FieldType.CATEGORY))) {
                throw in.error("value (kind " + kind + ") of field \"" + field.name() + "\"", "be a " + field.type());
            }
            values.add(new FieldValue(
                    field.name(), kind == 1 ? in.getDouble() : Double.NaN, kind == 2 ? in.getText() : null));
        }
        return values;
    }

    private static void putContacts(ByteOut out, @Nullable ContactHistory contacts) {
        out.putByte(contacts == null ? 0 : 1);
        if (contacts != null) {
            putState(out, contacts.customer());
            putState(out, contacts.household());
        }
    }

    private static void putState(ByteOut out, ContactState state) {
        out.putText(state.equals(ContactState.EMPTY) ? "" : state.toJson());
    }

    static @Nullable ContactHistory contacts(ByteIn in) {
        return in.getByte() == 0 ? null : new ContactHistory(state(in), state(in));
    }

    private static ContactState state(ByteIn in) {
        String json = in.getText();
        return json.isEmpty() ? ContactState.EMPTY : ContactState.parse(json, "decision record");
    }

    private static ZoneId zone(ByteIn in, String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw in.error("time zone (" + id.length() + " characters)", "be one this Java knows");
        }
    }

    private static @Nullable ZoneId customerZone(ByteIn in) {
        String id = in.getText();
        return id.isEmpty() ? null : zone(in, id);
    }

    private static List<RecordedAction> ranked(ByteIn in) {
        List<RecordedAction> ranked = new ArrayList<>();
        for (int rest = in.getCount(); rest > 0; rest--) {
            ranked.add(action(in, ranked.isEmpty()));
        }
        if (ranked.isEmpty()) {
            throw in.error("ranking (no action)", "hold doing nothing at least");
        }
        return ranked;
    }

    private static List<RecordedRejection> rejected(ByteIn in) {
        List<RecordedRejection> rejected = new ArrayList<>();
        for (int rest = in.getCount(); rest > 0; rest--) {
            String action = in.getText();
            Stage stage = in.getEnum(Stage.values());
            String rule = in.getText();
            String field = in.getText();
            String required = in.getText();
            String because = in.getText();
            rejected.add(
                    new RecordedRejection(action, new Failure(stage, rule, field, in.getText(), required, because)));
        }
        return rejected;
    }

    private static List<String> slate(ByteIn in) {
        List<String> slate = new ArrayList<>();
        for (int rest = in.getCount(); rest > 0; rest--) {
            slate.add(in.getText());
        }
        return slate;
    }

    private static List<Reason> why(ByteIn in) {
        List<Reason> why = new ArrayList<>();
        for (int rest = in.getCount(); rest > 0; rest--) {
            why.add(new Reason(in.getText(), in.getText(), in.getDouble()));
        }
        return why;
    }

    private static byte[] deflate(byte[] plain, EngineCard card) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setDictionary(card.dictionary());
            deflater.setInput(plain);
            deflater.finish();
            byte[] part = new byte[plain.length + 64];
            ByteArrayOutputStream out = new ByteArrayOutputStream(part.length);
            out.write(FORMAT);
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] bytes, EngineCard card) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new AuditException("The format (" + (bytes.length == 0 ? "none" : bytes[0])
                    + ") of a decision record must be " + FORMAT + ", the one this library reads.\n"
                    + "Maybe it was written by a newer version: upgrade nba-core.");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(card.dictionary());
            inflater.setInput(bytes, 1, bytes.length - 1);
            byte[] part = new byte[4096];
            ByteArrayOutputStream out = new ByteArrayOutputStream(part.length);
            while (!inflater.finished()) {
                int more = inflater.inflate(part);
                if ((more == 0 && !inflater.finished()) || out.size() > MAX_SIZE) {
                    throw new DataFormatException();
                }
                out.write(part, 0, more);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new AuditException(
                    "The content (" + bytes.length + " bytes) of a decision record must inflate with its card.\n"
                            + "Maybe the bytes are damaged, or belong to another engine's card.",
                    e);
        } finally {
            inflater.end();
        }
    }
}
