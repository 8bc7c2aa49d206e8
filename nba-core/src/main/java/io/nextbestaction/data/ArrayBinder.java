// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import org.jspecify.annotations.Nullable;

/** Binds arrays in schema order. */
record ArrayBinder(Schema schema) implements RowBinder<@Nullable Object[]> {

    @Override
    public void bind(@Nullable Object[] customer, Row row) {
        if (!schema.equals(row.schema())) {
            throw RowException.foreign(row.schema(), "binder", schema);
        }
        if (customer.length != schema.size()) {
            throw new RowException(
                    "",
                    "The customer (" + customer.length + " values) must have one value for each of the " + schema.size()
                            + " fields.\nMaybe pass null for what is missing.");
        }
        for (int i = 0; i < customer.length; i++) {
            Values.put(row, i, customer[i]);
        }
    }
}
