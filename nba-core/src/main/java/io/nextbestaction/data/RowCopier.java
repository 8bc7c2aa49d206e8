// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/** Copies rows that are already in schema order. */
record RowCopier(Schema schema) implements RowBinder<Row> {

    @Override
    public void bind(Row customer, Row row) {
        if (!customer.schema().equals(schema)) {
            throw RowException.foreign(customer.schema(), "engine", schema);
        }
        for (int i = 0; i < schema.size(); i++) {
            if (Double.isInfinite(customer.number(i))) {
                throw RowException.infinite(schema.field(i).name());
            }
        }
        row.copyFrom(customer);
    }
}
