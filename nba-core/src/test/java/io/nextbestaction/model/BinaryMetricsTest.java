// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryMetricsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-13);

    /** scikit-learn 1.9.1 (auc, average precision) and numpy, on a congruential stream with many ties. */
    @Test
    void they_are_the_golden_values() {
        double[] stream = new double[400];
        long x = 42;
        for (int i = 0; i < 400; i++) {
            x = (1103515245L * x + 12345) % 2147483648L;
            stream[i] = x / 2147483648.0;
        }
        double[] p = new double[200];
        boolean[] labels = new boolean[200];
        for (int i = 0; i < 200; i++) {
            p[i] = Math.rint(stream[i] * 100) / 100;
            labels[i] = stream[200 + i] < p[i] * 0.8 + 0.1;
        }
        BinaryMetrics metrics = BinaryMetrics.of(p, labels);
        assertThat(metrics.rows()).isEqualTo(200);
        assertThat(metrics.positives()).isEqualTo(99);
        assertThat(metrics.auc()).isCloseTo(0.7892789278927893, EXACT);
        assertThat(metrics.averagePrecision()).isCloseTo(0.7835388570082488, EXACT);
        assertThat(metrics.logLoss()).isCloseTo(0.5779500390089292, EXACT);
        assertThat(metrics.brier()).isCloseTo(0.190796, EXACT);
        assertThat(metrics.calibrationError()).isCloseTo(0.11710000000000001, EXACT);
        assertThat(metrics.meanProbability()).isCloseTo(0.521, EXACT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void ranking_is_what_counting_every_pair_says(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 2 + random.nextInt(60);
        int levels = 1 + random.nextInt(20);
        double[] p = new double[n];
        boolean[] labels = new boolean[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextInt(levels + 1) / (double) levels;
            labels[i] = random.nextBoolean();
        }
        labels[0] = true;
        labels[1] = false;
        double pairs = 0;
        double wins = 0;
        double precision = 0;
        double positives = 0;
        for (int i = 0; i < n; i++) {
            double above = 0;
            double aboveAndPositive = 0;
            for (int j = 0; j < n; j++) {
                if (p[j] >= p[i]) {
                    above++;
                    aboveAndPositive += labels[j] ? 1 : 0;
                }
                if (labels[i] && !labels[j]) {
                    pairs++;
                    wins += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
                }
            }
            // Average precision: the precision at the threshold of every positive, ties standing together.
            precision += labels[i] ? aboveAndPositive / above : 0;
            positives += labels[i] ? 1 : 0;
        }
        BinaryMetrics metrics = BinaryMetrics.of(p, labels);
        assertThat(metrics.auc()).isCloseTo(wins / pairs, EXACT);
        assertThat(metrics.averagePrecision()).isCloseTo(precision / positives, EXACT);
    }

    @Test
    void neighbouring_doubles_and_both_zeros_are_ranked_right() {
        double p = 0.3;
        boolean[] labels = {true, false};
        assertThat(BinaryMetrics.of(new double[] {Math.nextUp(p), p}, labels).auc())
                .isEqualTo(1);
        assertThat(BinaryMetrics.of(new double[] {p, Math.nextUp(p)}, labels).auc())
                .isEqualTo(0);
        assertThat(BinaryMetrics.of(new double[] {0.0, -0.0}, labels).auc()).isEqualTo(0.5);
        assertThat(BinaryMetrics.of(new double[] {Double.MIN_VALUE, 0}, labels).auc())
                .isEqualTo(1);
    }

    @Test
    void certainty_costs_no_more_than_its_clip() {
        BinaryMetrics wrong = BinaryMetrics.of(new double[] {0, 1}, new boolean[] {true, false});
        assertThat(wrong.logLoss()).isCloseTo(-Math.log(1e-6), Offset.offset(1e-9));
        assertThat(wrong.brier()).isEqualTo(1);
        assertThat(wrong.calibrationError()).isEqualTo(1);
        BinaryMetrics right = BinaryMetrics.of(new double[] {1, 0}, new boolean[] {true, false});
        assertThat(right.logLoss()).isCloseTo(1e-6, Offset.offset(1e-11));
        assertThat(right.averagePrecision()).isEqualTo(1);
    }

    @Test
    void the_order_of_rows_does_not_matter() {
        SplittableRandom random = new SplittableRandom(3);
        double[] p = random.doubles(50).toArray();
        boolean[] labels = new boolean[50];
        Arrays.fill(labels, 10, 30, true);
        double[] reversed = new double[50];
        boolean[] reversedLabels = new boolean[50];
        for (int i = 0; i < 50; i++) {
            reversed[i] = p[49 - i];
            reversedLabels[i] = labels[49 - i];
        }
        assertThat(BinaryMetrics.of(reversed, reversedLabels).auc())
                .isEqualTo(BinaryMetrics.of(p, labels).auc());
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> BinaryMetrics.of(new double[3], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The probabilities (3) must be as many as the labels (2).");
        assertThatThrownBy(() -> BinaryMetrics.of(new double[2], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The labels (0 of 2 positive) must hold both classes.\n"
                        + "Maybe the held-out part is too small.");
        assertThatThrownBy(() -> BinaryMetrics.of(new double[] {0.5, 1.5}, new boolean[] {true, false}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The probability (1.5) of row 2 must lie in [0, 1].");
        assertThatThrownBy(() -> BinaryMetrics.of(new double[] {Double.NaN, 0.5}, new boolean[] {true, false}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
