// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows to learn from and other rows to be judged by, by position.
 *
 * @param repetition which pass over the rows it belongs to, from 0; one pass holds out no row twice
 * @param training the positions to learn from
 * @param heldOut the positions to be judged by
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
public record Split(int repetition, int[] training, int[] heldOut) {

    /**
     * Folds into which the rows of each of several classes are dealt by a seeded shuffle; each fold is held out once. A class
     * of fewer rows than folds is missing in some of them. Of two classes, {@link Splits#stratified}.
     *
     * @param labels the class of each row, from 0
     * @throws IllegalArgumentException if there are fewer than 2 folds
     */
    public static List<Split> stratified(int[] labels, int folds, long seed) {
        SplitChecks.folds(folds, 2);
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        int[] foldOf = ShuffledClasses.deal(ShuffledClasses.of(labels, classes, seed), labels.length, folds);
        return SplitChecks.ofFolds(IntStream.range(0, labels.length).toArray(), foldOf, folds);
    }
}
