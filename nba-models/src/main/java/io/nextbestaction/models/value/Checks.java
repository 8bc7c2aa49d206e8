// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

/** What the parameters of value models must be. */
final class Checks {
    private Checks() {}

    static void positive(String owner, String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The parameter " + name + " (" + value + ") of a " + owner
                    + " must be positive and finite.\nMaybe fit it: parameters are rarely known by hand.");
        }
    }
}
