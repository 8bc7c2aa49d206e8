// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Blocks in order of time, each held out after those before it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TimeSplits(double[] times, int folds, int window) implements Splits {

    TimeSplits {
        SplitChecks.folds(folds, 1);
        if (window < 1) {
            throw new IllegalArgumentException(
                    "The window (" + window + " blocks) to learn from must be at least 1.\nMaybe 3 is meant.");
        }
        times = times.clone();
        for (int i = 0; i < times.length; i++) {
            if (Double.isNaN(times[i])) {
                throw new IllegalArgumentException("The time (missing) of row " + (i + 1)
                        + " must be known to split by time.\nMaybe leave out the rows without a date.");
            }
        }
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public List<Split> of(boolean[] labels, int[] among, long seed) {
        SplitChecks.covers("times", times.length, labels);
        int[] order = Arrays.stream(among)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> times[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] cuts = cuts(order);
        List<Split> splits = new ArrayList<>(folds);
        for (int fold = 0; fold < folds; fold++) {
            int from = cuts[Math.max(0, fold - window + 1)];
            Split split = new Split(
                    0,
                    Arrays.copyOfRange(order, from, cuts[fold + 1]),
                    Arrays.copyOfRange(order, cuts[fold + 1], cuts[fold + 2]));
            splits.add(SplitChecks.checked(split, labels, fold + 1, folds));
        }
        return splits;
    }

    /** The starts of the blocks and the end: nearest to equal parts, moved to where the time changes. */
    private int[] cuts(int[] order) {
        int blocks = folds + 1;
        int[] cuts = new int[blocks + 1];
        cuts[blocks] = order.length;
        for (int b = 1; b < blocks; b++) {
            int cut = Math.max(cuts[b - 1] + 1, (int) ((long) order.length * b / blocks));
            while (cut < order.length && times[order[cut]] == times[order[cut - 1]]) {
                cut++;
            }
            if (cut >= order.length) {
                throw new IllegalArgumentException("The times (" + distinct(order) + " distinct over " + order.length
                        + " rows) must allow " + blocks + " blocks of rows in order of time.\nMaybe use fewer folds.");
            }
            cuts[b] = cut;
        }
        return cuts;
    }

    private long distinct(int[] order) {
        return Arrays.stream(order).mapToDouble(row -> times[row]).distinct().count();
    }
}
