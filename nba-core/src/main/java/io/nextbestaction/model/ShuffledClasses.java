// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The rows of each class in a random order: what every stratified split is dealt from. */
final class ShuffledClasses {
    private ShuffledClasses() {}

    /**
     * The places of the rows of each class, shuffled one class after the other.
     *
     * @param labels the class of each row, from 0
     */
    static int[][] of(int[] labels, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] shuffled = new int[classes][];
        for (int c = 0; c < classes; c++) {
            int label = c;
            int[] rows = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            for (int i = rows.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = rows[i];
                rows[i] = rows[j];
                rows[j] = swap;
            }
            shuffled[c] = rows;
        }
        return shuffled;
    }

    /** The same of two classes, the events first, of some rows of a table. */
    static int[][] of(boolean[] labels, int[] among, long seed) {
        int[] classes = new int[among.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels[among[i]] ? 0 : 1;
        }
        return of(classes, 2, seed);
    }

    /** The fold of each row: those of one class after the other, to one fold after the other. */
    static int[] deal(int[][] shuffled, int rows, int folds) {
        int[] foldOf = new int[rows];
        int next = 0;
        for (int[] ofClass : shuffled) {
            for (int row : ofClass) {
                foldOf[row] = next;
                next = (next + 1) % folds;
            }
        }
        return foldOf;
    }
}
