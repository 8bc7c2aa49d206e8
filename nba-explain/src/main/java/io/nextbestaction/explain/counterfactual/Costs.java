// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

/** What a cost must be. */
final class Costs {
    private Costs() {}

    static void check(String field, double cost) {
        if (!(cost > 0) || !Double.isFinite(cost)) {
            throw new IllegalArgumentException("The cost (" + cost + ") of changing field \"" + field
                    + "\" must be finite and above 0.\nMaybe 1 was meant: only their ratio counts.");
        }
    }
}
