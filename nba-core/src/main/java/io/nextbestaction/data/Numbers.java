// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.math.BigDecimal;
import java.math.MathContext;

/** Writes numbers as people read them. */
public final class Numbers {
    private Numbers() {}

    /** At most six significant digits, no exponent within ordinary sizes, no trailing zeros: 41.5, 100000, 0.0931. */
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
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        return Math.abs(value) < 1e-6 ? rounded.toString() : rounded.toPlainString();
    }
}
