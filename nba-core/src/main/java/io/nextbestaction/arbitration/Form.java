// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import java.util.Locale;

/** What candidates are compared by, before levers. */
public enum Form {
    /** The expected value over doing nothing; the default. */
    EXPECTED_VALUE,
    /** A low quantile of the expected value, which the little that is known about an action pulls down. */
    RISK_AVERSE,
    /** Propensity · value, without what happens anyway and without costs; for those who come from such a system. */
    MULTIPLICATIVE;

    /** The form in lower case, as files write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
