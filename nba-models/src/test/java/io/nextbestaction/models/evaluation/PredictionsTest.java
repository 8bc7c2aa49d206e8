// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.model.BinaryMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionsTest {
    private static final Offset<Double> TIGHT = Offset.offset(1e-12);

    static Predictions random(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = new double[rows];
        boolean[] y = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            p[i] = random.nextBoolean() ? random.nextInt(8) / 7.0 : random.nextDouble();
            y[i] = random.nextDouble() < 0.1 + 0.5 * p[i];
        }
        y[0] = true;
        y[1] = false;
        return Predictions.ofCertain(p, y);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void ranking_figures_are_those_of_all_pairs(long seed) {
        Predictions p = random(seed, 2 + (int) seed * 9);
        int n = p.rows();
        double pairs = 0;
        double wins = 0;
        double ks = 0;
        for (int i = 0; i < n; i++) {
            int[] above = new int[2];
            for (int j = 0; j < n; j++) {
                above[p.label(j) ? 1 : 0] += p.probability(j) >= p.probability(i) ? 1 : 0;
                if (p.label(i) && !p.label(j)) {
                    pairs++;
                    wins += (Math.signum(p.probability(i) - p.probability(j)) + 1) / 2;
                }
            }
            ks = Math.max(ks, Math.abs(above[1] / (double) p.positives() - above[0] / (double) (n - p.positives())));
        }
        assertThat(p.auc()).isCloseTo(wins / pairs, TIGHT);
        assertThat(p.gini()).isCloseTo(2 * wins / pairs - 1, TIGHT);
        assertThat(p.ks()).isCloseTo(ks, TIGHT);
        assertThat(Curve.roc(p).area()).isCloseTo(wins / pairs, TIGHT);
        // The area between gain and chance is Gini, scaled by the share of negatives.
        assertThat(2 * Curve.gain(p).area() - 1).isCloseTo((1 - p.eventRate()) * p.gini(), TIGHT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void cutoffs_count_what_a_loop_counts(long seed) {
        Predictions p = random(seed, 60);
        Payoff payoff = new Payoff(30, -10, 1, -20);
        double most = Double.NEGATIVE_INFINITY;
        double mostF = 0;
        for (Cutoff cutoff : p.cutoffs()) {
            boolean[] chosen = new boolean[p.rows()];
            boolean[] labels = new boolean[p.rows()];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = p.probability(i) >= cutoff.threshold();
                labels[i] = p.label(i);
            }
            assertThat(cutoff.confusion())
                    .isEqualTo(Confusion.of(chosen, labels))
                    .isEqualTo(p.confusion(cutoff.threshold()));
            most = Math.max(most, payoff.total(cutoff.confusion()));
            mostF = Math.max(mostF, cutoff.confusion().fBeta(0.5));
        }
        assertThat(payoff.total(p.bestCutoff(payoff).confusion())).isEqualTo(most);
        assertThat(p.bestCutoff(0.5).confusion().fBeta(0.5)).isEqualTo(mostF);
        assertThat(Curve.profit(p, payoff).points().stream()
                        .mapToDouble(Curve.Point::y)
                        .max())
                .hasValue(most);
        assertThat(p.cutoffs().get(0).confusion().chosen()).isZero();
        assertThat(p.cutoffs().get(p.cutoffs().size() - 1).confusion().chosen()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_rising_transform_keeps_every_ranking_figure(long seed) {
        Predictions p = random(seed, 80);
        double[] bent = new double[80];
        double[] turned = new double[80];
        boolean[] y = new boolean[80];
        for (int i = 0; i < 80; i++) {
            bent[i] = Math.pow(p.probability(i), 3) / 2 + 0.2;
            turned[i] = 1 - p.probability(i);
            y[i] = p.label(i);
        }
        Predictions other = Predictions.of(bent, y);
        assertThat(other.auc()).isEqualTo(p.auc());
        assertThat(other.ks()).isEqualTo(p.ks());
        assertThat(other.capture(0.1)).isEqualTo(p.capture(0.1));
        assertThat(other.metrics().averagePrecision()).isEqualTo(p.metrics().averagePrecision());
        assertThat(Predictions.ofCertain(turned, y).auc()).isCloseTo(1 - p.auc(), TIGHT);
    }

    @Test
    void rows_in_another_order_are_the_same_predictions() {
        Predictions p = random(4, 200);
        double[] q = new double[200];
        boolean[] y = new boolean[200];
        for (int i = 0; i < 200; i++) {
            q[i] = p.probability((i * 77 + 5) % 200);
            y[i] = p.label((i * 77 + 5) % 200);
        }
        Predictions other = Predictions.of(q, y);
        assertThat(other.cutoffs()).isEqualTo(p.cutoffs());
        assertThat(other.auc()).isEqualTo(p.auc());
    }

    @Test
    void what_both_measure_has_the_same_bits_as_the_metrics() {
        for (long seed = 1; seed < 20; seed++) {
            Predictions p = random(seed, 150);
            BinaryMetrics metrics = p.metrics();
            assertThat(p.auc()).isEqualTo(metrics.auc());
            assertThat(p.brier()).isEqualTo(metrics.brier());
            assertThat(p.meanProbability()).isEqualTo(metrics.meanProbability());
            assertThat(CalibrationCurve.equalWidth(p, 10).expectedError()).isCloseTo(metrics.calibrationError(), TIGHT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 100})
    void murphys_parts_make_the_brier_score(int bins) {
        Predictions p = random(bins, 130);
        for (CalibrationCurve curve : List.of(
                CalibrationCurve.equalMass(p, bins),
                CalibrationCurve.equalWidth(p, bins),
                CalibrationCurve.distinct(p))) {
            BrierDecomposition b = BrierDecomposition.of(p, curve);
            assertThat(b.reliability() - b.resolution() + b.uncertainty() + b.residual())
                    .isCloseTo(p.brier(), TIGHT);
        }
        assertThat(BrierDecomposition.of(p, CalibrationCurve.distinct(p)).residual())
                .isCloseTo(0, TIGHT);
        assertThat(BrierDecomposition.of(p, CalibrationCurve.equalMass(p, 1)).resolution())
                .isZero();
    }

    /** Stephenson et al. 2008: within-bin variance less twice the within-bin covariance. */
    @Test
    void the_residual_is_what_the_bins_hide() {
        Predictions p = random(9, 300);
        double residual = 0;
        for (int bin = 0; bin < 4; bin++) {
            int b = bin;
            int[] rows = IntStream.range(0, 300)
                    .filter(i -> Math.min(3, (int) (p.probability(i) * 4)) == b)
                    .toArray();
            double meanP =
                    Arrays.stream(rows).mapToDouble(p::probability).average().orElseThrow();
            double meanY = Arrays.stream(rows).filter(p::label).count() / (double) rows.length;
            for (int i : rows) {
                double dp = p.probability(i) - meanP;
                residual += dp * dp - 2 * dp * ((p.label(i) ? 1 : 0) - meanY);
            }
        }
        assertThat(BrierDecomposition.of(p, CalibrationCurve.equalWidth(p, 4)).residual())
                .isCloseTo(residual / 300, TIGHT);
    }

    @Test
    void bins_of_equal_mass_are_equal_without_ties_and_never_split_them() {
        double[] p = new double[1000];
        boolean[] y = new boolean[1000];
        for (int i = 0; i < 1000; i++) {
            p[i] = (i * 7 % 1000) / 1000.0;
            y[i] = i % 3 == 0;
        }
        assertThat(CalibrationCurve.equalMass(Predictions.of(p, y), 10).bins())
                .extracting(CalibrationCurve.Bin::rows)
                .containsOnly(100)
                .hasSize(10);
        Arrays.fill(p, 0.25);
        assertThat(CalibrationCurve.equalMass(Predictions.of(p, y), 10).bins())
                .containsExactly(new CalibrationCurve.Bin(1000, 0.25, 0.334));
        assertThatThrownBy(() -> CalibrationCurve.equalWidth(Predictions.of(p, y), 0))
                .hasMessage("The bins (0) of a calibration curve must be at least 1.\nMaybe 10 is meant.");
    }

    @Test
    void gain_and_lift_agree_with_capture() {
        Predictions p = random(2, 90);
        Curve gain = Curve.gain(p);
        Curve lift = Curve.lift(p);
        assertThat(gain.points()).hasSize(lift.points().size() + 1);
        for (Curve.Point point : lift.points()) {
            assertThat(point.y()).isCloseTo(p.lift(point.x()), TIGHT);
        }
        for (Curve.Point point : gain.points().subList(1, gain.points().size())) {
            assertThat(point.y()).isCloseTo(p.capture(point.x()), TIGHT);
        }
        assertThat(p.capture(1)).isEqualTo(1);
    }

    @Test
    void break_even_is_the_best_cutoff_of_calibrated_probabilities() {
        assertThat(Payoff.costs(1, 5).breakEven()).isCloseTo(1 / 6.0, TIGHT);
        // Calibrated to the row: of 60 rows at k / 60, k are positive.
        double[] p = new double[61 * 60];
        boolean[] y = new boolean[p.length];
        for (int i = 0; i < p.length; i++) {
            int level = i / 60;
            p[i] = level / 60.0;
            y[i] = i % 60 < level;
        }
        Payoff payoff = new Payoff(30, -10, 2, -5);
        assertThat(payoff.breakEven()).isCloseTo(12 / 47.0, TIGHT);
        // 15 / 60 < 12 / 47 < 16 / 60
        assertThat(Predictions.of(p, y).bestCutoff(payoff).threshold()).isEqualTo(16 / 60.0);
        // 10 / 60 breaks even: of equals the one that chooses fewest.
        assertThat(Predictions.of(p, y).bestCutoff(Payoff.costs(1, 5)).threshold())
                .isEqualTo(11 / 60.0);
        assertThat(payoff.mean(new Confusion(1, 1, 1, 1))).isEqualTo(17 / 4.0);
    }

    @Test
    void slices_hold_every_row_once_and_may_lack_a_class() {
        Predictions p =
                Predictions.of(new double[] {0.1, 0.9, 0.4, 0.6, 1}, new boolean[] {false, true, true, false, true});
        SortedMap<String, Predictions> slices = p.slices(List.of("b", "a", "b", "a", "c"));
        assertThat(slices.keySet()).containsExactly("a", "b", "c");
        Predictions certain = Objects.requireNonNull(slices.get("c"));
        assertThat(certain.rows()).isEqualTo(1);
        assertThat(certain.auc()).isNaN();
        assertThat(certain.ks()).isNaN();
        assertThat(certain.brier()).isZero();
        assertThat(BinaryMetric.LOG_LOSS.of(certain)).isNaN();
        assertThat(CalibrationLine.of(certain).slope()).isNaN();
        assertThat(slices.values().stream().mapToInt(Predictions::rows).sum()).isEqualTo(5);
        assertThat(Objects.requireNonNull(slices.get("a")).auc()).isEqualTo(1);
        assertThatThrownBy(() -> p.slices(List.of("a")))
                .hasMessage("The segments (1) must be as many as the rows (5) of the predictions.");
    }

    @Test
    void separated_classes_have_no_calibration_slope() {
        boolean[] y = {false, false, true, true};
        CalibrationLine line = CalibrationLine.of(Predictions.of(new double[] {0.1, 0.2, 0.2, 0.9}, y));
        assertThat(line.slope()).isNaN();
        assertThat(line.intercept()).isNaN();
        assertThat(line.interceptAtSlopeOne()).isFinite();
        CalibrationLine level = CalibrationLine.of(Predictions.of(new double[] {0.2, 0.2, 0.2, 0.2}, y));
        assertThat(level.slope()).isNaN();
        assertThat(level.interceptAtSlopeOne()).isCloseTo(Math.log(4), TIGHT);
    }

    @Test
    void an_evaluation_repeats_its_parts() {
        Predictions p = random(6, 400);
        Evaluation e = Evaluation.of(p, 0.3);
        assertThat(e.metrics()).isEqualTo(p.metrics());
        assertThat(e.cutoff()).isEqualTo(new Cutoff(0.3, p.confusion(0.3)));
        assertThat(e.gini()).isEqualTo(BinaryMetric.GINI.of(p));
        assertThat(e.ks()).isEqualTo(BinaryMetric.KS.of(p));
        assertThat(e.topDecileCapture()).isEqualTo(p.capture(0.1));
        assertThat(e.topDecileLift()).isEqualTo(BinaryMetric.TOP_DECILE_LIFT.of(p));
        assertThat(e.equalMassCalibrationError()).isEqualTo(BinaryMetric.CALIBRATION_ERROR.of(p));
        assertThat(e.brier().brier()).isEqualTo(BinaryMetric.BRIER.of(p));
        assertThat(e.calibrationLine()).isEqualTo(CalibrationLine.of(p));
        assertThat(Arrays.stream(BinaryMetric.values()).filter(m -> !m.higherIsBetter()))
                .containsExactly(BinaryMetric.LOG_LOSS, BinaryMetric.BRIER, BinaryMetric.CALIBRATION_ERROR);
    }

    @Test
    void decisions_are_not_taken_for_probabilities() {
        double[] decisions = {1, 0, 1, -0.0};
        boolean[] y = {true, false, false, true};
        assertThatThrownBy(() -> Predictions.of(decisions, y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The probabilities (all of them 0 or 1) of 4 rows must be probabilities, not decisions.\n"
                        + "Maybe the model's probability is at hand; if it truly knows nothing between 0 and 1, say so"
                        + " with Predictions.ofCertain.");
        Predictions certain = Predictions.ofCertain(decisions, y);
        assertThat(certain.certain()).isTrue();
        assertThat(certain.auc()).isEqualTo(certain.confusion(0.5).balancedAccuracy());
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> Predictions.of(new double[2], new boolean[3]))
                .hasMessage("The probabilities (2) must be as many as the labels (3).");
        assertThatThrownBy(() -> Predictions.of(new double[0], new boolean[0]))
                .hasMessage("The rows (0) of an evaluation must be at least 1.\nMaybe the held-out part is empty.");
        for (double wrong : new double[] {Double.NaN, -0.1, 1.1, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Predictions.of(new double[] {0.5, wrong}, new boolean[2]))
                    .hasMessage("The probability (" + wrong + ") of row 2 must lie in [0, 1].");
        }
        Predictions p = random(1, 10);
        assertThatThrownBy(() -> p.confusion(Double.NaN))
                .hasMessage("The threshold (NaN) of a cutoff must be a number.");
        assertThatThrownBy(() -> p.capture(10))
                .hasMessage("The share (10.0) of the best rows must lie above 0 and be at most 1.\n"
                        + "Maybe 0.1 is meant, the top decile.");
        assertThatThrownBy(() -> BrierDecomposition.of(p, CalibrationCurve.distinct(random(1, 11))))
                .hasMessage("The rows (11) of the calibration curve must be as many as the predictions (10).\n"
                        + "Maybe the curve is of other predictions.");
        assertThatThrownBy(() -> Payoff.costs(-1, 5))
                .hasMessage(
                        "The payoff (0.0, 1.0, 0.0, -5.0) must be better for choosing a positive row than for leaving"
                                + " it, and worse for a negative row.\nMaybe a cost was given without its minus sign:"
                                + " Payoff.costs takes costs as positive amounts.");
        assertThatThrownBy(() -> new Payoff(1, Double.NaN, 0, 0))
                .hasMessage("The payoff (1.0, NaN, 0.0, 0.0) must hold finite amounts.");
    }

    @Test
    void the_given_arrays_are_copied() {
        double[] p = {0.2, 0.7};
        boolean[] y = {false, true};
        Predictions predictions = Predictions.of(p, y);
        p[0] = 0.9;
        y[0] = true;
        assertThat(predictions.auc()).isEqualTo(1);
        List<Cutoff> thresholds = new ArrayList<>(predictions.cutoffs());
        assertThat(thresholds).extracting(Cutoff::threshold).containsExactly(Double.POSITIVE_INFINITY, 0.7, 0.2);
    }
}
