// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

/** How a number or a date is compared with a limit. */
public enum Comparison {
    /** Greater or equal. */
    AT_LEAST("atLeast", ">="),
    /** Less or equal. */
    AT_MOST("atMost", "<="),
    /** Strictly greater. */
    ABOVE("above", ">"),
    /** Strictly less. */
    BELOW("below", "<");

    private final String key;
    private final String symbol;

    Comparison(String key, String symbol) {
        this.key = key;
        this.symbol = symbol;
    }

    /** The name in a catalogue file. */
    public String key() {
        return key;
    }

    /** The sign in a message. */
    public String symbol() {
        return symbol;
    }

    boolean holds(double value, double limit) {
        return switch (this) {
            case AT_LEAST -> value >= limit;
            case AT_MOST -> value <= limit;
            case ABOVE -> value > limit;
            case BELOW -> value < limit;
        };
    }
}
