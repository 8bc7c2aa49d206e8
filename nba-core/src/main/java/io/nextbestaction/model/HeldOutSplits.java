// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.List;

/** One part held out: a share of the rows of each class, by a seeded shuffle. */
record HeldOutSplits(double share) implements Splits {

    HeldOutSplits {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "The share (" + share + ") that is held out must be above 0 and below 1.\nMaybe 0.2 is meant.");
        }
    }

    @Override
    public List<Split> of(boolean[] labels, int[] among, long seed) {
        int[][] shuffled = ShuffledClasses.of(labels, among, seed);
        SplitChecks.enoughForTwo("rows with the event", shuffled[0].length);
        SplitChecks.enoughForTwo("rows without the event", shuffled[1].length);
        int[] partOf = new int[among.length];
        for (int[] rows : shuffled) {
            int held = (int) Math.max(1, Math.min(rows.length - 1, Math.round(share * rows.length)));
            for (int i = held; i < rows.length; i++) {
                partOf[rows[i]] = 1;
            }
        }
        return SplitChecks.ofFolds(labels, among, partOf, 2).subList(0, 1);
    }
}
