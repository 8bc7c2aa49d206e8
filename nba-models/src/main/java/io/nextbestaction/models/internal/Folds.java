// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Rows dealt to folds, each class spread evenly, by a seeded shuffle. Not API. */
public final class Folds {
    private final int[] foldOf;
    private final int count;

    private Folds(int[] foldOf, int count) {
        this.foldOf = foldOf;
        this.count = count;
    }

    /** Folds of two classes. */
    public static Folds of(boolean[] labels, int count, long seed) {
        return of(IntStream.range(0, labels.length).map(i -> labels[i] ? 1 : 0).toArray(), 2, count, seed);
    }

    /** Folds of several classes, given by their index. */
    public static Folds of(int[] labels, int classes, int count, long seed) {
        int[] foldOf = new int[labels.length];
        SplittableRandom random = new SplittableRandom(seed);
        int next = 0;
        for (int c = 0; c < classes; c++) {
            for (int row : shuffled(labels, c, random)) {
                foldOf[row] = next;
                next = (next + 1) % count;
            }
        }
        return new Folds(foldOf, count);
    }

    /**
     * Two parts: fold 0 holds the given share of each class, at least one row, fold 1 the rest, at least one row, too, if
     * the class has two.
     */
    public static Folds heldOut(boolean[] labels, double share, long seed) {
        int[] foldOf = new int[labels.length];
        SplittableRandom random = new SplittableRandom(seed);
        int[] numbers =
                IntStream.range(0, labels.length).map(i -> labels[i] ? 1 : 0).toArray();
        for (int c = 0; c < 2; c++) {
            int[] rows = shuffled(numbers, c, random);
            int held = (int) Math.max(1, Math.min(rows.length - 1, Math.round(share * rows.length)));
            for (int i = 0; i < rows.length; i++) {
                foldOf[rows[i]] = i < held ? 0 : 1;
            }
        }
        return new Folds(foldOf, 2);
    }

    private static int[] shuffled(int[] labels, int label, SplittableRandom random) {
        int[] rows = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .toArray();
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = rows[i];
            rows[i] = rows[j];
            rows[j] = swap;
        }
        return rows;
    }

    /** The number of folds. */
    public int count() {
        return count;
    }

    /** The rows of a fold, in order. */
    public int[] inside(int fold) {
        return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == fold).toArray();
    }

    /** The rows of all other folds, in order. */
    public int[] outside(int fold) {
        return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] != fold).toArray();
    }
}
