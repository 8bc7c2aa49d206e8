// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

/** How much of what is known is kept. */
final class Discount {
    private Discount() {}

    static void check(double factor) {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("The discount (" + factor
                    + ") must lie in (0, 1].\nMaybe 0.99 was meant: a hundredth is forgotten each time.");
        }
    }
}
