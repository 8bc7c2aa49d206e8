// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.profile;

/**
 * How many rows have the event.
 *
 * @param events rows with it
 * @param others rows without it
 */
public record ClassBalance(int events, int others) {

    /** The share of rows with the event, 0 to 1; NaN of no rows. */
    public double rate() {
        return (double) events / (events + others);
    }
}
