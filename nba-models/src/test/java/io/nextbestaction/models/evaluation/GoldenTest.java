// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value against scikit-learn's, see golden.py. */
class GoldenTest {
    private static final Offset<Double> TIGHT = Offset.offset(1e-9);

    static List<String> cases() {
        return Golden.rowCases();
    }

    @Test
    void all_cases_are_there() {
        assertThat(cases())
                .containsExactly("smooth", "ties", "extremes", "rare", "seven", "reversed", "bent", "bent-high");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scalars_are_scikit_learns(String name) {
        Predictions p = Golden.predictions(name);
        near(name, "auc", p.auc());
        near(name, "gini", p.gini());
        near(name, "ap", BinaryMetric.AVERAGE_PRECISION.of(p));
        near(name, "brier", p.brier());
        near(name, "logloss", BinaryMetric.LOG_LOSS.of(p));
        near(name, "ks", p.ks());
        for (double[] c : Golden.all(name, "capture")) {
            assertThat(p.capture(c[0])).isCloseTo(c[1], TIGHT);
            assertThat(p.lift(c[0])).isCloseTo(c[2], TIGHT);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thresholds_are_scikit_learns(String name) {
        Predictions p = Golden.predictions(name);
        List<double[]> lines = Golden.all(name, "at");
        assertThat(lines).hasSize(6);
        for (double[] at : lines) {
            Confusion c = p.confusion(at[0]);
            assertThat(new double[] {
                        c.truePositives(), c.falsePositives(), c.trueNegatives(), c.falseNegatives(),
                    })
                    .containsExactly(at[1], at[2], at[3], at[4]);
            near(
                    new double[] {
                        c.accuracy(),
                        c.balancedAccuracy(),
                        c.precision(),
                        c.recall(),
                        c.specificity(),
                        c.f1(),
                        c.fBeta(2),
                        c.fBeta(0.5),
                        c.matthews()
                    },
                    Arrays.copyOfRange(at, 5, 14));
        }
        near(name, "best.cost", p.bestCutoff(Payoff.costs(1, 5)).threshold());
        near(name, "best.f2", p.bestCutoff(2).threshold());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void curves_are_scikit_learns(String name) {
        Predictions p = Golden.predictions(name);
        curve(name, "roc", Curve.roc(p));
        curve(name, "pr", Curve.precisionRecall(p));
        near(name, "auc", Curve.roc(p).area());
    }

    private static void curve(String name, String kind, Curve curve) {
        near(column(curve, Curve.Point::x), Golden.values(name, kind + ".x"));
        near(column(curve, Curve.Point::y), Golden.values(name, kind + ".y"));
        double[] thresholds = column(curve, Curve.Point::threshold);
        assertThat(thresholds[0]).isInfinite();
        near(Arrays.copyOfRange(thresholds, 1, thresholds.length), Golden.values(name, kind + ".threshold"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void calibration_is_scikit_learns(String name) {
        Predictions p = Golden.predictions(name);
        for (int k : new int[] {5, 10}) {
            CalibrationCurve mass = CalibrationCurve.equalMass(p, k);
            near(column(mass, CalibrationCurve.Bin::meanProbability), Golden.values(name, "mass." + k + ".mean"));
            near(column(mass, CalibrationCurve.Bin::eventRate), Golden.values(name, "mass." + k + ".rate"));
            bins(name, "mass." + k, p, mass);
            bins(name, "width." + k, p, CalibrationCurve.equalWidth(p, k));
        }
        CalibrationLine line = CalibrationLine.of(p);
        near(new double[] {line.slope(), line.intercept(), line.interceptAtSlopeOne()}, Golden.values(name, "line"));
    }

    private static void bins(String name, String kind, Predictions p, CalibrationCurve curve) {
        near(column(curve, CalibrationCurve.Bin::rows), Golden.values(name, kind + ".sizes"));
        near(new double[] {curve.expectedError(), curve.maximumError()}, Golden.values(name, kind + ".errors"));
        BrierDecomposition parts = BrierDecomposition.of(p, curve);
        near(
                new double[] {parts.reliability(), parts.resolution(), parts.uncertainty()},
                Golden.values(name, kind + ".murphy"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void delong_is_the_comparison_of_all_pairs(String name) {
        Predictions p = Golden.predictions(name);
        Predictions shaken = Predictions.of(Golden.values(name, "shaken"), Golden.labels(name));
        DeLong d = DeLong.compare(p, shaken);
        near(
                new double[] {d.first(), d.second(), d.firstError(), d.secondError(), d.differenceError()},
                Golden.values(name, "delong"));
        assertThat(d.z()).isCloseTo((d.first() - d.second()) / d.differenceError(), TIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"three", "four", "two"})
    void several_classes_are_scikit_learns(String name) {
        MulticlassPredictions p = Golden.classes(name);
        ConfusionMatrix c = p.confusion();
        int k = p.classes().size();
        double[] counts = new double[k * k];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = c.count(i / k, i % k);
        }
        near(counts, Golden.values(name, "confusion"));
        near(new double[] {c.accuracy(), c.balancedAccuracy(), c.matthews()}, Golden.values(name, "accuracy"));
        for (Average average : Average.values()) {
            near(
                    new double[] {c.precision(average), c.recall(average), c.f1(average), c.fBeta(average, 2)},
                    Golden.values(name, average.name().toLowerCase(Locale.ROOT)));
        }
        near(
                new double[] {p.auc(Average.MICRO), p.auc(Average.MACRO), p.auc(Average.WEIGHTED)},
                Golden.values(name, "auc"));
        near(name, "logloss", p.logLoss());
        near(name, "brier", p.brier());
        MulticlassPredictions inner =
                MulticlassPredictions.of(p.classes(), Golden.values(name, "inner"), Golden.classLabels(name));
        near(name, "inner.logloss", inner.logLoss());
    }

    private static double[] column(Curve curve, ToDoubleFunction<Curve.Point> part) {
        return curve.points().stream().mapToDouble(part).toArray();
    }

    private static double[] column(CalibrationCurve curve, ToDoubleFunction<CalibrationCurve.Bin> part) {
        return curve.bins().stream().mapToDouble(part).toArray();
    }

    private static void near(String name, String value, double actual) {
        near(new double[] {actual}, Golden.values(name, value));
    }

    private static void near(double[] actual, double[] expected) {
        assertThat(actual).containsExactly(expected, TIGHT);
    }
}
