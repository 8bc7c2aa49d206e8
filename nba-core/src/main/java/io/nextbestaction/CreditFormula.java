// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Credit;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;

/** A {@link Credit} with its fields resolved: what a credit granted is expected to lose; NaN when a field is missing. */
record CreditFormula(AmountFormula defaultProbability, double lossGivenDefault, AmountFormula exposure) {

    static CreditFormula compile(String action, Schema schema, Credit credit) {
        return new CreditFormula(
                AmountFormula.compile(action, schema, credit.defaultProbability()),
                credit.lossGivenDefault(),
                AmountFormula.compile(action, schema, credit.exposure()));
    }

    double of(Row row) {
        double probability = Math.max(0, Math.min(1, defaultProbability.of(row)));
        return probability * lossGivenDefault * Math.max(0, exposure.of(row));
    }

    String missingField(Row row) {
        String field = defaultProbability.missingField(row);
        return field.isEmpty() ? exposure.missingField(row) : field;
    }
}
