// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import java.util.Locale;

/**
 * One field's part in the churn probability of a customer.
 *
 * @param field the customer field
 * @param value its value in words
 * @param contribution by how much it moves the probability, in [-1, 1]; all fields together move it from the base
 *     probability to the customer's
 */
public record Reason(String field, String value, double contribution) {

    /** One line: {@code balanceTrend -1250 (+0.09)}. */
    @Override
    public String toString() {
        return field + " " + value + String.format(Locale.ROOT, " (%+.2f)", contribution);
    }
}
