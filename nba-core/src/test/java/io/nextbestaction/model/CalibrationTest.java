// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalibrationTest {

    @Test
    void slope_one_and_intercept_zero_change_nothing() {
        Calibration none = new PlattLine(1, 0, "nothing", 0);
        for (double p = 0.001; p < 1; p += 0.001) {
            assertThat(none.apply(p)).isCloseTo(p, within(1e-15));
        }
    }

    @Test
    void it_is_platt_scaling_of_the_log_odds() {
        Calibration calibration = new PlattLine(0.7, -0.4, "held-out rows", 500);
        for (double p = 0.01; p < 1; p += 0.01) {
            double expected = 1 / (1 + Math.exp(-(0.7 * Math.log(p / (1 - p)) - 0.4)));
            assertThat(calibration.apply(p)).isCloseTo(expected, within(1e-14));
        }
        assertThat(calibration.fittedOn()).isEqualTo("held-out rows");
        assertThat(calibration.rows()).isEqualTo(500);
    }

    @Test
    void the_order_is_kept_and_the_ends_stay_inside() {
        Calibration calibration = new PlattLine(3, -2, "held-out rows", 500);
        double last = 0;
        for (double p = 0; p <= 1; p += 1.0 / 1024) {
            double now = calibration.apply(p);
            assertThat(now).isBetween(last, 1.0);
            last = now;
        }
        assertThat(new PlattLine(1, 2, "held-out rows", 500).apply(1)).isLessThan(1);
        assertThat(calibration.apply(0)).isEqualTo(calibration.apply(1e-6));
        assertThat(calibration.apply(1)).isEqualTo(calibration.apply(1 - 1e-6));
        assertThat(calibration.apply(Double.NaN)).isNaN();
    }

    @Test
    void a_falling_or_infinite_calibration_is_refused() {
        for (double slope : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new PlattLine(slope, 0.5, "x", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The calibration (slope " + slope + ", intercept 0.5) must have a finite slope above 0 "
                            + "and a finite intercept.\n"
                            + "Maybe the scores rank the wrong class first, or carry no signal.");
        }
        assertThatThrownBy(() -> new PlattLine(1, Double.NaN, "x", 1))
                .hasMessageStartingWith("The calibration (slope 1.0, intercept NaN) must");
    }

    private static final IsotonicMap STEPS = IsotonicMap.of(
            new double[] {0.1, 0.2, 0.4, 0.5, 0.9}, new double[] {0, 0.1, 0.1, 0.6, 1}, "held-out rows", 500);

    static List<Calibration> everyKind() {
        Calibration line = new PlattLine(0.7, -0.4, "held-out rows", 500);
        return List.of(
                line,
                new BetaMap(0.5, 1.4, 0.2, "held-out rows", 500),
                new BetaMap(0, 2, -1, "held-out rows", 500),
                new TemperatureMap(1.7, "held-out rows", 500),
                STEPS,
                line.withPrior(0.5, 0.03),
                STEPS.withNegativesKept(0.2),
                line.withPrior(0.03, 0.5));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void no_kind_falls_leaves_the_unit_interval_or_forgets_its_rows(Calibration calibration) {
        double last = 0;
        for (int i = 0; i <= 100_000; i++) {
            double now = calibration.apply(i / 100_000.0);
            assertThat(now).isBetween(last, 1.0);
            last = now;
        }
        assertThat(calibration.apply(Double.NaN)).isNaN();
        assertThat(calibration.fittedOn()).isEqualTo("held-out rows");
        assertThat(calibration.rows()).isEqualTo(500);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void the_steepness_is_the_difference_quotient_to_the_right(Calibration calibration) {
        for (int i = 1; i < 999; i++) {
            double p = i / 1000.0 + 1e-5;
            double quotient = (calibration.apply(p + 1e-7) - calibration.apply(p)) / 1e-7;
            assertThat(calibration.steepness(p)).isCloseTo(quotient, within(1e-4 + 1e-3 * quotient));
        }
        assertThat(calibration.steepness(0)).isZero();
        assertThat(calibration.steepness(1)).isZero();
    }

    @Test
    void isotonic_knots_are_met_and_shifts_do_not_nest() {
        assertThat(STEPS.apply(0.1)).isZero();
        assertThat(STEPS.apply(0.45)).isCloseTo(0.35, within(1e-15));
        assertThat(STEPS.steepness(0.3)).isZero();
        assertThat(STEPS.steepness(0.4)).isCloseTo(5, within(1e-12));
        Calibration twice = STEPS.withPrior(0.5, 0.1).withNegativesKept(0.5);
        assertThat(((OddsShift) twice).learnt()).isSameAs(STEPS);
        assertThat(((OddsShift) twice).factor()).isCloseTo(0.5 / 9, within(1e-16));
        assertThat(twice.apply(0.45)).isCloseTo(0.35 / 18 / (0.35 / 18 + 0.65), within(1e-15));
        assertThatThrownBy(() -> new OddsShift(twice, 2))
                .hasMessage("The calibration (an odds shift) before an odds shift must be another kind.\n"
                        + "Maybe multiply the factors.");
        assertThatThrownBy(() -> new OddsShift(STEPS, Double.POSITIVE_INFINITY))
                .hasMessage("The factor (Infinity) of shifted odds must be finite and above 0.\n"
                        + "Maybe an event rate was 0 or 1 but for rounding.");
    }

    @Test
    void knots_that_fall_leave_the_unit_interval_or_do_not_match_are_refused() {
        assertThatThrownBy(() -> IsotonicMap.of(new double[0], new double[0], "x", 1))
                .hasMessage("The knots (0 raw, 0 calibrated) of an isotonic map must be as many of both, 1 to 100000.\n"
                        + "Maybe raise the minimum bin.");
        assertThatThrownBy(() -> IsotonicMap.of(new double[] {0.1, 0.1}, new double[] {0, 1}, "x", 1))
                .hasMessage("The knot 1 (0.1 to 1.0) of an isotonic map must lie in [0, 1] and rise.\n"
                        + "Maybe the scores rank the wrong class first, or carry no signal.");
        assertThatThrownBy(() -> IsotonicMap.of(new double[] {0.1, 0.2}, new double[] {0.4, 0.3}, "x", 1))
                .hasMessageStartingWith("The knot 1 (0.2 to 0.3) of an isotonic map must lie in [0, 1] and rise.");
        assertThatThrownBy(() -> IsotonicMap.of(new double[] {Double.NaN}, new double[] {0.4}, "x", 1))
                .hasMessageStartingWith("The knot 0 (NaN to 0.4) of an isotonic map must lie in [0, 1] and rise.");
    }

    @Test
    void a_trainer_takes_another_calibrator_and_keeps_the_rest() {
        Calibrator calibrator = (probabilities, labels, fittedOn) -> STEPS;
        ClassifierTrainer trainer = new ClassifierTrainer() {
            @Override
            public String describe() {
                return "constant";
            }

            @Override
            public Scorer train(TrainingSet data, long seed, Progress progress) {
                return LinearModel.of(new double[1], (double) seed, new double[1], Link.LOGISTIC);
            }

            @Override
            public Calibrator calibrator() {
                throw new IllegalStateException("replaced");
            }
        };
        ClassifierTrainer replaced = trainer.calibratedBy(calibrator);
        assertThat(replaced.calibrator()).isSameAs(calibrator);
        assertThat(replaced.describe()).isEqualTo("constant");
        TrainingSet data = new TrainingSet(FeatureMatrix.of(FeatureNames.of("x"), new double[1]), new boolean[1]);
        assertThat(replaced.train(data, 7, Progress.NONE).margin(new double[1])).isEqualTo(7);
        Calibration shifted = trainer.calibratedBy(calibrator.withPrior(0.5, 0.1))
                .calibrator()
                .fit(new double[2], new boolean[2], "x");
        assertThat(shifted).isEqualTo(STEPS.withPrior(0.5, 0.1));
    }
}
