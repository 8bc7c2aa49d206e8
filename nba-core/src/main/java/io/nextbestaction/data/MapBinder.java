// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.util.Map;

/** Binds maps from field name to value. */
record MapBinder(Schema schema) implements RowBinder<Map<String, ?>> {

    @Override
    public void bind(Map<String, ?> customer, Row row) {
        if (!schema.equals(row.schema())) {
            throw RowException.foreign(row.schema(), "binder", schema);
        }
        int found = 0;
        for (int i = 0; i < schema.size(); i++) {
            String name = schema.field(i).name();
            Object value = customer.get(name);
            if (value != null || customer.containsKey(name)) {
                found++;
            }
            Values.put(row, i, value);
        }
        if (found < customer.size()) {
            for (Object present : customer.keySet()) {
                String key = String.valueOf(present);
                if (!schema.has(key)) {
                    throw new RowException(
                            key,
                            "The key \"" + key + "\" of the customer must be a field of the schema.\n"
                                    + Names.suggestion(
                                            key,
                                            schema.fields().stream()
                                                    .map(Field::name)
                                                    .toList()));
                }
            }
        }
    }
}
