// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

/**
 * The declared share of customers who accept, used where no response was learnt.
 *
 * @param rate of those contacted, in [0, 1]
 * @param organic of those not contacted, in [0, 1]
 */
public record Response(double rate, double organic) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if a share lies outside [0, 1]
     */
    public Response {
        check("rate", rate);
        check("organic", organic);
    }

    private static void check(String part, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The response \"" + part + "\" (" + share
                    + ") must lie in [0, 1].\nMaybe it was written in per cent: 3 % is 0.03.");
        }
    }
}
