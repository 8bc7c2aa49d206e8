// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.models.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlattTest {
    private final Platt platt = Platt.scaling();

    /** The zero of the gradient by an implementation in Python (numpy). */
    @Test
    void it_finds_the_golden_line() {
        double[] stream = Samples.stream(400, 42);
        double[] p = new double[200];
        boolean[] labels = new boolean[200];
        for (int i = 0; i < 200; i++) {
            p[i] = Math.rint(stream[i] * 100) / 100;
            labels[i] = stream[200 + i] < p[i] * 0.8 + 0.1;
        }
        PlattLine calibration = platt.fit(p, labels, "golden rows");
        assertThat(calibration.slope()).isCloseTo(0.6498445871411349, Offset.offset(1e-12));
        assertThat(calibration.intercept()).isCloseTo(-0.11242065093358276, Offset.offset(1e-12));
        assertThat(calibration.fittedOn()).isEqualTo("golden rows");
        assertThat(calibration.rows()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_line_nearby_is_better(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 20 + random.nextInt(200);
        double[] p = new double[n];
        boolean[] labels = new boolean[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextInt(20) == 0 ? random.nextInt(2) : random.nextDouble();
            labels[i] = random.nextDouble() < Math.pow(p[i], 2);
        }
        labels[0] = true;
        labels[1] = false;
        PlattLine best = platt.fit(p, labels, "random rows");
        double least = loss(p, labels, best.slope(), best.intercept());
        for (int a = -20; a <= 20; a++) {
            for (int b = -20; b <= 20; b++) {
                double other = loss(p, labels, best.slope() + a * 0.01, best.intercept() + b * 0.01);
                assertThat(least).isLessThanOrEqualTo(other);
            }
        }
    }

    @Test
    void distorted_probabilities_come_back() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 100_000;
        double[] p = new double[n];
        boolean[] labels = new boolean[n];
        for (int i = 0; i < n; i++) {
            double z = random.nextGaussian() - 1;
            labels[i] = random.nextDouble() < Link.sigmoid(z);
            p[i] = Link.sigmoid(3 * z + 2);
        }
        PlattLine calibration = platt.fit(p, labels, "rows");
        assertThat(calibration.slope()).isCloseTo(1 / 3.0, Offset.offset(0.01));
        assertThat(calibration.intercept()).isCloseTo(-2 / 3.0, Offset.offset(0.02));
    }

    @Test
    void separated_classes_stay_finite() {
        double[] p = new double[40];
        boolean[] labels = new boolean[40];
        Arrays.fill(p, 20, 40, 1);
        Arrays.fill(labels, 20, 40, true);
        PlattLine calibration = platt.fit(p, labels, "rows");
        assertThat(calibration.apply(1)).isCloseTo(21 / 22.0, Offset.offset(1e-6));
        assertThat(calibration.apply(0)).isCloseTo(1 / 22.0, Offset.offset(1e-6));
    }

    @Test
    void equal_scores_become_the_rate_of_events() {
        double[] p = new double[100];
        Arrays.fill(p, 0.9);
        boolean[] labels = new boolean[100];
        Arrays.fill(labels, 0, 30, true);
        PlattLine calibration = platt.fit(p, labels, "rows");
        assertThat(calibration.slope()).isEqualTo(1);
        assertThat(calibration.apply(0.9)).isCloseTo((30 * 31 / 32.0 + 70 / 72.0) / 100, Offset.offset(1e-12));
    }

    @Test
    void scores_that_rank_the_wrong_class_first_and_wrong_input_are_refused() {
        double[] p = {0.9, 0.8, 0.2, 0.1};
        assertThatThrownBy(() -> platt.fit(p, new boolean[] {false, false, true, true}, "rows"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("Maybe the scores rank the wrong class first, or carry no signal.");
        assertThatThrownBy(() -> platt.fit(p, new boolean[4], "rows"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The labels (0 of 4 positive) of a calibration must hold both classes.\n"
                        + "Maybe the held-out part is too small.");
        assertThatThrownBy(() -> platt.fit(p, new boolean[3], "rows"))
                .hasMessage("The probabilities (4) must be as many as the labels (3).");
        assertThatThrownBy(() -> platt.fit(new double[] {0.5, Double.NaN}, new boolean[] {true, false}, "rows"))
                .hasMessage("The probability (NaN) of row 2 must lie in [0, 1].");
    }

    private static double loss(double[] p, boolean[] labels, double slope, double intercept) {
        int positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double clipped = Math.min(1 - 1e-6, Math.max(1e-6, p[i]));
            double q = 1 / (1 + Math.exp(-(slope * Math.log(clipped / (1 - clipped)) + intercept)));
            double target = labels[i] ? (positives + 1.0) / (positives + 2) : 1.0 / (p.length - positives + 2);
            sum -= target * Math.log(q) + (1 - target) * Math.log(1 - q);
        }
        return sum;
    }
}
