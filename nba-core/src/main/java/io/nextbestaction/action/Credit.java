// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

/**
 * What a credit action may lose on every credit granted: probability of default · loss given default · exposure.
 *
 * @param defaultProbability the customer's, usually a field; taken as 0 below 0 and as 1 above 1
 * @param lossGivenDefault the share of the exposure lost in default, in [0, 1]
 * @param exposure at default, in the catalogue's currency; taken as 0 below 0
 */
public record Credit(Amount defaultProbability, double lossGivenDefault, Amount exposure) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the loss given default lies outside [0, 1]
     */
    public Credit {
        if (!(lossGivenDefault >= 0 && lossGivenDefault <= 1)) {
            throw new IllegalArgumentException("The loss given default (" + lossGivenDefault
                    + ") of a credit must lie in [0, 1].\nMaybe it was written in per cent: 45 % is 0.45.");
        }
    }
}
