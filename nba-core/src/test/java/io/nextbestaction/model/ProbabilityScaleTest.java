// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProbabilityScaleTest {
    private static final LinearModel LOGISTIC = LinearModel.of(new double[] {1}, 0, new double[1], Link.LOGISTIC);
    private static final LinearModel IDENTITY = LinearModel.of(new double[] {1}, 0, new double[1], Link.IDENTITY);

    @Test
    void rescaled_contributions_sum_to_the_change_in_probability() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double base = random.nextDouble(-8, 8);
            double margin = random.nextInt(4) == 0 ? base + random.nextDouble(-1e-6, 1e-6) : random.nextDouble(-8, 8);
            double factor = ProbabilityScale.factor(Link.LOGISTIC, base, margin);
            assertThat(factor).isPositive();
            assertThat(factor * (margin - base)).isCloseTo(Link.sigmoid(margin) - Link.sigmoid(base), within(1e-15));
        }
    }

    @Test
    void at_the_base_the_factor_is_the_slope_and_there_is_no_jump() {
        for (double base = -5; base <= 5; base += 0.5) {
            double p = Link.sigmoid(base);
            assertThat(ProbabilityScale.factor(Link.LOGISTIC, base, base)).isCloseTo(p * (1 - p), within(2.5e-16));
            assertThat(ProbabilityScale.factor(Link.LOGISTIC, base, base + 1e-13))
                    .isCloseTo(p * (1 - p), within(1e-13));
        }
    }

    @Test
    void far_margins_neither_overflow_nor_lose_the_sign() {
        assertThat(ProbabilityScale.factor(Link.LOGISTIC, 800, -800)).isCloseTo(1 / 1600.0, within(1e-15));
        assertThat(ProbabilityScale.factor(Link.LOGISTIC, -800, 800)).isCloseTo(1 / 1600.0, within(1e-15));
        assertThat(ProbabilityScale.factor(Link.LOGISTIC, 0, -1e6)).isCloseTo(0.5e-6, within(1e-18));
    }

    @Test
    void probabilities_that_add_up_already_keep_their_contributions() {
        assertThat(ProbabilityScale.factor(Link.IDENTITY, 0.2, 0.7)).isEqualTo(1);
        assertThat(ProbabilityScale.factor(Link.IDENTITY, 0.2, 0.2)).isEqualTo(1);
        assertThat(ProbabilityScale.factor(Link.IDENTITY, 0.5, 1.5)).isEqualTo(0.5);
        assertThat(ProbabilityScale.factor(Link.IDENTITY, 1.5, 1.5)).isZero();
    }

    @Test
    void calibrated_contributions_sum_to_the_change_in_the_calibrated_probability() {
        Calibration calibration = new PlattLine(0.6, -0.8, "held-out rows", 100);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100_000; i++) {
            double base = random.nextDouble(0.05, 0.95);
            double margin =
                    random.nextInt(4) == 0 ? base + random.nextDouble(-1e-8, 1e-8) : random.nextDouble(0.05, 0.95);
            for (LinearModel scorer : new LinearModel[] {LOGISTIC, IDENTITY}) {
                ProbabilityModel model = new ProbabilityModel(scorer, calibration);
                double change = model.probability(new double[] {margin}) - model.probability(new double[] {base});
                double factor = ProbabilityScale.factor(model, base, margin);
                assertThat(factor * (margin - base)).isCloseTo(change, within(1e-15));
                double slope = (model.probability(new double[] {margin + 1e-5})
                                - model.probability(new double[] {margin - 1e-5}))
                        / 2e-5;
                if (Math.abs(margin - base) < 1e-7) {
                    assertThat(factor).isCloseTo(slope, within(1e-6));
                }
            }
        }
    }

    @Test
    void where_the_calibration_clips_nothing_is_left_to_share_out() {
        Calibration calibration = new PlattLine(1, 0, "held-out rows", 100);
        ProbabilityModel model = new ProbabilityModel(LOGISTIC, calibration);
        assertThat(ProbabilityScale.factor(model, 40, 40)).isZero();
        assertThat(ProbabilityScale.factor(model, 40, 50)).isZero();
        assertThat(ProbabilityScale.factor(model, 0, 40)).isCloseTo((0.5 - 1e-6) / 40, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("io.nextbestaction.model.CalibrationTest#everyKind")
    void contributions_sum_to_the_change_under_every_kind_of_calibration(Calibration calibration) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            for (LinearModel scorer : new LinearModel[] {LOGISTIC, IDENTITY}) {
                ProbabilityModel model = new ProbabilityModel(scorer, calibration);
                double wide = scorer == LOGISTIC ? 20 : 1.2;
                double base = random.nextDouble(-wide, wide);
                double margin =
                        random.nextInt(4) == 0 ? base + random.nextDouble(1e-9, 1e-6) : random.nextDouble(-wide, wide);
                double change = model.probability(new double[] {margin}) - model.probability(new double[] {base});
                double factor = ProbabilityScale.factor(model, base, margin);
                assertThat(factor).isNotNegative();
                assertThat(factor * (margin - base)).isCloseTo(change, within(1e-15));
            }
        }
    }

    @Test
    void on_a_flat_part_nothing_is_shared_out_but_across_a_level_the_whole_rise() {
        IsotonicMap steps = IsotonicMap.of(
                new double[] {0.2, 0.4, 0.5, 0.9}, new double[] {0.1, 0.1, 0.6, 0.6}, "held-out rows", 100);
        ProbabilityModel model = new ProbabilityModel(IDENTITY, steps);
        assertThat(ProbabilityScale.factor(model, 0.25, 0.35)).isZero();
        assertThat(ProbabilityScale.factor(model, 0.3, 0.3)).isZero();
        assertThat(ProbabilityScale.factor(model, 0.3, 0.7)).isCloseTo(0.5 / 0.4, within(1e-15));
        assertThat(ProbabilityScale.factor(model, 0.45, 0.45)).isCloseTo(5, within(1e-12));
    }
}
