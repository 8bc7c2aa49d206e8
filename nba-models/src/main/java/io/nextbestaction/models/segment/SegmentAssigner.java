// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.model.Split;
import io.nextbestaction.models.evaluation.FoldAuc;
import io.nextbestaction.models.evaluation.MulticlassPredictions;
import io.nextbestaction.models.internal.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * Learns to tell the segment of customers who have no history yet, from what is known of everybody, such as demographics: a
 * classifier trained on the segments that customers with a history have. Measured out of fold, every row by a model that
 * never saw it. An immutable value; the same rows and seed give the same assignment.
 *
 * @param trainer learns the classes
 * @param folds how many, 2 to 20
 */
public record SegmentAssigner(MulticlassTrainer trainer, int folds) {
    private static final double LEVEL = 0.95;
    private static final String TASK = "learning to assign segments";

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the folds are outside their range
     */
    public SegmentAssigner {
        Checks.range("a segment assigner", "folds", folds, 2, 20, 5);
    }

    /** Five folds. */
    public static SegmentAssigner by(MulticlassTrainer trainer) {
        return new SegmentAssigner(trainer, 5);
    }

    /**
     * Learns from customers of whom both are known, row for row.
     *
     * @param history the features of the segmentation
     * @param demographics what is known of new customers too
     * @throws IllegalArgumentException if the rows do not fit the segmentation or each other, or fewer than two segments have
     *     customers, or one of them fewer than twice the folds
     */
    public SegmentAssignment fit(
            Segmentation segmentation,
            FeatureMatrix history,
            FeatureMatrix demographics,
            long seed,
            Progress progress) {
        SegmentProfile.checkRows(segmentation, history);
        if (demographics.rows() != history.rows()) {
            throw new IllegalArgumentException("The demographics (" + demographics.rows()
                    + " rows) must be as many as the histories (" + history.rows()
                    + ").\nMaybe they were filtered apart.");
        }
        int[] labels = new int[history.rows()];
        double[] row = new double[history.columns()];
        for (int i = 0; i < labels.length; i++) {
            history.row(i, row);
            labels[i] = segmentation.centroids().nearest(row);
        }
        return fit(segmentation.segments(), labels, demographics, seed, progress);
    }

    /**
     * The same with labels that are given, such as RFM names.
     *
     * @param segments in the order of the labels
     * @param labels the index of the segment of each row
     * @throws IllegalArgumentException if the labels do not fit the rows or the segments, or a segment has fewer customers
     *     than twice the folds
     */
    public SegmentAssignment fit(
            List<Segment> segments, int[] labels, FeatureMatrix demographics, long seed, Progress progress) {
        List<String> names = segments.stream().map(Segment::name).toList();
        MulticlassSet data = new MulticlassSet(demographics, names, labels);
        int[] counts = data.counts();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] < 2 * folds) {
                throw new IllegalArgumentException("The customers (" + counts[c] + ") of segment \"" + names.get(c)
                        + "\" must be at least twice as many as the folds ("
                        + folds + ").\nMaybe ask for fewer segments, or fewer folds.");
            }
        }
        List<Split> splits = Split.stratified(labels, folds, seed);
        double[] probabilities = new double[labels.length * names.size()];
        int[] foldOf = new int[labels.length];
        for (int fold = 0; fold < folds; fold++) {
            progress.update(TASK, fold, folds + 1L);
            int[] held = splits.get(fold).heldOut();
            MulticlassModel model = trainer.train(
                    data.select(splits.get(fold).training()), seed + fold, progress.within(TASK, fold, folds + 1L));
            double[] part = model.probabilities(demographics.select(held));
            for (int i = 0; i < held.length; i++) {
                System.arraycopy(part, i * names.size(), probabilities, held[i] * names.size(), names.size());
                foldOf[held[i]] = fold;
            }
        }
        progress.update(TASK, folds, folds + 1L);
        MulticlassModel model = trainer.train(data, seed, progress.within(TASK, folds, folds + 1L));
        progress.update(TASK, folds + 1L, folds + 1L);
        MulticlassPredictions outOfFold = MulticlassPredictions.of(names, probabilities, labels);
        return new SegmentAssignment(
                model,
                segments,
                FoldAuc.macro(outOfFold, foldOf, LEVEL),
                outOfFold.confusion().accuracy(),
                Arrays.stream(counts).max().orElseThrow() / (double) labels.length);
    }
}
