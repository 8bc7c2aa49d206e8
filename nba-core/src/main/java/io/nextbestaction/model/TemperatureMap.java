// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * The map of temperature scaling (Guo et al. 2017): σ(logit p / temperature). Probabilities are first moved to 1e-6 from
 * the edge.
 *
 * @param temperature finite, above 0; above 1 draws probabilities towards 0.5
 * @param fittedOn the data, in words
 * @param rows how many rows that was
 */
public record TemperatureMap(double temperature, String fittedOn, long rows) implements Calibration {

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
        return Link.sigmoid(Link.logit(Edge.clip(probability)) / temperature);
    }

    @Override
    public double steepness(double probability) {
        double calibrated = apply(probability);
        return Edge.clips(probability)
                ? 0
                : calibrated * (1 - calibrated) / (temperature * probability * (1 - probability));
    }
}
