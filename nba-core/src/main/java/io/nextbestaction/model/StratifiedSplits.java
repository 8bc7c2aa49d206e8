// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.List;

/** Folds into which each class is dealt evenly, by a seeded shuffle. */
record StratifiedSplits(int folds) implements Splits {

    StratifiedSplits {
        SplitChecks.folds(folds, 2);
    }

    @Override
    public List<Split> of(boolean[] labels, int[] among, long seed) {
        SplitChecks.enough("rows", among.length, folds);
        int[][] shuffled = ShuffledClasses.of(labels, among, seed);
        SplitChecks.enough("rows with the event", shuffled[0].length, folds);
        SplitChecks.enough("rows without the event", shuffled[1].length, folds);
        return SplitChecks.ofFolds(labels, among, ShuffledClasses.deal(shuffled, among.length, folds), folds);
    }
}
