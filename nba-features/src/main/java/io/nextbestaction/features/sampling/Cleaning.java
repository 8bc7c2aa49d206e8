// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import io.nextbestaction.model.TrainingSet;
import java.util.stream.IntStream;

/** Training rows without some of them. */
final class Cleaning {
    private Cleaning() {}

    static TrainingSet without(TrainingSet data, boolean[] out, String method) {
        TrainingSet kept =
                data.select(IntStream.range(0, out.length).filter(i -> !out[i]).toArray());
        int events = kept.positives();
        if (events == 0 || events == kept.rows()) {
            throw new IllegalArgumentException("The rows (" + events + " events of " + kept.rows() + ") that " + method
                    + " leave must have both outcomes.\nMaybe the outcomes overlap everywhere: judge the frequent rows"
                    + " only, or do without.");
        }
        return kept;
    }
}
