// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void slope_one_and_intercept_zero_change_nothing() {
        Calibration none = new Calibration(1, 0, "nothing", 0);
        for (double p = 0.001; p < 1; p += 0.001) {
            assertThat(none.apply(p)).isCloseTo(p, within(1e-15));
        }
    }

    @Test
    void it_is_platt_scaling_of_the_log_odds() {
        Calibration calibration = new Calibration(0.7, -0.4, "held-out rows", 500);
        for (double p = 0.01; p < 1; p += 0.01) {
            double expected = 1 / (1 + Math.exp(-(0.7 * Math.log(p / (1 - p)) - 0.4)));
            assertThat(calibration.apply(p)).isCloseTo(expected, within(1e-14));
        }
        assertThat(calibration.fittedOn()).isEqualTo("held-out rows");
        assertThat(calibration.rows()).isEqualTo(500);
    }

    @Test
    void the_order_is_kept_and_the_ends_stay_inside() {
        Calibration calibration = new Calibration(3, -2, "held-out rows", 500);
        double last = 0;
        for (double p = 0; p <= 1; p += 1.0 / 1024) {
            double now = calibration.apply(p);
            assertThat(now).isBetween(last, 1.0);
            last = now;
        }
        assertThat(new Calibration(1, 2, "held-out rows", 500).apply(1)).isLessThan(1);
        assertThat(calibration.apply(0)).isEqualTo(calibration.apply(1e-6));
        assertThat(calibration.apply(1)).isEqualTo(calibration.apply(1 - 1e-6));
        assertThat(calibration.apply(Double.NaN)).isNaN();
    }

    @Test
    void a_falling_or_infinite_calibration_is_refused() {
        for (double slope : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Calibration(slope, 0.5, "x", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The calibration (slope " + slope + ", intercept 0.5) must have a finite slope above 0 "
                            + "and a finite intercept.\n"
                            + "Maybe the scores rank the wrong class first, or carry no signal.");
        }
        assertThatThrownBy(() -> new Calibration(1, Double.NaN, "x", 1))
                .hasMessageStartingWith("The calibration (slope 1.0, intercept NaN) must");
    }
}
