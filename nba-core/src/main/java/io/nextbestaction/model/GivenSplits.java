// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import java.util.List;

/** Folds by number, in order of their numbers. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GivenSplits(int[] folds) implements Splits {

    GivenSplits {
        folds = folds.clone();
    }

    @Override
    public List<Split> of(boolean[] labels, int[] among, long seed) {
        SplitChecks.covers("folds", folds.length, labels);
        int[] numbers =
                Arrays.stream(among).map(row -> folds[row]).distinct().sorted().toArray();
        SplitChecks.folds(numbers.length, 2);
        int[] foldOf = Arrays.stream(among)
                .map(row -> Arrays.binarySearch(numbers, folds[row]))
                .toArray();
        return SplitChecks.ofFolds(labels, among, foldOf, numbers.length);
    }
}
