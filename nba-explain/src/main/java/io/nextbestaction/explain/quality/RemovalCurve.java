// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import java.util.List;

/**
 * What is left of the scores' distance from the average score while fields are taken away, or regained while they become
 * known, one after another. 1 is the whole distance, 0 the average score; values beyond both are common, since fields that
 * pull the other way come last.
 *
 * @param measured [0 … fields]: after so many fields, in the order of the explanation
 * @param random [0 … fields]: the same in a random order
 * @param area below the curves over the share of fields: the mean height, by trapezoids
 */
public record RemovalCurve(List<Double> measured, List<Double> random, AgainstRandom area) {

    /** Copies the lists. */
    public RemovalCurve {
        measured = List.copyOf(measured);
        random = List.copyOf(random);
    }
}
