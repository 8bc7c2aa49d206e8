// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.Resampled;
import io.nextbestaction.model.Sampler;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResamplingReportTest {
    private static final Schema SCHEMA = Schema.builder().number("id").build();
    private static final FeaturePipeline PIPELINE = (schema, rows) -> new Fakes.Numbers(schema);
    private static final boolean[] LABELS = new boolean[100];
    private static final List<Row> ROWS = Fakes.rows(
            SCHEMA, IntStream.range(0, 100).mapToObj(i -> new double[] {i}).toArray(double[][]::new));

    static {
        Arrays.fill(LABELS, 0, 20, true);
    }

    /** As many rows of each outcome: what comes first, repeated. */
    private static final Sampler BALANCED = new Sampler() {
        @Override
        public String describe() {
            return "repetition";
        }

        @Override
        public TrainingSet sample(TrainingSet data, long seed) {
            List<Integer> positions = new ArrayList<>();
            for (int i = 0; i < data.rows(); i++) {
                int times = data.labels()[i] ? (data.rows() - data.positives()) / data.positives() : 1;
                for (int k = 0; k < times; k++) {
                    positions.add(i);
                }
            }
            return data.select(positions.stream().mapToInt(Integer::intValue).toArray());
        }
    };

    /** Gives everyone the event rate of its training rows; its calibration moves the mean to the event rate. */
    private static final ClassifierTrainer BASE_RATE = new ClassifierTrainer() {
        @Override
        public String describe() {
            return "base rate";
        }

        @Override
        public Scorer train(TrainingSet data, long seed, Progress progress) {
            return LinearModel.of(
                    new double[1], Link.logit((double) data.positives() / data.rows()), new double[1], Link.LOGISTIC);
        }

        @Override
        public Calibrator calibrator() {
            return (probabilities, labels, fittedOn) -> {
                double mean = Arrays.stream(probabilities).average().orElseThrow();
                long events =
                        IntStream.range(0, labels.length).filter(i -> labels[i]).count();
                double shift = Link.logit((double) events / labels.length) - Link.logit(mean);
                return new PlattLine(1, shift, fittedOn, labels.length);
            };
        }
    };

    @Test
    void resampling_moves_the_mean_and_calibration_moves_it_back() {
        ResamplingReport report =
                ResamplingReport.of(PIPELINE, ROWS, LABELS, Resampled.of(BALANCED, BASE_RATE), 5, 1, Progress.NONE);

        assertThat(report.eventRate()).isEqualTo(0.2);
        assertThat(report.plain().meanProbability()).isCloseTo(0.2, within(1e-12));
        assertThat(report.plain().calibrationError()).isCloseTo(0, within(1e-12));
        assertThat(report.resampled().meanProbability()).isCloseTo(0.5, within(1e-12));
        assertThat(report.resampled().calibrationError()).isCloseTo(0.3, within(1e-12));
        assertThat(report.recalibrated().meanProbability()).isCloseTo(0.2, within(1e-12));
        assertThat(report.recalibrated().calibrationError()).isCloseTo(0, within(1e-12));
        assertThat(report.summary()).isEqualTo("""
                        Resampled by repetition; event rate 0.2000
                        without resampling: mean probability 0.2000, calibration error 0.0000, Brier 0.1600, AUC 0.5000
                        with resampling: mean probability 0.5000, calibration error 0.3000, Brier 0.2500, AUC 0.5000
                        and re-calibrated: mean probability 0.2000, calibration error 0.0000, Brier 0.1600, AUC 0.5000""");
    }

    @Test
    void folds_and_labels_that_do_not_fit_are_refused() {
        Resampled trainer = Resampled.of(BALANCED, BASE_RATE);
        assertThatThrownBy(() -> ResamplingReport.of(PIPELINE, ROWS, LABELS, trainer, 21, 1, Progress.NONE))
                .hasMessage("The folds (21) of a resampling report must be 2 at least and at most the rows of the rarer"
                        + " outcome (20).\nMaybe use 5, or more rows.");
        assertThatThrownBy(() -> ResamplingReport.of(PIPELINE, ROWS, new boolean[3], trainer, 5, 1, Progress.NONE))
                .hasMessage("The labels (3) of a resampling report must be as many as the rows (100).\n"
                        + "Maybe they come from another file.");
    }
}
