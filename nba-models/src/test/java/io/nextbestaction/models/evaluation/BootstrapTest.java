// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BootstrapTest {
    @ParameterizedTest
    @EnumSource(BinaryMetric.class)
    void a_replicate_is_the_figure_of_the_rows_drawn(BinaryMetric metric) {
        Predictions p = PredictionsTest.random(3, 70);
        double[] figures = new double[41];
        SplittableRandom random = new SplittableRandom(8);
        for (int r = 0; r < figures.length; r++) {
            double[] q = new double[70];
            boolean[] y = new boolean[70];
            for (int i = 0; i < 70; i++) {
                int row = random.nextInt(70);
                q[i] = p.probability(row);
                y[i] = p.label(row);
            }
            figures[r] = metric.of(Predictions.of(q, y));
        }
        Arrays.sort(figures);
        Interval interval = new Bootstrap(41, 0.9, 8).interval(p, metric::of);
        // 41 replicates: the 5th and 95th percent fall on the third figure from either end.
        assertThat(interval.low()).isCloseTo(figures[2], Offset.offset(1e-12));
        assertThat(interval.high()).isCloseTo(figures[38], Offset.offset(1e-12));
        assertThat(interval.estimate()).isEqualTo(metric.of(p));
        double mean = Arrays.stream(figures).average().orElseThrow();
        double variance =
                Arrays.stream(figures).map(f -> (f - mean) * (f - mean)).sum() / 40;
        assertThat(interval.standardError()).isCloseTo(Math.sqrt(variance), Offset.offset(1e-12));
        assertThat(interval.replicates()).isEqualTo(41);
        assertThat(interval.undefined()).isZero();
    }

    @Test
    void the_same_seed_gives_the_same_bits() {
        Predictions p = PredictionsTest.random(3, 70);
        Interval once = Bootstrap.seeded(5).interval(p, Predictions::auc);
        assertThat(Bootstrap.seeded(5).interval(p, Predictions::auc)).isEqualTo(once);
        assertThat(Bootstrap.seeded(6).interval(p, Predictions::auc)).isNotEqualTo(once);
    }

    @Test
    void it_agrees_with_delong_alone_and_paired() {
        Predictions p = Golden.predictions("smooth");
        Predictions shaken = Predictions.of(Golden.values("smooth", "shaken"), Golden.labels("smooth"));
        DeLong delong = DeLong.compare(p, shaken);
        Bootstrap bootstrap = new Bootstrap(4000, 0.95, 1);
        Interval alone = bootstrap.interval(p, Predictions::auc);
        Interval paired = bootstrap.difference(p, shaken, Predictions::auc);
        assertThat(alone.standardError()).isCloseTo(delong.firstError(), Offset.offset(0.08 * delong.firstError()));
        assertThat(paired.standardError())
                .isCloseTo(delong.differenceError(), Offset.offset(0.08 * delong.differenceError()));
        assertThat(paired.estimate()).isEqualTo(p.auc() - shaken.auc());
        // Paired on the same rows the noise of the rows cancels.
        assertThat(paired.standardError()).isLessThan(alone.standardError());
    }

    @Test
    void a_model_against_itself_differs_by_nothing() {
        Predictions p = PredictionsTest.random(3, 70);
        Interval none = Bootstrap.seeded(5).difference(p, p, Predictions::auc);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isZero();
        assertThat(none.excludes(0)).isFalse();
        assertThat(none.excludes(0.1)).isTrue();
        assertThat(DeLong.compare(p, p).differenceError()).isZero();
        assertThat(DeLong.compare(p, p).z()).isNaN();
    }

    /** The share of intervals that hold the truth: 300 draws of 400 rows, so the standard error is 0.0126. */
    @Test
    void intervals_hold_the_truth_as_often_as_they_say() {
        SplittableRandom random = new SplittableRandom(2);
        int held = 0;
        for (int round = 0; round < 300; round++) {
            double[] p = new double[400];
            boolean[] y = new boolean[400];
            for (int i = 0; i < 400; i++) {
                p[i] = random.nextDouble();
                y[i] = random.nextDouble() < p[i];
            }
            // Uniform and true: positives have the density 2p, negatives 2(1 − p), so the AUC is ∫ 2p (2p − p²) = 5/6.
            Interval auc = new Bootstrap(200, 0.95, round).interval(Predictions.of(p, y), Predictions::auc);
            held += auc.excludes(5 / 6.0) ? 0 : 1;
        }
        assertThat(held / 300.0).isBetween(0.90, 0.99);
    }

    @Test
    void replicates_without_a_positive_row_are_left_out_and_counted() {
        double[] p = {0.9, 0.2, 0.3, 0.1};
        boolean[] y = {true, false, false, false};
        Interval interval = new Bootstrap(1000, 0.95, 1).interval(Predictions.of(p, y), Predictions::auc);
        assertThat(interval.replicates() + interval.undefined()).isEqualTo(1000);
        // (3/4)⁴ + (1/4)⁴ of the replicates lack a class.
        assertThat(interval.undefined()).isBetween(270, 370);
        Predictions none = Predictions.of(p, new boolean[4]);
        assertThatThrownBy(() -> new Bootstrap(10, 0.95, 1).interval(none, Predictions::auc))
                .hasMessage("The figure of a bootstrap must be defined on at least 2 of 10 replicates (0).\n"
                        + "Maybe a class is absent or has too few rows.");
    }

    @Test
    void several_classes_have_intervals_too() {
        MulticlassPredictions p = Golden.classes("three");
        Bootstrap bootstrap = new Bootstrap(200, 0.9, 4);
        Interval accuracy = bootstrap.interval(p, q -> q.confusion().accuracy());
        double a = p.confusion().accuracy();
        assertThat(accuracy.estimate()).isEqualTo(a);
        assertThat(accuracy.standardError()).isCloseTo(Math.sqrt(a * (1 - a) / 90), Offset.offset(0.01));
        assertThat(bootstrap.difference(p, p, q -> q.auc(Average.MACRO)).high()).isZero();
        assertThatThrownBy(() -> bootstrap.difference(p, Golden.classes("four"), MulticlassPredictions::logLoss))
                .hasMessage("The labels of a paired difference must be the same in both predictions.\n"
                        + "Maybe the rows of one are in another order.");
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> new Bootstrap(1, 0.95, 1))
                .hasMessage("The replicates (1) of a bootstrap must be at least 2.\nMaybe 1000 is meant.");
        assertThatThrownBy(() -> new Bootstrap(10, 95, 1))
                .hasMessage("The level (95.0) of a bootstrap must lie between 0 and 1.\nMaybe 0.95 is meant.");
        Predictions p = PredictionsTest.random(1, 10);
        Predictions q = PredictionsTest.random(2, 10);
        assertThatThrownBy(() -> Bootstrap.seeded(1).difference(p, q, Predictions::auc))
                .hasMessage("The labels of a paired difference must be the same in both predictions.\n"
                        + "Maybe the rows of one are in another order.");
        assertThatThrownBy(() -> DeLong.compare(p, q))
                .hasMessage("The labels of a paired difference must be the same in both predictions.\n"
                        + "Maybe the rows of one are in another order.");
        Predictions one = Predictions.of(new double[] {0.1, 0.2, 0.3}, new boolean[] {true, false, false});
        assertThatThrownBy(() -> DeLong.compare(one, one))
                .hasMessage("The labels (1 of 3 positive) of a DeLong comparison must hold at least two rows of each"
                        + " class.");
    }
}
