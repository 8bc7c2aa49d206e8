// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.List;
import java.util.SplittableRandom;

/** Folds into which each class is dealt evenly, by a seeded shuffle. */
record StratifiedSplits(int folds) implements Splits {

    StratifiedSplits {
        SplitChecks.folds(folds, 2);
    }

    @Override
    public List<Split> of(boolean[] labels, int[] among, long seed) {
        SplitChecks.enough("rows", among.length, folds);
        int[] foldOf = new int[among.length];
        SplittableRandom random = new SplittableRandom(seed);
        int next = 0;
        for (boolean label : new boolean[] {true, false}) {
            int[] rows = ofClass(labels, among, label);
            SplitChecks.enough(label ? "rows with the event" : "rows without the event", rows.length, folds);
            for (int i = rows.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = rows[i];
                rows[i] = rows[j];
                rows[j] = swap;
            }
            for (int row : rows) {
                foldOf[row] = next;
                next = (next + 1) % folds;
            }
        }
        return SplitChecks.ofFolds(labels, among, foldOf, folds);
    }

    /** The places in {@code among} of the rows of one class. */
    private static int[] ofClass(boolean[] labels, int[] among, boolean label) {
        int count = 0;
        for (int row : among) {
            count += labels[row] == label ? 1 : 0;
        }
        int[] places = new int[count];
        int next = 0;
        for (int i = 0; i < among.length; i++) {
            if (labels[among[i]] == label) {
                places[next++] = i;
            }
        }
        return places;
    }
}
