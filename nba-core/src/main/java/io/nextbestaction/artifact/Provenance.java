// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.artifact;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From what and how an artifact's models were trained.
 *
 * @param trained when training ended
 * @param rows the training rows, not negative
 * @param positiveRate the part of them with the event, in [0, 1]; NaN where nothing was labelled
 * @param dataHash the SHA-256 of the training data, or what stands for it
 * @param seed the seed of everything random
 * @param trainers the description of each trainer by the part it trained, in order
 * @param metrics the quality on held-out rows by name, in order
 */
public record Provenance(
        Instant trained,
        long rows,
        double positiveRate,
        String dataHash,
        long seed,
        Map<String, String> trainers,
        Map<String, Double> metrics) {

    /**
     * Copies the maps, keeping their order.
     *
     * @throws IllegalArgumentException if the rows are negative or the rate is outside [0, 1]
     */
    public Provenance {
        if (rows < 0) {
            throw new IllegalArgumentException("The rows (" + rows + ") of the provenance must not be negative.");
        }
        if (positiveRate < 0 || positiveRate > 1) {
            throw new IllegalArgumentException(
                    "The positive rate (" + positiveRate + ") of the provenance must lie in [0, 1].");
        }
        trainers = Collections.unmodifiableMap(new LinkedHashMap<>(trainers));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
