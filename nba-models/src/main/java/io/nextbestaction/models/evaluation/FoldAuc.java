// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import io.nextbestaction.models.internal.Normal;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The AUC of cross-fitted predictions, each row scored by a model of the other folds: the mean of the folds' AUCs. Scores of
 * different folds come from different models and are never ranked against each other, so labels that were dealt at random
 * give 0.5 on average.
 *
 * <p>The interval is normal. Its variance is that of the rows (DeLong, DeLong and Clarke-Pearson 1988; for the mean over
 * folds LeDell, Petersen and van der Laan 2015) by 1/folds + 1/(folds − 1) in place of 1/folds (Nadeau and Bengio 2003),
 * since a row that is held out in one fold trains the models of the others. Without that term labels dealt at random look
 * like signal too often; with few folds, or much signal, the interval errs to the wide side.
 * Deterministic; O(classes · n log n).
 */
public final class FoldAuc {
    private FoldAuc() {}

    /**
     * One class against the rest.
     *
     * @param held the cross-fitted predictions
     * @param fold the fold each row was held out in, from 0; as many folds as the greatest plus 1, at least 2
     * @param level the confidence, in (0, 1)
     * @throws IllegalArgumentException if any of this does not hold, or a fold has fewer than two rows of either side
     */
    public static Interval of(Predictions held, int[] fold, double level) {
        int[] sides = new int[held.rows()];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = held.label(i) ? 1 : 0;
        }
        return mean(
                folds(fold, sides, 2),
                level,
                rows -> Fold.of(new Predictions[] {held.select(rows)}, pick(sides, rows), 2));
    }

    /**
     * Each class against the rest, the mean over classes.
     *
     * @param held the cross-fitted predictions
     * @param fold the fold each row was held out in, from 0; as many folds as the greatest plus 1, at least 2
     * @param level the confidence, in (0, 1)
     * @throws IllegalArgumentException if any of this does not hold, or a fold has fewer than two rows of a class
     */
    public static Interval macro(MulticlassPredictions held, int[] fold, double level) {
        int classes = held.classes().size();
        int[] labels = new int[held.rows()];
        Arrays.setAll(labels, held::label);
        return mean(folds(fold, labels, classes), level, rows -> {
            Predictions[] against = new Predictions[classes];
            for (int c = 0; c < classes; c++) {
                against[c] = held.oneVersusRest(c).select(rows);
            }
            return Fold.of(against, pick(labels, rows), classes);
        });
    }

    private interface Measure {
        Fold of(int[] rows);
    }

    /** The AUC of one fold and its variance over rows. */
    private record Fold(double auc, double variance) {
        private static Fold of(Predictions[] against, int[] labels, int classes) {
            double auc = 0;
            double[] share = new double[labels.length];
            for (Predictions one : against) {
                auc += one.auc() / against.length;
                double[] placements = DeLong.placements(one);
                for (int i = 0; i < share.length; i++) {
                    int side = one.label(i) ? one.positives() : one.rows() - one.positives();
                    share[i] += placements[i] / side / against.length;
                }
            }
            double variance = 0;
            for (int c = 0; c < classes; c++) {
                variance += varianceOfSum(share, labels, c);
            }
            return new Fold(auc, variance);
        }

        /** Of the sum over the rows of a class, taken as draws from it. */
        private static double varianceOfSum(double[] share, int[] labels, int wanted) {
            int n = 0;
            double sum = 0;
            for (int i = 0; i < share.length; i++) {
                n += labels[i] == wanted ? 1 : 0;
                sum += labels[i] == wanted ? share[i] : 0;
            }
            double squares = 0;
            for (int i = 0; i < share.length; i++) {
                double off = share[i] - sum / n;
                squares += labels[i] == wanted ? off * off : 0;
            }
            return squares / (n - 1) * n;
        }
    }

    private static Interval mean(int[][] folds, double level, Measure measure) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "The level (" + level + ") of an interval must lie between 0 and 1.\nMaybe 0.95 is meant.");
        }
        double auc = 0;
        double variance = 0;
        for (int[] rows : folds) {
            Fold fold = measure.of(rows);
            auc += fold.auc() / folds.length;
            variance += fold.variance() / folds.length;
        }
        double error = Math.sqrt(variance * (1.0 / folds.length + 1.0 / (folds.length - 1)));
        double reach = Normal.reach(level) * error;
        return new Interval(auc, Math.max(0, auc - reach), Math.min(1, auc + reach), level, error, 0, 0);
    }

    /** The rows of each fold. */
    private static int[][] folds(int[] fold, int[] labels, int classes) {
        int count = Arrays.stream(fold).max().orElse(0) + 1;
        if (fold.length != labels.length || count < 2 || Arrays.stream(fold).anyMatch(f -> f < 0)) {
            throw new IllegalArgumentException(
                    "The folds (" + count + ", of " + fold.length + " rows) must be two or more,"
                            + " from 0, one for each of the " + labels.length + " predictions.");
        }
        int[][] rows = new int[count][];
        for (int f = 0; f < count; f++) {
            int wanted = f;
            rows[f] = IntStream.range(0, fold.length)
                    .filter(i -> fold[i] == wanted)
                    .toArray();
            int[] counts = new int[classes];
            for (int i : rows[f]) {
                counts[labels[i]]++;
            }
            int fewest = Arrays.stream(counts).min().orElseThrow();
            if (fewest < 2) {
                throw new IllegalArgumentException("The rows (" + fewest + ") of the rarest class in fold " + (f + 1)
                        + " must be at least 2.\nMaybe ask for fewer folds, or merge rare classes.");
            }
        }
        return rows;
    }

    private static int[] pick(int[] values, int[] rows) {
        return Arrays.stream(rows).map(i -> values[i]).toArray();
    }
}
