// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.models.evaluation.BinaryMetric;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Golden values by numpy and scipy 1.10.1 from the formula of Nadeau and Bengio (2003). */
class PairedTestTest {
    private static final Offset<Double> NEAR = Offset.offset(1e-12);
    private static final FoldScores FIRST =
            new FoldScores(BinaryMetric.AUC, new double[] {.86, .84, .87, .865, .872}, 0.25);
    private static final FoldScores SECOND =
            new FoldScores(BinaryMetric.AUC, new double[] {.85, .845, .861, .86, .869}, 0.25);

    @Test
    void mean_deviation_and_interval_of_fold_scores() {
        assertThat(FIRST.mean()).isCloseTo(0.8614, NEAR);
        assertThat(FIRST.deviation()).isCloseTo(0.01283744522870498, NEAR);
        assertThat(FIRST.low()).isCloseTo(0.8374903096459064, NEAR);
        assertThat(FIRST.high()).isCloseTo(0.8853096903540935, NEAR);
        assertThat(new FoldScores(BinaryMetric.AUC, new double[] {.9}, 0.25).low())
                .isNaN();
    }

    @Test
    void the_corrected_test_of_two_models() {
        PairedTest test = PairedTest.of(FIRST, SECOND);
        assertThat(test.mean()).isCloseTo(0.0044, NEAR);
        assertThat(test.low()).isCloseTo(-0.006743891150368828, NEAR);
        assertThat(test.high()).isCloseTo(0.015543891150368836, NEAR);
        assertThat(test.p()).isCloseTo(0.3345437479483326, NEAR);
        assertThat(test.significant()).isFalse();
        PairedTest turned = PairedTest.of(SECOND, FIRST);
        assertThat(turned.p()).isEqualTo(test.p());
        assertThat(turned.differences()[0]).isEqualTo(-test.differences()[0]);
        assertThat(PairedTest.of(FIRST, FIRST).p()).isEqualTo(1);
    }

    @Test
    void better_is_higher_or_lower_as_the_metric_says_and_never_what_is_not_a_number() {
        assertThat(FIRST.betterThan(SECOND)).isTrue();
        FoldScores low = new FoldScores(BinaryMetric.LOG_LOSS, new double[] {.3, .3}, 1);
        FoldScores high = new FoldScores(BinaryMetric.LOG_LOSS, new double[] {.4, .4}, 1);
        FoldScores nan = new FoldScores(BinaryMetric.LOG_LOSS, new double[] {.4, Double.NaN}, 1);
        assertThat(low.betterThan(high)).isTrue();
        assertThat(high.betterThan(low)).isFalse();
        assertThat(nan.betterThan(high)).isFalse();
        assertThat(high.betterThan(nan)).isTrue();
        assertThat(nan.betterThan(nan)).isFalse();
    }

    @Test
    void scores_of_other_splits_or_metrics_are_no_pair() {
        FoldScores other = new FoldScores(BinaryMetric.BRIER, new double[] {.1, .2, .3, .4, .5}, 0.25);
        assertThatThrownBy(() -> PairedTest.of(FIRST, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The scores (AUC on 5 parts, BRIER on 5) of a paired test must be of one metric on the same"
                        + " two parts or more.\nMaybe one of the two was measured over other splits.");
    }
}
