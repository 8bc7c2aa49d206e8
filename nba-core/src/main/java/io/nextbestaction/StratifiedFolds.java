// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Assigns rows to folds, each class spread evenly, by a seeded shuffle. */
final class StratifiedFolds {
    private final int[] foldOf;
    private final int folds;

    StratifiedFolds(boolean[] labels, int folds, long seed) {
        this.folds = folds;
        this.foldOf = new int[labels.length];
        SplittableRandom random = new SplittableRandom(seed);
        int next = 0;
        for (boolean label : new boolean[] {true, false}) {
            int[] rows = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
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
    }

    int count() {
        return folds;
    }

    int[] inside(int fold) {
        return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == fold).toArray();
    }

    int[] outside(int fold) {
        return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] != fold).toArray();
    }
}
