// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ordered fields of a customer. Immutable and thread-safe; equal when names, types and order are equal.
 *
 * <p>A field's position in the schema is its position in every {@link Row}.
 */
public final class Schema {
    private final List<Field> fields;
    private final Map<String, Integer> positions;

    private Schema(List<Field> fields) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "The schema (0 fields) must have at least one field.\nMaybe every column was dropped.");
        }
        this.fields = List.copyOf(fields);
        this.positions = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            Integer earlier = positions.put(name, i);
            if (earlier != null) {
                throw new IllegalArgumentException("The field \"" + name + "\" (position " + (i + 1)
                        + ") must not repeat the name of position " + (earlier + 1)
                        + ".\nMaybe rename one of the two.");
            }
        }
    }

    /**
     * A schema of the given fields.
     *
     * @throws IllegalArgumentException if there is none or two share a name
     */
    public static Schema of(List<Field> fields) {
        return new Schema(fields);
    }

    /**
     * The schema of a record class: numbers (primitive or boxed, {@code BigDecimal}) become {@link FieldType#NUMBER},
     * booleans {@link FieldType#BOOLEAN}, {@link LocalDate} {@link FieldType#DATE}, texts and enums
     * {@link FieldType#CATEGORY}.
     *
     * @throws IllegalArgumentException if a component has another type
     */
    public static Schema of(Class<? extends Record> type) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.add(new Field(component.getName(), typeOf(type, component)));
        }
        return new Schema(fields);
    }

    /** Starts a schema written field by field. */
    public static Builder builder() {
        return new Builder();
    }

    private static FieldType typeOf(Class<?> owner, RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class || type == Boolean.class) {
            return FieldType.BOOLEAN;
        }
        if ((type.isPrimitive() && type != char.class) || Number.class.isAssignableFrom(type)) {
            return FieldType.NUMBER;
        }
        if (type == LocalDate.class) {
            return FieldType.DATE;
        }
        if (type == String.class || type.isEnum()) {
            return FieldType.CATEGORY;
        }
        throw new IllegalArgumentException("The component \"" + component.getName() + "\" (" + type.getSimpleName()
                + ") of record " + owner.getSimpleName()
                + " must be a number, a boolean, a LocalDate, a String or an enum.\n"
                + "Maybe convert it in a record made for decisions, or bind fields one by one with RowBinder.of.");
    }

    /** The fields in order. */
    public List<Field> fields() {
        return fields;
    }

    /** The number of fields. */
    public int size() {
        return fields.size();
    }

    /** The field at a position. */
    public Field field(int position) {
        return fields.get(position);
    }

    /** Whether a field of this name exists. */
    public boolean has(String name) {
        return positions.containsKey(name);
    }

    /**
     * The position of a field.
     *
     * @throws IllegalArgumentException if no field has this name; the message names the nearest one
     */
    public int indexOf(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new IllegalArgumentException("The field \"" + name + "\" must be one of the schema's " + fields.size()
                    + " fields.\n" + Names.suggestion(name, positions.keySet()));
        }
        return position;
    }

    /** The field of this name; see {@link #indexOf(String)}. */
    public Field field(String name) {
        return fields.get(indexOf(name));
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof Schema schema && schema.fields.equals(fields));
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "Schema" + fields;
    }

    /** Collects fields in order; not thread-safe. */
    public static final class Builder {
        private final List<Field> fields = new ArrayList<>();

        private Builder() {}

        /** Adds a number field. */
        public Builder number(String name) {
            return add(name, FieldType.NUMBER);
        }

        /** Adds a true-or-false field. */
        public Builder flag(String name) {
            return add(name, FieldType.BOOLEAN);
        }

        /** Adds a date field. */
        public Builder date(String name) {
            return add(name, FieldType.DATE);
        }

        /** Adds a text field. */
        public Builder category(String name) {
            return add(name, FieldType.CATEGORY);
        }

        private Builder add(String name, FieldType type) {
            fields.add(new Field(name, type));
            return this;
        }

        /**
         * The schema.
         *
         * @throws IllegalArgumentException if there is no field or two share a name
         */
        public Schema build() {
            return new Schema(fields);
        }
    }
}
