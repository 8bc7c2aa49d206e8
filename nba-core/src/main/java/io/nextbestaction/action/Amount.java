// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An amount of money that may depend on the customer: fixed + Σ rate · field, in the catalogue's currency.
 *
 * @param fixed the part that is the same for everybody, finite
 * @param perField a rate for each number field it depends on, finite
 */
public record Amount(double fixed, Map<String, Double> perField) {

    /**
     * Checks that every part is finite.
     *
     * @throws IllegalArgumentException if one is not
     */
    public Amount {
        if (!Double.isFinite(fixed)) {
            throw new IllegalArgumentException("The fixed part (" + fixed + ") of an amount must be finite.");
        }
        perField.forEach((field, rate) -> {
            if (!Double.isFinite(rate)) {
                throw new IllegalArgumentException(
                        "The rate (" + rate + ") of field \"" + field + "\" in an amount must be finite.");
            }
        });
        perField = Collections.unmodifiableMap(new LinkedHashMap<>(perField));
    }

    /** The same amount for everybody. */
    public static Amount of(double fixed) {
        return new Amount(fixed, Map.of());
    }

    /** This amount plus rate · field. */
    public Amount plus(String field, double rate) {
        Map<String, Double> more = new LinkedHashMap<>(perField);
        more.merge(field, rate, Double::sum);
        return new Amount(fixed, more);
    }
}
