// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Amount;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;

/** An {@link Amount} with its fields resolved; NaN when one of them is missing. */
final class AmountFormula {
    private final double fixed;
    private final int[] positions;
    private final double[] rates;

    private AmountFormula(double fixed, int[] positions, double[] rates) {
        this.fixed = fixed;
        this.positions = positions;
        this.rates = rates;
    }

    static AmountFormula compile(String action, Schema schema, Amount amount) {
        int[] positions = new int[amount.perField().size()];
        double[] rates = new double[positions.length];
        int i = 0;
        for (var entry : amount.perField().entrySet()) {
            String field = entry.getKey();
            try {
                positions[i] = schema.indexOf(field);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "An amount of action \"" + action + "\" cannot be computed: " + e.getMessage(), e);
            }
            FieldType type = schema.field(positions[i]).type();
            if (type != FieldType.NUMBER) {
                throw new IllegalArgumentException("The field \"" + field + "\" (" + type
                        + ") in an amount of action \"" + action + "\" must be of type NUMBER.");
            }
            rates[i++] = entry.getValue();
        }
        return new AmountFormula(amount.fixed(), positions, rates);
    }

    double of(Row row) {
        double sum = fixed;
        for (int i = 0; i < positions.length; i++) {
            sum += rates[i] * row.number(positions[i]);
        }
        return sum;
    }

    /** The first missing field of a row whose amount is NaN. */
    String missingField(Row row) {
        for (int position : positions) {
            if (row.isMissing(position)) {
                return row.schema().field(position).name();
            }
        }
        return "";
    }
}
