// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.model.BetaMap;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.IsotonicMap;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.TemperatureMap;
import io.nextbestaction.models.evaluation.Golden;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapsTest {
    /** Leaves every probability as it is, to the bit. */
    private static final Calibration NONE = IsotonicMap.of(new double[] {0, 1}, new double[] {0, 1}, "by hand", 1);

    private static final Offset<Double> TIGHT = Offset.offset(1e-9);
    private static final double[] GRID =
            IntStream.rangeClosed(0, 40).mapToDouble(i -> i / 40.0).toArray();

    @ParameterizedTest
    @ValueSource(strings = {"smooth", "ties", "extremes", "rare", "seven", "reversed", "bent", "bent-high"})
    void isotonic_is_scikit_learns(String name) {
        double[] p = Golden.probabilities(name);
        IsotonicMap map = IsotonicCalibration.minimumBin(1).fit(p, Golden.labels(name), "golden rows");
        assertThat(map.apply(p)).containsExactly(Golden.values(name, "isotonic.rows"), TIGHT);
        assertThat(map.apply(GRID)).containsExactly(Golden.values(name, "isotonic.grid"), TIGHT);
        assertThat(map.rows()).isEqualTo(p.length);
        assertThat(map.fittedOn()).isEqualTo("golden rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smooth", "ties", "extremes", "rare", "seven", "bent", "bent-high"})
    void temperature_and_beta_are_the_roots_scipy_finds(String name) {
        double[] p = Golden.probabilities(name);
        boolean[] labels = Golden.labels(name);
        TemperatureMap temperature = TemperatureCalibration.scaling().fit(p, labels, "rows");
        double expected = Golden.values(name, "temperature")[0];
        assertThat(1 / temperature.temperature()).isCloseTo(1 / expected, TIGHT);
        assertThat(temperature.temperature()).isCloseTo(expected, Offset.offset(1e-9 * expected * expected));
        BetaMap beta = BetaCalibration.threeParameters().fit(p, labels, "rows");
        assertThat(new double[] {beta.a(), beta.b(), beta.c()}).containsExactly(Golden.values(name, "beta"), TIGHT);
    }

    @Test
    void the_golden_cases_hold_both_ends_bent() {
        assertThat(Golden.values("bent", "beta")[0]).isZero();
        assertThat(Golden.values("bent-high", "beta")[1]).isZero();
        assertThat(Golden.values("extremes", "beta")).doesNotContain(0);
        assertThat(Golden.has("reversed", "beta")).isFalse();
    }

    @Test
    void scores_that_rank_the_wrong_class_first_are_refused() {
        double[] p = Golden.probabilities("reversed");
        boolean[] labels = Golden.labels("reversed");
        for (Calibrator calibrator : List.of(TemperatureCalibration.scaling(), BetaCalibration.threeParameters())) {
            assertThatThrownBy(() -> calibrator.fit(p, labels, "rows"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must rise with the probability.\n"
                            + "Maybe the scores rank the wrong class first, or carry no signal.");
        }
    }

    /** The min-max formula: the fitted value of a row is the largest over starts of the least mean over ends. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isotonic_is_the_min_max_of_means(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 2 + random.nextInt(40);
        double[] p = new double[n];
        boolean[] labels = new boolean[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextInt(12) / 11.0;
            labels[i] = random.nextDouble() < 0.2 + 0.6 * p[i];
        }
        labels[0] = true;
        labels[1] = false;
        IsotonicMap map = IsotonicCalibration.minimumBin(1).fit(p, labels, "rows");
        for (double x : p) {
            double largest = 0;
            for (double from : p) {
                double least = 1;
                for (double to : p) {
                    if (from <= x && to >= x) {
                        least = Math.min(least, mean(p, labels, from, to));
                    }
                }
                largest = from <= x ? Math.max(largest, least) : largest;
            }
            assertThat(map.apply(x)).isCloseTo(largest, Offset.offset(1e-12));
        }
    }

    private static double mean(double[] p, boolean[] labels, double from, double to) {
        int rows = 0;
        int events = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] >= from && p[i] <= to) {
                rows++;
                events += labels[i] ? 1 : 0;
            }
        }
        return (double) events / rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30, 500, 5000})
    void every_level_rests_on_the_minimum_bin_and_rises(int minimum) {
        SplittableRandom random = new SplittableRandom(minimum);
        int n = 2000;
        double[] p = new double[n];
        boolean[] labels = new boolean[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextDouble();
            labels[i] = random.nextDouble() < p[i] * p[i];
        }
        IsotonicMap map = IsotonicCalibration.minimumBin(minimum).fit(p, labels, "rows");
        List<IsotonicMap.Knot> knots = map.knots();
        double before = -1;
        double mean = 0;
        int events = 0;
        for (int i = 0; i < n; i++) {
            mean += map.apply(p[i]) / n;
            events += labels[i] ? 1 : 0;
        }
        assertThat(mean).isCloseTo((double) events / n, Offset.offset(1e-12));
        for (double level : knots.stream()
                .mapToDouble(IsotonicMap.Knot::calibrated)
                .distinct()
                .toArray()) {
            assertThat(level).isGreaterThan(before);
            before = level;
            long rows = DoubleStream.of(p).filter(x -> map.apply(x) == level).count();
            assertThat(rows).isGreaterThanOrEqualTo(Math.min(minimum, n));
        }
        assertThat(map.apply(0)).isEqualTo(knots.get(0).calibrated());
        assertThat(map.apply(1)).isEqualTo(knots.get(knots.size() - 1).calibrated());
        assertThat(map.apply(Double.NaN)).isNaN();
    }

    @Test
    void a_smoothed_level_counts_one_more_row_at_the_event_rate() {
        double[] p = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
        boolean[] labels = {false, false, false, true, false, true, true, true};
        IsotonicMap map = IsotonicCalibration.minimumBin(1).smoothed().fit(p, labels, "rows");
        assertThat(map.apply(p))
                .containsExactly(
                        new double[] {0.5 / 4, 0.5 / 4, 0.5 / 4, 1.5 / 3, 1.5 / 3, 3.5 / 4, 3.5 / 4, 3.5 / 4}, TIGHT);
        for (String name : List.of("smooth", "ties", "extremes", "rare", "seven")) {
            double[] golden = Golden.probabilities(name);
            IsotonicMap smoothed =
                    IsotonicCalibration.minimumBin(1).smoothed().fit(golden, Golden.labels(name), "rows");
            double before = 0;
            for (IsotonicMap.Knot knot : smoothed.knots()) {
                assertThat(knot.calibrated()).isGreaterThanOrEqualTo(before).isBetween(1e-9, 1 - 1e-9);
                before = knot.calibrated();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_map_nearby_is_better(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 200;
        double[] p = new double[n];
        boolean[] labels = new boolean[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextInt(20) == 0 ? random.nextInt(2) : random.nextDouble();
            labels[i] = random.nextDouble() < Math.pow(p[i], 1.0 + seed % 3);
        }
        BetaMap beta = BetaCalibration.threeParameters().fit(p, labels, "rows");
        double least = loss(beta, p, labels);
        for (int a = -2; a <= 2; a++) {
            for (int b = -2; b <= 2; b++) {
                for (int c = -2; c <= 2; c++) {
                    BetaMap other = new BetaMap(
                            Math.max(0, beta.a() + a * 0.01),
                            Math.max(0, beta.b() + b * 0.01),
                            beta.c() + c * 0.01,
                            "rows",
                            n);
                    assertThat(least).isLessThanOrEqualTo(loss(other, p, labels));
                }
            }
        }
        TemperatureMap temperature = TemperatureCalibration.scaling().fit(p, labels, "rows");
        for (double factor : new double[] {0.9, 0.99, 1.01, 1.1}) {
            assertThat(loss(temperature, p, labels))
                    .isLessThan(loss(new TemperatureMap(temperature.temperature() * factor, "rows", n), p, labels));
        }
    }

    private static double loss(Calibration map, double[] p, boolean[] labels) {
        int positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double q = map.apply(p[i]);
            double target = labels[i] ? (positives + 1.0) / (positives + 2) : 1.0 / (p.length - positives + 2);
            sum -= target * Math.log(q) + (1 - target) * Math.log(1 - q);
        }
        return sum;
    }

    @Test
    void a_known_distortion_comes_back() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 100_000;
        double[] p = new double[n];
        boolean[] labels = new boolean[n];
        double[] bent = new double[n];
        double[] sharp = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextDouble();
            labels[i] = random.nextDouble() < p[i];
            bent[i] = p[i] * p[i] * p[i];
            sharp[i] = Link.sigmoid(3 * Link.logit(p[i]));
        }
        assertThat(TemperatureCalibration.scaling().fit(sharp, labels, "rows").temperature())
                .isCloseTo(3, Offset.offset(0.05));
        BetaMap identity = BetaCalibration.threeParameters().fit(p, labels, "rows");
        assertThat(new double[] {identity.a(), identity.b(), identity.c()})
                .containsExactly(new double[] {1, 1, 0}, Offset.offset(0.03));
        double raw = BinaryMetrics.of(bent, labels).calibrationError();
        for (Calibrator calibrator : List.of(BetaCalibration.threeParameters(), IsotonicCalibration.minimumBin(100))) {
            BinaryMetrics after =
                    BinaryMetrics.of(calibrator.fit(bent, labels, "rows").apply(bent), labels);
            assertThat(after.calibrationError()).isLessThan(0.02).isLessThan(raw / 5);
        }
    }

    @Test
    void separated_classes_and_few_distinct_probabilities_stay_finite() {
        double[] p = new double[40];
        boolean[] labels = new boolean[40];
        Arrays.fill(p, 20, 40, 1);
        Arrays.fill(labels, 20, 40, true);
        BetaMap two = BetaCalibration.threeParameters().fit(p, labels, "rows");
        assertThat(two.a()).isEqualTo(two.b());
        assertThat(two.apply(1)).isCloseTo(21 / 22.0, TIGHT);
        assertThat(two.apply(0)).isCloseTo(1 / 22.0, TIGHT);
        TemperatureMap temperature = TemperatureCalibration.scaling().fit(p, labels, "rows");
        assertThat(temperature.apply(1)).isCloseTo(21 / 22.0, TIGHT);
        Arrays.fill(p, 0.5);
        BetaMap one = BetaCalibration.threeParameters().fit(p, labels, "rows");
        assertThat(one.a()).isEqualTo(1);
        assertThat(one.apply(0.5)).isCloseTo(0.5, TIGHT);
        assertThat(TemperatureCalibration.scaling().fit(p, labels, "rows").temperature())
                .isEqualTo(1);
        IsotonicMap level = IsotonicCalibration.minimumBin(1).fit(p, labels, "rows");
        assertThat(level.knots()).containsExactly(new IsotonicMap.Knot(0.5, 0.5));
    }

    @Test
    void kept_negatives_are_corrected() {
        assertThat(NONE.withNegativesKept(0.1).apply(0.3)).isCloseTo(0.0410958904109589, Offset.offset(1e-16));
        assertThat(NONE.withNegativesKept(1).apply(0.3)).isCloseTo(0.3, Offset.offset(1e-16));
    }

    @Test
    void prior_shift_multiplies_the_odds_and_comes_back() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 1000; i++) {
            double from = 0.001 + 0.998 * random.nextDouble();
            double to = 0.001 + 0.998 * random.nextDouble();
            double p = random.nextDouble();
            double odds = p / (1 - p) * (to / (1 - to)) / (from / (1 - from));
            double shifted = NONE.withPrior(from, to).apply(p);
            assertThat(shifted).isCloseTo(odds / (1 + odds), TIGHT);
            assertThat(NONE.withPrior(from, to).withPrior(to, from).apply(p)).isCloseTo(p, TIGHT);
            // Keeping a share of the negatives is a prior shift of its own.
            double kept = 0.01 + 0.99 * random.nextDouble();
            double sampled = to / (to + (1 - to) * kept);
            assertThat(NONE.withNegativesKept(kept).apply(p))
                    .isCloseTo(NONE.withPrior(sampled, to).apply(p), TIGHT);
        }
        Calibration shift = NONE.withPrior(0.5, 0.01);
        assertThat(shift.apply(0)).isZero();
        assertThat(shift.apply(1)).isEqualTo(1);
        assertThat(shift.apply(0.5)).isCloseTo(0.01, TIGHT);
        assertThat(shift.apply(Double.NaN)).isNaN();
        assertThat(NONE.withNegativesKept(0.1).apply(0)).isZero();
        assertThat(NONE.withNegativesKept(0.1).apply(1)).isEqualTo(1);
    }

    @Test
    void every_map_rises_within_the_unit_interval() {
        double[] p = Golden.probabilities("extremes");
        boolean[] labels = Golden.labels("extremes");
        List<Calibration> maps = List.of(
                IsotonicCalibration.minimumBin(5).fit(p, labels, "rows"),
                BetaCalibration.threeParameters().fit(p, labels, "rows"),
                TemperatureCalibration.scaling().fit(p, labels, "rows"),
                Platt.scaling().fit(p, labels, "rows"),
                NONE.withPrior(0.3, 0.001),
                NONE.withNegativesKept(0.001));
        for (Calibration map : maps) {
            double before = 0;
            for (int i = 0; i <= 10_000; i++) {
                double q = map.apply(i / 10_000.0);
                assertThat(q).isBetween(before, 1.0);
                before = q;
            }
        }
    }

    @Test
    void wrong_input_is_refused() {
        for (Calibrator calibrator : List.of(
                TemperatureCalibration.scaling(),
                BetaCalibration.threeParameters(),
                IsotonicCalibration.minimumBin(1))) {
            assertThatThrownBy(() -> calibrator.fit(new double[4], new boolean[4], "rows"))
                    .hasMessage("The labels (0 of 4 positive) of a calibration must hold both classes.\n"
                            + "Maybe the held-out part is too small.");
            assertThatThrownBy(() -> calibrator.fit(new double[4], new boolean[3], "rows"))
                    .hasMessage("The probabilities (4) must be as many as the labels (3).");
            assertThatThrownBy(() -> calibrator.fit(new double[] {0.5, 1.5}, new boolean[] {true, false}, "rows"))
                    .hasMessage("The probability (1.5) of row 2 must lie in [0, 1].");
        }
        assertThatThrownBy(() -> IsotonicCalibration.minimumBin(0))
                .hasMessage("The minimum bin (0) of an isotonic calibration must be at least 1.\n"
                        + "Maybe 50 is meant, to promise no 0 or 1.");
        assertThatThrownBy(() -> NONE.withPrior(0.2, 10))
                .hasMessage("The event rate (10.0) of a prior shift must lie between 0 and 1.\n"
                        + "Maybe it was given in percent.");
        assertThatThrownBy(() -> NONE.withNegativesKept(0))
                .hasMessage("The share of negatives kept (0.0) of a sampling correction must lie above 0 and be at most"
                        + " 1.\nMaybe it was given in percent.");
        assertThatThrownBy(() -> new TemperatureMap(0, "rows", 1))
                .hasMessage("The temperature (0.0) of a calibration must be finite and above 0.");
        assertThatThrownBy(() -> new BetaMap(0, 0, 1, "rows", 1))
                .hasMessage("The beta calibration (a 0.0, b 0.0, c 1.0) must rise with the probability.\n"
                        + "Maybe the scores rank the wrong class first, or carry no signal.");
    }
}
