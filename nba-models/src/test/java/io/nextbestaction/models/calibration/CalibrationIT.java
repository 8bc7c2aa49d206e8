// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.DecisionTree;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.RealData;
import io.nextbestaction.models.internal.InnerFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every kind of calibration on the churn folds, learnt from inner out-of-fold scores, against the raw probabilities. */
class CalibrationIT {
    private static final Map<String, Calibrator> CALIBRATORS = new LinkedHashMap<>();

    static {
        CALIBRATORS.put("Platt", Platt.scaling());
        CALIBRATORS.put("beta", BetaCalibration.threeParameters());
        CALIBRATORS.put("temperature", TemperatureCalibration.scaling());
        CALIBRATORS.put("isotonic", IsotonicCalibration.minimumBin(100));
        CALIBRATORS.put(
                "isotonic, smoothed", IsotonicCalibration.minimumBin(100).smoothed());
    }

    /**
     * The log loss of calibrated less that of raw probabilities, over held-out rows of all folds.
     *
     * @param mean negative is better
     * @param error its standard error, rows paired
     */
    private record Change(double mean, double error) {}

    @Test
    void on_probabilities_that_are_good_already_no_line_worsens_the_log_loss_beyond_noise_and_isotonic_a_little() {
        GradientBoosting.Parameters parameters =
                GradientBoosting.Parameters.defaults().withRounds(150).withLearningRate(0.08);
        Map<String, Change> changes = changes(GradientBoosting.classifier(parameters));
        for (String name : List.of("Platt", "beta", "temperature")) {
            Change change = requireNonNull(changes.get(name));
            assertThat(change.mean).as(name).isLessThan(2 * change.error);
        }
        // Steps forget the order within a level, and a level without an event promises 0.
        double plain = requireNonNull(changes.get("isotonic")).mean;
        double smoothed = requireNonNull(changes.get("isotonic, smoothed")).mean;
        assertThat(smoothed).isLessThan(plain).isLessThan(0.0025);
    }

    @Test
    void leaves_that_promise_too_much_are_put_right_by_every_kind() {
        DecisionTree.Parameters parameters =
                DecisionTree.Parameters.defaults().withDepth(15).withLeafRows(2);
        changes(DecisionTree.classifier(parameters))
                .forEach((name, change) -> assertThat(change.mean).as(name).isLessThan(-10 * change.error));
    }

    private static Map<String, Change> changes(ClassifierTrainer trainer) {
        RealData churn = RealData.churn();
        Map<String, double[]> differences = new LinkedHashMap<>();
        for (int fold = 0; fold < 5; fold++) {
            int number = fold;
            int[] inside = IntStream.range(0, churn.folds().length)
                    .filter(i -> churn.folds()[i] == number)
                    .toArray();
            TrainingSet train = churn.data()
                    .select(IntStream.range(0, churn.folds().length)
                            .filter(i -> churn.folds()[i] != number)
                            .toArray());
            TrainingSet held = churn.data().select(inside);
            double[] scores =
                    InnerFit.outOfFold(trainer, train, Splits.stratified(5).of(train.labels(), 1), 1, Progress.NONE);
            double[] raw = trainer.train(train, 1, Progress.NONE).probabilities(held.features());
            CALIBRATORS.forEach((name, calibrator) -> {
                double[] calibrated =
                        calibrator.fit(scores, train.labels(), "inner folds").apply(raw);
                double[] all = differences.computeIfAbsent(name, key -> new double[churn.folds().length]);
                for (int i = 0; i < inside.length; i++) {
                    all[inside[i]] = loss(calibrated[i], held.labels()[i]) - loss(raw[i], held.labels()[i]);
                }
            });
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        differences.forEach((name, all) -> {
            double mean = IntStream.range(0, all.length)
                    .mapToDouble(i -> all[i])
                    .average()
                    .orElseThrow();
            double squares = IntStream.range(0, all.length)
                    .mapToDouble(i -> (all[i] - mean) * (all[i] - mean))
                    .sum();
            Change change = new Change(mean, Math.sqrt(squares / (all.length - 1) / all.length));
            System.out.printf(
                    Locale.ROOT, "%s, %s: log loss %+.5f (se %.5f)%n", trainer.describe(), name, mean, change.error);
            changes.put(name, change);
        });
        return changes;
    }

    private static double loss(double p, boolean label) {
        double clipped = Math.max(1e-6, Math.min(1 - 1e-6, p));
        return -Math.log(label ? clipped : 1 - clipped);
    }
}
