// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldAucTest {
    private static final int ROWS = 120;
    private static final int FOLDS = 3;

    private final double[] p = new double[ROWS];
    private final boolean[] y = new boolean[ROWS];
    private final int[] fold = IntStream.range(0, ROWS).map(i -> i % FOLDS).toArray();

    FoldAucTest() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < ROWS; i++) {
            y[i] = random.nextInt(3) == 0;
            // coarse, so that many tie, and shifted from fold to fold
            p[i] = (random.nextInt(8) + (y[i] ? 2 : 0) + 5 * fold[i]) / 20.0;
        }
    }

    @Test
    void the_mean_of_the_folds_is_that_of_all_pairs_within_a_fold() {
        double expected = 0;
        for (int f = 0; f < FOLDS; f++) {
            double wins = 0;
            double pairs = 0;
            for (int i = f; i < ROWS; i += FOLDS) {
                for (int j = f; j < ROWS; j += FOLDS) {
                    if (y[i] && !y[j]) {
                        pairs++;
                        wins += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
                    }
                }
            }
            expected += wins / pairs / FOLDS;
        }
        Predictions held = Predictions.of(p, y);
        Interval auc = FoldAuc.of(held, fold, 0.95);
        assertThat(auc.estimate()).isCloseTo(expected, within(1e-14));
        assertThat(auc.estimate()).isGreaterThan(held.auc() + 0.05); // shifts between folds do not count
    }

    @Test
    void the_error_is_delongs_of_each_fold_with_the_folds_correlation() {
        double variance = 0;
        for (int f = 0; f < FOLDS; f++) {
            int from = f;
            int[] rows = IntStream.range(0, ROWS).filter(i -> fold[i] == from).toArray();
            Predictions one = Predictions.of(p, y).select(rows);
            variance += Math.pow(DeLong.compare(one, one).firstError(), 2) / FOLDS;
        }
        Interval auc = FoldAuc.of(Predictions.of(p, y), fold, 0.95);
        assertThat(auc.standardError()).isCloseTo(Math.sqrt(variance * (1 / 3.0 + 1 / 2.0)), within(1e-14));
        assertThat(auc.low()).isCloseTo(auc.estimate() - 1.959963984540054 * auc.standardError(), within(1e-12));
        assertThat(auc.high()).isCloseTo(auc.estimate() + 1.959963984540054 * auc.standardError(), within(1e-12));
        assertThat(FoldAuc.of(Predictions.of(p, y), fold, 0.5).low()).isGreaterThan(auc.low());
    }

    @Test
    void of_two_classes_the_mean_over_classes_is_that_of_either() {
        double[] both = new double[2 * ROWS];
        int[] labels = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            both[2 * i] = 1 - p[i];
            both[2 * i + 1] = p[i];
            labels[i] = y[i] ? 1 : 0;
        }
        Interval macro = FoldAuc.macro(MulticlassPredictions.of(List.of("no", "yes"), both, labels), fold, 0.9);
        Interval one = FoldAuc.of(Predictions.of(p, y), fold, 0.9);
        assertThat(macro.estimate()).isCloseTo(one.estimate(), within(1e-14));
        assertThat(macro.standardError()).isCloseTo(one.standardError(), within(1e-14));
    }

    /** Against a bootstrap of the rows of each class in each fold, which shares nothing with the formula. */
    @Test
    void of_three_classes_the_error_is_that_of_resampled_rows() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 600;
        double[] q = new double[3 * n];
        int[] labels = new int[n];
        int[] folds = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 3;
            folds[i] = i / 3 % 2;
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                q[3 * i + c] = Math.exp(random.nextGaussian() + (labels[i] == c ? 0.8 : 0));
                sum += q[3 * i + c];
            }
            for (int c = 0; c < 3; c++) {
                q[3 * i + c] /= sum;
            }
        }
        MulticlassPredictions held = MulticlassPredictions.of(List.of("a", "b", "c"), q, labels);
        double error = FoldAuc.macro(held, folds, 0.95).standardError();
        int replicates = 400;
        double sum = 0;
        double squares = 0;
        for (int r = 0; r < replicates; r++) {
            double mean = 0;
            for (int f = 0; f < 2; f++) {
                double[] drawn = new double[3 * n / 2];
                int[] as = new int[n / 2];
                for (int k = 0; k < n / 2; k++) {
                    int row = 6 * random.nextInt(n / 6) + 3 * f + k % 3; // of the fold and class of the k-th
                    System.arraycopy(q, 3 * row, drawn, 3 * k, 3);
                    as[k] = labels[row];
                }
                mean += MulticlassPredictions.of(held.classes(), drawn, as).auc(Average.MACRO) / 2;
            }
            sum += mean / replicates;
            squares += mean * mean / replicates;
        }
        double resampled = Math.sqrt(squares - sum * sum);
        assertThat(error / Math.sqrt(2 * (1 / 2.0 + 1))).isCloseTo(resampled, within(0.1 * resampled));
    }

    /**
     * Labels dealt at random, scored by the direction between the means of the two classes: for such a learner the variance
     * of the mean of the folds is twice that of independent folds.
     */
    @Test
    void on_labels_dealt_at_random_it_holds_a_half_about_as_often_as_it_says() {
        int seeds = 600;
        int covered = 0;
        int naive = 0;
        int[] folds = IntStream.range(0, 200).map(i -> i % 5).toArray();
        for (long seed = 0; seed < seeds; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] x = new double[200][8];
            boolean[] dealt = new boolean[200];
            for (int i = 0; i < 200; i++) {
                dealt[i] = i / 5 % 4 == 0; // x is drawn apart from it, each fold has ten of forty
                for (int j = 0; j < 8; j++) {
                    x[i][j] = random.nextGaussian();
                }
            }
            Interval auc = FoldAuc.of(Predictions.of(meanDirection(x, dealt, folds), dealt), folds, 0.95);
            covered += auc.excludes(0.5) ? 0 : 1;
            double reach = 1.96 * auc.standardError() / 1.5; // √(5 · (1/5 + 1/4)): as if folds were independent
            naive += Math.abs(auc.estimate() - 0.5) <= reach ? 1 : 0;
        }
        assertThat((double) covered / seeds).isBetween(0.94, 0.99);
        assertThat((double) naive / seeds).isLessThan(0.88);
    }

    private static double[] meanDirection(double[][] x, boolean[] labels, int[] folds) {
        double[] scores = new double[x.length];
        for (int f = 0; f < 5; f++) {
            double[] direction = new double[8];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < 8 && folds[i] != f; j++) {
                    direction[j] += labels[i] ? x[i][j] / 40 : -x[i][j] / 120;
                }
            }
            for (int i = 0; i < x.length; i++) {
                double score = 0;
                for (int j = 0; j < 8; j++) {
                    score += x[i][j] * direction[j];
                }
                scores[i] = folds[i] == f ? 1 / (1 + Math.exp(-score)) : scores[i];
            }
        }
        return scores;
    }

    @Test
    void folds_that_do_not_fit_are_refused() {
        Predictions held = Predictions.of(new double[] {0.1, 0.2, 0.3, 0.4}, new boolean[] {true, false, true, false});
        assertThatThrownBy(() -> FoldAuc.of(held, new int[4], 0.95))
                .hasMessage("The folds (1, of 4 rows) must be two or more, from 0, one for each of the 4 predictions.");
        assertThatThrownBy(() -> FoldAuc.of(held, new int[] {0, 0, 1, 1}, 0.95))
                .hasMessage("The rows (1) of the rarest class in fold 1 must be at least 2.\n"
                        + "Maybe ask for fewer folds, or merge rare classes.");
        assertThatThrownBy(() -> FoldAuc.of(Predictions.of(p, y), fold, 95))
                .hasMessage("The level (95.0) of an interval must lie between 0 and 1.\nMaybe 0.95 is meant.");
    }
}
