// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.ArrayList;
import java.util.List;

/** What all splits demand, and how folds become splits. */
final class SplitChecks {
    private SplitChecks() {}

    static void folds(int folds, int least) {
        if (folds < least) {
            throw new IllegalArgumentException(
                    "The folds (" + folds + ") must be at least " + least + ".\nMaybe 5 is meant.");
        }
    }

    /** Demands one value for every row of the table. */
    static void covers(String what, int values, boolean[] labels) {
        if (values != labels.length) {
            throw new IllegalArgumentException("The " + what + " (" + values + ") of the splits must be as many as the"
                    + " rows (" + labels.length + ").\nMaybe they belong to another table.");
        }
    }

    static void enough(String what, int available, int folds) {
        if (available < folds) {
            throw new IllegalArgumentException("The " + what + " (" + available + ") must be at least as many as the"
                    + " folds (" + folds + ").\nMaybe use fewer folds.");
        }
    }

    static void enoughForTwo(String what, int available) {
        if (available < 2) {
            throw new IllegalArgumentException("The " + what + " (" + available
                    + ") must be at least 2, one to learn from and one to hold out.\nMaybe find more of them.");
        }
    }

    /** Each fold held out once, the others to learn from, both parts of both classes. */
    static List<Split> ofFolds(boolean[] labels, int[] among, int[] foldOf, int folds) {
        List<Split> splits = ofFolds(among, foldOf, folds);
        for (int fold = 0; fold < folds; fold++) {
            checked(splits.get(fold), labels, fold + 1, folds);
        }
        return splits;
    }

    /** The same of rows whose classes are not looked at. */
    static List<Split> ofFolds(int[] among, int[] foldOf, int folds) {
        List<Split> splits = new ArrayList<>(folds);
        for (int fold = 0; fold < folds; fold++) {
            int inside = 0;
            for (int at : foldOf) {
                inside += at == fold ? 1 : 0;
            }
            int[] training = new int[among.length - inside];
            int[] heldOut = new int[inside];
            int t = 0;
            int h = 0;
            for (int i = 0; i < among.length; i++) {
                if (foldOf[i] == fold) {
                    heldOut[h++] = among[i];
                } else {
                    training[t++] = among[i];
                }
            }
            splits.add(new Split(0, training, heldOut));
        }
        return splits;
    }

    /** A split both of whose parts hold both classes. */
    static Split checked(Split split, boolean[] labels, int number, int folds) {
        check("training part", split.training(), labels, number, folds);
        check("held-out part", split.heldOut(), labels, number, folds);
        return split;
    }

    private static void check(String part, int[] rows, boolean[] labels, int number, int folds) {
        int events = 0;
        for (int row : rows) {
            events += labels[row] ? 1 : 0;
        }
        if (events == 0 || events == rows.length) {
            throw new IllegalArgumentException("The " + part + " of fold " + number + " of " + folds + " (" + events
                    + " of " + rows.length + " rows with the event) must hold both classes.\n"
                    + "Maybe use fewer folds, or find more rows of the rare class.");
        }
    }
}
