// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.model.BetaMap;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.IsotonicMap;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.OddsShift;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.TemperatureMap;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResponseLevelTest {

    private static double shifted(double p, double shift) {
        double odds = p / (1 - p) * Math.exp(shift);
        return odds / (1 + odds);
    }

    private static double mean(double[] probabilities, double shift) {
        return Arrays.stream(probabilities)
                .map(p -> shifted(p, shift))
                .average()
                .orElseThrow();
    }

    private static double surplus(double[] own, int accepted, double[] all, double declared, double shift) {
        double sum = Arrays.stream(own).map(p -> shifted(p, shift)).sum();
        return sum - accepted + 50 * (mean(all, shift) - declared);
    }

    @Test
    void the_shift_is_the_root_a_grid_finds() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            double[] own = random.doubles(random.nextInt(0, 80), 0.01, 0.9).toArray();
            double[] all = random.doubles(random.nextInt(1, 200), 0.01, 0.9).toArray();
            int accepted = own.length == 0 ? 0 : random.nextInt(own.length + 1);
            double declared = random.nextDouble(0.001, 0.9);
            double best = 0;
            for (double grid = -12; grid <= 12; grid += 0.01) {
                if (Math.abs(surplus(own, accepted, all, declared, grid))
                        < Math.abs(surplus(own, accepted, all, declared, best))) {
                    best = grid;
                }
            }
            double shift = ResponseLevel.shift(own, accepted, all, declared);
            assertThat(shift).isCloseTo(best, within(0.011));
            assertThat(surplus(own, accepted, all, declared, shift)).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void a_shift_by_hand() {
        // All at 1/2: (4 + 50) σ(δ) = 1 + 50 · 0.25, so σ(δ) = 1/4 and δ = −ln 3.
        double[] own = {0.5, 0.5, 0.5, 0.5};
        assertThat(ResponseLevel.shift(own, 1, new double[] {0.5, 0.5}, 0.25)).isCloseTo(-Math.log(3), within(1e-14));
    }

    @Test
    void without_contacts_of_its_own_the_mean_is_the_declared_rate() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100; i++) {
            double[] all = random.doubles(300, 0.001, 0.999).toArray();
            double declared = random.nextDouble(1e-6, 1 - 1e-6);
            double shift = ResponseLevel.shift(new double[0], 0, all, declared);
            assertThat(mean(all, shift)).isCloseTo(declared, within(1e-9));
        }
    }

    @Test
    void with_many_contacts_its_own_mean_is_what_was_observed_and_with_some_it_lies_between() {
        SplittableRandom random = new SplittableRandom(3);
        double[] all = random.doubles(500, 0.05, 0.3).toArray();
        double before = Double.POSITIVE_INFINITY;
        for (int n : new int[] {20, 200, 2_000, 20_000, 200_000}) {
            double[] own = random.doubles(n, 0.05, 0.3).toArray();
            double observed = 0.4;
            double shift = ResponseLevel.shift(own, (int) (observed * n), all, 0.02);
            double distance = observed - mean(own, shift);
            assertThat(distance).isBetween(0.0, 0.38).isLessThan(before);
            before = distance;
        }
        assertThat(before).isLessThan(2e-4);
    }

    @Test
    void probabilities_of_0_and_1_do_not_stop_it() {
        double shift = ResponseLevel.shift(new double[] {0, 1, 0.5}, 2, new double[] {0, 1, 0.5, 0.5}, 0.5);
        assertThat(shift).isFinite();
        assertThat(ResponseLevel.shift(new double[0], 0, new double[] {0, 0}, 0.5))
                .isCloseTo(40, within(1e-9));
        assertThat(ResponseLevel.shift(new double[0], 0, new double[] {1, 1}, 0.5))
                .isCloseTo(-40, within(1e-9));
    }

    @Test
    void every_kind_of_calibration_is_shifted_in_log_odds_and_rests_on_the_rows_of_its_own() {
        PlattLine line = new PlattLine(0.8, -0.2, "folds", 900);
        IsotonicMap isotonic = IsotonicMap.of(new double[] {0.1, 0.9}, new double[] {0.05, 0.7}, "folds", 900);
        for (Calibration pooled : List.of(
                line,
                new BetaMap(0.9, 1.1, 0.2, "folds", 900),
                new TemperatureMap(1.5, "folds", 900),
                isotonic,
                new OddsShift(line, 0.25),
                new OddsShift(isotonic, 4))) {
            for (double shift : new double[] {-2.5, 0, 0.75}) {
                Calibration own = ResponseLevel.shifted(pooled, shift, 12);
                assertThat(own.rows()).isEqualTo(12);
                assertThat(own.fittedOn())
                        .isEqualTo("folds of all actions, the level by 12 of its own and the declared rate");
                for (double p : new double[] {0.001, 0.2, 0.5, 0.95}) {
                    assertThat(own.apply(p))
                            .isCloseTo(Link.sigmoid(Link.logit(pooled.apply(p)) + shift), within(1e-12));
                }
            }
        }
    }
}
