// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.model.BinaryMetrics;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationMonitorTest {
    private static final CalibrationLimits LIMITS = CalibrationLimits.defaults();

    private final double[] probabilities = new double[20_000];
    private final boolean[] labels = new boolean[probabilities.length];

    /** Outcomes of the probabilities given, the odds times a factor. */
    private void draw(double factor, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < labels.length; i++) {
            double p = random.nextDouble() * random.nextDouble();
            probabilities[i] = p;
            labels[i] = random.nextDouble() < p * factor / (1 - p + p * factor);
        }
    }

    @Test
    void right_probabilities_are_stable() {
        for (long seed = 0; seed < 10; seed++) {
            draw(1, seed);
            CalibrationReport report = CalibrationMonitor.compare(probabilities, labels, LIMITS);

            assertThat(report.status()).isEqualTo(DriftStatus.STABLE);
            assertThat(report.calibrationError()).isBetween(report.chanceError() / 3, report.chanceError() * 3);
        }
    }

    /** About what right probabilities err by, on average over many draws. */
    @Test
    void the_error_of_chance_is_the_mean_error_of_right_probabilities() {
        double error = 0;
        double chance = 0;
        for (long seed = 0; seed < 60; seed++) {
            draw(1, seed);
            CalibrationReport report = CalibrationMonitor.compare(probabilities, labels, LIMITS);
            error += report.calibrationError() / 60;
            chance += report.chanceError() / 60;
        }
        assertThat(error).isCloseTo(chance, within(0.1 * chance));
    }

    @Test
    void events_that_become_more_frequent_are_told() {
        draw(1.1, 3);
        assertThat(CalibrationMonitor.compare(probabilities, labels, LIMITS).status())
                .isEqualTo(DriftStatus.WARNING);
        draw(1.5, 3);
        CalibrationReport report = CalibrationMonitor.compare(probabilities, labels, LIMITS);
        assertThat(report.status()).isEqualTo(DriftStatus.ALARM);
        assertThat(report.gapErrors()).isLessThan(-10);
    }

    /** As many events as expected, but too few where many are expected and too many where few are. */
    @Test
    void probabilities_that_are_too_far_apart_are_told_though_their_mean_fits() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < labels.length; i++) {
            probabilities[i] = i % 2 == 0 ? 0.15 : 0.85;
            labels[i] = random.nextDouble() < (i % 2 == 0 ? 0.25 : 0.75);
        }
        CalibrationReport report = CalibrationMonitor.compare(probabilities, labels, LIMITS);

        assertThat(report.eventRate()).isCloseTo(report.meanProbability(), within(0.01));
        assertThat(report.status()).isEqualTo(DriftStatus.ALARM);
    }

    @Test
    void a_few_rows_are_not_enough_for_an_alarm() {
        double[] few = {0.1, 0.2, 0.3, 0.4};
        CalibrationReport report = CalibrationMonitor.compare(few, new boolean[] {false, true, false, true}, LIMITS);

        assertThat(report.status()).isEqualTo(DriftStatus.STABLE);
    }

    @Test
    void measures_are_those_of_the_metrics() {
        draw(1.3, 8);
        CalibrationReport report = CalibrationMonitor.compare(probabilities, labels, LIMITS);
        BinaryMetrics metrics = BinaryMetrics.of(probabilities, labels);

        assertThat(report.calibrationError()).isCloseTo(metrics.calibrationError(), within(1e-12));
        assertThat(report.brier()).isCloseTo(metrics.brier(), within(1e-12));
        assertThat(report.meanProbability()).isCloseTo(metrics.meanProbability(), within(1e-12));
        assertThat(report.events()).isEqualTo((int) metrics.positives());
        assertThat(report.bins().stream().mapToInt(CalibrationBin::rows).sum()).isEqualTo(report.rows());
        assertThat(report.bins().get(9).upper()).isEqualTo(1);
    }

    @Test
    void a_stream_is_counted_as_a_batch_and_may_start_again() {
        draw(1, 2);
        CalibrationMonitor monitor = new CalibrationMonitor();
        monitor.add(1, true);
        monitor.reset();
        for (int i = 0; i < labels.length; i++) {
            monitor.add(probabilities[i], labels[i]);
        }
        assertThat(monitor.rows()).isEqualTo(labels.length);
        assertThat(monitor.report(LIMITS)).isEqualTo(CalibrationMonitor.compare(probabilities, labels, LIMITS));
    }

    @Test
    void certain_probabilities_that_fail_are_an_alarm() {
        assertThat(CalibrationMonitor.compare(new double[] {1, 0}, new boolean[] {false, false}, LIMITS)
                        .status())
                .isEqualTo(DriftStatus.ALARM);
        CalibrationReport fitting =
                CalibrationMonitor.compare(new double[] {1, 0}, new boolean[] {true, false}, LIMITS);
        assertThat(fitting.gapErrors()).isZero();
        assertThat(fitting.status()).isEqualTo(DriftStatus.STABLE);
    }

    @Test
    void impossible_input_is_refused() {
        CalibrationMonitor monitor = new CalibrationMonitor();
        assertThatThrownBy(() -> monitor.add(1.5, true))
                .hasMessage("The probability (1.5) of a calibration monitor must lie in [0, 1].\n"
                        + "Maybe it is a score that was never calibrated.");
        assertThatThrownBy(() -> monitor.add(Double.NaN, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> monitor.report(LIMITS))
                .hasMessage("The rows (0) of a calibration report must be at least one.\nMaybe add some first.");
        assertThatThrownBy(() -> CalibrationMonitor.compare(new double[2], new boolean[1], LIMITS))
                .hasMessage(
                        "The labels (1) of a calibration report must be as many as the probabilities (2), and at least"
                                + " one.\nMaybe leave out the customers whose outcome is not known yet.");
        assertThatThrownBy(() -> new CalibrationLimits(0.2, 0.1, 0.1, 0.1))
                .hasMessage("The limits (warning 0.2, alarm 0.1) of the gap must be above 0, the warning not above the"
                        + " alarm.\nMaybe use CalibrationLimits.defaults().");
    }

    @Test
    void scores_are_compared_as_one_number() {
        draw(1, 2);
        DriftBaseline baseline = DriftBaseline.ofScores(probabilities);
        double[] moved = new double[probabilities.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = Math.sqrt(probabilities[i]);
        }
        DriftMonitor monitor = baseline.monitor();
        for (double score : moved) {
            monitor.addScore(score);
        }
        DriftReport report = monitor.report(DriftLimits.defaults());

        assertThat(report).isEqualTo(baseline.compareScores(moved, DriftLimits.defaults()));
        assertThat(report.status()).isEqualTo(DriftStatus.ALARM);
        assertThat(report.fields().get(0).field()).isEqualTo("score");
        draw(1, 3);
        assertThat(baseline.compareScores(probabilities, DriftLimits.defaults()).status())
                .isEqualTo(DriftStatus.STABLE);
        assertThat(DriftBaseline.restore(baseline.state())).isEqualTo(baseline);
        assertThatThrownBy(() -> baseline.compareScores(new double[0], DriftLimits.defaults()))
                .hasMessage("The scores (0) of a drift comparison must be at least one.\nMaybe a filter left none.");
    }
}
