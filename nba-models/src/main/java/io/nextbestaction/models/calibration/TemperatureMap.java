// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import io.nextbestaction.model.Link;

/**
 * σ(logit p / temperature); probabilities are first moved to 1e-6 from the edge.
 *
 * @param temperature finite, above 0; above 1 draws probabilities towards 0.5
 * @param fittedOn the data, in words
 * @param rows how many rows that was
 */
public record TemperatureMap(double temperature, String fittedOn, long rows) implements ProbabilityMap {

    /**
     * Checks the temperature.
     *
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    public TemperatureMap {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "The temperature (" + temperature + ") of a calibration must be finite and above 0.");
        }
    }

    @Override
    public double apply(double probability) {
        return Link.sigmoid(HeldOut.logit(probability) / temperature);
    }
}
