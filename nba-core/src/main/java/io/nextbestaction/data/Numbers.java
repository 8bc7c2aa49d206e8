// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.math.BigDecimal;
import java.math.MathContext;

/** Writes numbers as people read them. */
public final class Numbers {
    private Numbers() {}

    /**
     * The whole part in full and at most six significant digits: no exponent within ordinary sizes, no trailing zeros:
     * 41.5, 1250000, 0.0931.
     */
    public static String display(double value) {
        if (Double.isNaN(value)) {
            return "missing";
        }
        if (Double.isInfinite(value) || Math.abs(value) >= 1e15) {
            return Double.toString(value);
        }
        if (value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        BigDecimal exact = new BigDecimal(value);
        int wholeDigits = exact.precision() - exact.scale();
        BigDecimal rounded =
                exact.round(new MathContext(Math.max(6, wholeDigits))).stripTrailingZeros();
        return Math.abs(value) < 1e-6 ? rounded.toString() : rounded.toPlainString();
    }
}
