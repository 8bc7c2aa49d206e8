// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How rows are parted into rows to learn from and rows to be judged by, several times over. An immutable value; the same
 * rows and seed give the same parts. Every part it makes holds rows of both classes.
 */
public interface Splits {

    /**
     * The splits of some rows.
     *
     * @param labels the outcome of every row of the table
     * @param among the positions that are split; the others take no part
     * @param seed of the shuffles
     * @throws IllegalArgumentException if there are too few rows, groups or days, or a part would hold one class only
     */
    List<Split> of(boolean[] labels, int[] among, long seed);

    /** The splits of all rows; see {@link #of(boolean[], int[], long)}. */
    default List<Split> of(boolean[] labels, long seed) {
        return of(labels, IntStream.range(0, labels.length).toArray(), seed);
    }

    /** Whether each held-out part is later than what is learnt from: then nothing may be learnt from parts after it. */
    default boolean ordered() {
        return false;
    }

    /**
     * Folds into which the rows of each class are dealt by a shuffle; each fold is held out once.
     *
     * @throws IllegalArgumentException if there are fewer than 2 folds
     */
    static Splits stratified(int folds) {
        return new StratifiedSplits(folds);
    }

    /**
     * One split: a share of the rows of each class held out, drawn by a shuffle, at least one row, and one left.
     *
     * @throws IllegalArgumentException if the share is not above 0 and below 1
     */
    static Splits heldOut(double share) {
        return new HeldOutSplits(share);
    }

    /**
     * Folds that never part the rows of one group, such as those of one customer or household, with rows and events spread
     * as evenly as the groups allow.
     *
     * @param groups the group of every row of the table
     * @throws IllegalArgumentException if there are fewer than 2 folds
     */
    static Splits grouped(List<String> groups, int folds) {
        return new GroupedSplits(groups, folds);
    }

    /**
     * Learns from the past and is judged by what follows: the rows in order of time are cut into one block more than folds,
     * and each block but the first is held out once, with all blocks before it to learn from. Rows of the same time are
     * never parted.
     *
     * @param times of every row of the table, on any scale, none NaN
     * @throws IllegalArgumentException if there is no fold, or a time is NaN
     */
    static Splits timeOrdered(double[] times, int folds) {
        return new TimeSplits(times, folds, Integer.MAX_VALUE);
    }

    /**
     * The same, but learns only from the last blocks before the one held out, so that what is long ago is forgotten.
     *
     * @param window how many blocks to learn from, at least 1
     * @throws IllegalArgumentException if there is no fold or no block to learn from, or a time is NaN
     */
    static Splits slidingWindow(double[] times, int folds, int window) {
        return new TimeSplits(times, folds, window);
    }

    /**
     * Folds that are given, such as those of a published score; the seed plays no part.
     *
     * @param foldOf the fold of every row of the table, by any number
     */
    static Splits given(int[] foldOf) {
        return new GivenSplits(foldOf);
    }

    /**
     * These splits again and again, each time by another shuffle; the first time by that of the seed itself.
     *
     * @throws IllegalArgumentException if it is to be done less than once
     */
    default Splits repeated(int times) {
        if (times < 1) {
            throw new IllegalArgumentException(
                    "The repetitions (" + times + ") of splits must be at least 1.\nMaybe 5 is meant.");
        }
        Splits once = this;
        return new Splits() {
            @Override
            public List<Split> of(boolean[] labels, int[] among, long seed) {
                SplittableRandom seeds = new SplittableRandom(seed);
                List<Split> all = new ArrayList<>();
                for (int r = 0; r < times; r++) {
                    int before = all.isEmpty() ? 0 : all.get(all.size() - 1).repetition() + 1;
                    for (Split split : once.of(labels, among, r == 0 ? seed : seeds.nextLong())) {
                        all.add(new Split(before + split.repetition(), split.training(), split.heldOut()));
                    }
                }
                return all;
            }

            @Override
            public boolean ordered() {
                return once.ordered();
            }
        };
    }
}
