// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.artifact.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CardEvaluationTest {
    private static final int ROWS = 600;

    private final double[] p = new double[ROWS];
    private final boolean[] y = new boolean[ROWS];
    private final List<String> country = new ArrayList<>();

    CardEvaluationTest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < ROWS; i++) {
            p[i] = random.nextDouble();
            boolean quiet = i < 20; // nothing ever happens there
            y[i] = !quiet && random.nextDouble() < p[i];
            country.add(quiet ? "LI" : i % 2 == 0 ? "DE" : "FR");
        }
    }

    @Test
    void figures_are_those_of_the_predictions_and_intervals_those_of_the_bootstrap() {
        Predictions held = Predictions.of(p, y);
        Bootstrap bootstrap = new Bootstrap(100, 0.9, 3);
        ModelCard.HeldOut card = CardEvaluation.of("every fifth", held, bootstrap, Map.of());
        assertThat(card.rows()).isEqualTo(ROWS);
        assertThat(card.events()).isEqualTo(held.positives());
        assertThat(card.figures())
                .extracting(ModelCard.Figure::name)
                .containsExactly("auc", "averagePrecision", "logLoss", "brier", "equalMassCalibrationError");
        assertThat(card.figures())
                .extracting(ModelCard.Figure::value)
                .containsExactly(
                        held.auc(),
                        held.metrics().averagePrecision(),
                        held.metrics().logLoss(),
                        held.brier(),
                        CalibrationCurve.equalMass(held, 10).expectedError());
        Interval auc = bootstrap.interval(held, Predictions::auc);
        assertThat(card.figures().get(0))
                .isEqualTo(new ModelCard.Figure("auc", auc.estimate(), auc.low(), auc.high(), 0.9));
        assertThat(card.calibration()).hasSize(10);
        assertThat(card.calibration().stream().mapToLong(ModelCard.Bin::rows).sum())
                .isEqualTo(ROWS);
        assertThat(card.slices()).isEmpty();
    }

    @Test
    void slices_are_the_rows_of_each_level_and_undefined_figures_are_nan() {
        ModelCard.HeldOut card = CardEvaluation.of(
                "every fifth", Predictions.of(p, y), new Bootstrap(50, 0.95, 3), Map.of("country", country));
        assertThat(card.slices()).extracting(ModelCard.Slice::level).containsExactly("DE", "FR", "LI");
        assertThat(card.slices().stream().mapToLong(ModelCard.Slice::rows).sum())
                .isEqualTo(ROWS);
        ModelCard.Slice quiet = card.slices().get(2);
        assertThat(quiet.rows()).isEqualTo(20);
        assertThat(quiet.events()).isZero();
        assertThat(quiet.figures().get(0)).isEqualTo(ModelCard.Figure.plain("auc", Double.NaN));
        double said = 0;
        for (int i = 0; i < 20; i++) {
            said += p[i] / 20;
        }
        assertThat(quiet.figures().get(1).value()).isCloseTo(-said, within(1e-12));
        assertThat(quiet.figures().get(1).high()).isNegative();
    }

    @Test
    void rows_of_one_class_and_levels_of_other_rows_are_refused() {
        Bootstrap bootstrap = new Bootstrap(10, 0.95, 3);
        assertThatThrownBy(() -> CardEvaluation.of("none", Predictions.of(p, new boolean[ROWS]), bootstrap, Map.of()))
                .hasMessage("The rows held out (0 of 600 with the event) must hold both classes.\n"
                        + "Maybe hold out more of them, stratified.");
        assertThatThrownBy(() ->
                        CardEvaluation.of("short", Predictions.of(p, y), bootstrap, Map.of("country", List.of("DE"))))
                .hasMessage("The levels (1) of slice field \"country\" must be as many as the rows held out (600).");
    }
}
