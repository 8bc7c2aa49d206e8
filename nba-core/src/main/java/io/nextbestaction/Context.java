// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known only at the moment of a decision. Immutable: {@code Context.NONE.with("branchOpen", true)}. What rules ask
 * of the context and is not given is missing; a name no rule asks about does nothing, since catalogues change.
 */
public final class Context {
    /** Nothing is known. */
    public static final Context NONE = new Context(Map.of(), "", null, null);

    private final Map<String, Value> values;
    private final String decision;
    private final @Nullable ContactHistory contacts;
    private final @Nullable ZoneId zone;

    private Context(
            Map<String, Value> values, String decision, @Nullable ContactHistory contacts, @Nullable ZoneId zone) {
        this.values = values;
        this.decision = decision;
        this.contacts = contacts;
        this.zone = zone;
    }

    private record Value(
            FieldType type, double number, @Nullable String text) {}

    /** This context with a number; NaN is missing. */
    public Context with(String name, double value) {
        return with(name, new Value(FieldType.NUMBER, value, null));
    }

    /** This context with a flag. */
    public Context with(String name, boolean value) {
        return with(name, new Value(FieldType.BOOLEAN, value ? 1 : 0, null));
    }

    /** This context with a day. */
    public Context with(String name, LocalDate value) {
        return with(name, new Value(FieldType.DATE, (double) value.toEpochDay(), null));
    }

    /** This context with a text. */
    public Context with(String name, String value) {
        return with(name, new Value(FieldType.CATEGORY, Double.NaN, value));
    }

    private Context with(String name, Value value) {
        Map<String, Value> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Context(more, decision, contacts, zone);
    }

    /** This context with what is remembered of the customer's contacts; a contact policy needs it. */
    public Context contacts(ContactHistory remembered) {
        return new Context(values, decision, remembered, zone);
    }

    /** This context with the customer's time zone; the contact policy's own unless given. */
    public Context zone(ZoneId customers) {
        return new Context(values, decision, contacts, customers);
    }

    /** This context with the decision's id, by which equal scores may be ordered. The caller keeps ids unique; nothing checks it. */
    public Context decision(String id) {
        return new Context(values, id, contacts, zone);
    }

    /** Whether the customer's contacts are given. */
    public boolean hasContacts() {
        return contacts != null;
    }

    /** The decision's id, empty for none. */
    public String decision() {
        return decision;
    }

    /** What is remembered of the customer's contacts, null if not given. */
    public @Nullable ContactHistory contacts() {
        return contacts;
    }

    /** The customer's time zone, null if not given. */
    public @Nullable ZoneId zone() {
        return zone;
    }

    /**
     * Writes what rules ask about into a row; allocates nothing.
     *
     * @throws IllegalArgumentException if a field is given as another type
     */
    public void bind(Row row) {
        for (int i = 0; i < row.schema().size(); i++) {
            Field field = row.schema().field(i);
            Value value = values.get(field.name());
            if (value != null && value.type != field.type()) {
                throw new IllegalArgumentException("The context field \"" + field.name() + "\" (" + value.type
                        + ") must be a " + field.type() + ", as the catalogue asks it.\n"
                        + "Maybe convert it before the decision.");
            }
            row.setNumber(i, value == null ? Double.NaN : value.number);
            row.setText(i, value == null ? null : value.text);
        }
    }
}
