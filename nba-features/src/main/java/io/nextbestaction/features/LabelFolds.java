// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Five parts of the training rows, each outcome spread evenly over them by a seeded shuffle; unlike
 * {@link io.nextbestaction.model.Splits}, of fewer rows of an outcome than parts, too.
 */
final class LabelFolds {
    static final int COUNT = 5;

    private final int[] foldOf;

    /** Of labels with two rows of each outcome at least, so that the rest of each part has both outcomes. */
    LabelFolds(boolean[] labels, long seed) {
        int events = 0;
        for (boolean label : labels) {
            events += label ? 1 : 0;
        }
        if (Math.min(events, labels.length - events) < 2) {
            throw new IllegalArgumentException("The labels (" + events + " events in " + labels.length
                    + " rows) of an encoding by the label must have two of each outcome at least.\n"
                    + "Maybe encode the field without labels, such as with .frequency(…).");
        }
        foldOf = new int[labels.length];
        SplittableRandom random = new SplittableRandom(seed);
        int next = 0;
        for (boolean outcome : new boolean[] {true, false}) {
            int[] rows = new int[outcome ? events : labels.length - events];
            int n = 0;
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == outcome) {
                    int place = random.nextInt(++n);
                    rows[n - 1] = rows[place];
                    rows[place] = i;
                }
            }
            for (int row : rows) {
                foldOf[row] = next;
                next = (next + 1) % COUNT;
            }
        }
    }

    int[] rows(int fold, boolean inside) {
        int[] rows = new int[foldOf.length];
        int n = 0;
        for (int i = 0; i < foldOf.length; i++) {
            if ((foldOf[i] == fold) == inside) {
                rows[n++] = i;
            }
        }
        return Arrays.copyOf(rows, n);
    }
}
