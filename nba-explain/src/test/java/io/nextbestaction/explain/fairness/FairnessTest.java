// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.explain.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FairnessTest {
    private static final Offset<Double> DIGITS = within(1e-12);

    /** 100 men of whom 30 are selected, 100 women of whom 15. */
    private static final GroupLabels LABELS = labels(100, 100, 0);

    private static GroupLabels labels(int men, int women, int unknown) {
        List<@Nullable String> labels = new ArrayList<>();
        for (int i = 0; i < men + women + unknown; i++) {
            labels.add(i < men ? "man" : i < men + women ? "woman" : null);
        }
        return GroupLabels.of(labels, "man");
    }

    private static boolean[] first(int men, int women) {
        boolean[] selected = new boolean[200];
        Arrays.fill(selected, 0, men, true);
        Arrays.fill(selected, 100, 100 + women, true);
        return selected;
    }

    @Test
    void rates_are_compared_with_the_reference() {
        List<GroupRate> rates = Fairness.between(LABELS, 0.95).rates(first(30, 15));
        assertThat(rates).extracting(GroupRate::group).containsExactly("man", "woman");
        assertThat(rates.get(0).ratio()).isEqualTo(new Interval(1, 1, 1, 0.95));
        assertThat(rates.get(0).isFlagged()).isFalse();
        GroupRate women = rates.get(1);
        assertThat(women.rate().estimate()).isEqualTo(0.15, DIGITS);
        assertThat(women.ratio().estimate()).isEqualTo(0.5, DIGITS);
        assertThat(women.ratio().high()).isEqualTo(0.8704145811154903, DIGITS);
        assertThat(women.difference().estimate()).isEqualTo(-0.15, DIGITS);
        assertThat(women.difference().excludes(0)).isTrue();
        assertThat(women.fisher()).isEqualTo(0.01714902276840841, DIGITS);
        assertThat(women.isFlagged()).isTrue();
        assertThat(Fairness.between(LABELS, 0.95).rates(first(30, 25)).get(1).isFlagged())
                .isFalse();
        assertThat(Fairness.between(LABELS, 0.95).rates(first(30, 40)).get(1).isFlagged())
                .isTrue();
    }

    @Test
    void those_of_no_known_group_are_one() {
        GroupLabels labels = labels(2, 2, 3);
        assertThat(labels.names()).containsExactly(GroupLabels.UNKNOWN, "man", "woman");
        List<GroupRate> rates =
                Fairness.between(labels, 0.9).rates(new boolean[] {true, false, true, true, true, false, false});
        assertThat(rates.get(0).rows()).isEqualTo(3);
        assertThat(rates.get(0).selected()).isEqualTo(1);
        assertThat(labels.reference()).isEqualTo("man");
    }

    @Test
    void errors_are_compared_with_the_reference() {
        boolean[] outcomes = new boolean[200];
        Arrays.fill(outcomes, 0, 50, true);
        Arrays.fill(outcomes, 100, 140, true);
        boolean[] selected = new boolean[200];
        Arrays.fill(selected, 0, 40, true);
        Arrays.fill(selected, 50, 60, true);
        Arrays.fill(selected, 100, 124, true);
        Arrays.fill(selected, 140, 146, true);
        GroupErrors women =
                Fairness.between(LABELS, 0.95).errors(selected, outcomes).get(1);
        assertThat(women.truePositiveRate().estimate()).isEqualTo(0.6, DIGITS);
        assertThat(women.falsePositiveRate().estimate()).isEqualTo(0.1, DIGITS);
        assertThat(women.equalOpportunity().estimate()).isEqualTo(-0.2, DIGITS);
        assertThat(women.falsePositiveDifference().estimate()).isEqualTo(-0.1, DIGITS);
        assertThat(women.averageOdds().estimate()).isEqualTo(-0.15, DIGITS);
        assertThat(women.averageOdds().high() - women.averageOdds().estimate())
                .isEqualTo(
                        Math.hypot(
                                        women.equalOpportunity().high() + 0.2,
                                        women.falsePositiveDifference().high() + 0.1)
                                / 2,
                        DIGITS);
        GroupErrors men =
                Fairness.between(LABELS, 0.95).errors(selected, outcomes).get(0);
        assertThat(men.averageOdds()).isEqualTo(new Interval(0, 0, 0, 0.95));
        assertThat(Fairness.between(LABELS, 0.95)
                        .errors(selected, first(100, 0))
                        .get(1)
                        .equalOpportunity()
                        .estimate())
                .isNaN();
    }

    @Test
    void calibration_is_told_by_group_and_bin() {
        double[] probabilities = new double[200];
        Arrays.fill(probabilities, 0, 100, 0.3);
        Arrays.fill(probabilities, 100, 150, 0.05);
        Arrays.fill(probabilities, 150, 200, 1);
        List<GroupCalibration> found = Fairness.between(LABELS, 0.95).calibration(probabilities, first(30, 60), 10);
        GroupCalibration men = found.get(0);
        assertThat(men.meanProbability()).isEqualTo(0.3, DIGITS);
        assertThat(men.rate().excludes(men.meanProbability())).isFalse();
        assertThat(men.bins()).hasSize(1);
        GroupCalibration women = found.get(1);
        assertThat(women.bins()).hasSize(2);
        assertThat(women.bins().get(0).rate().estimate()).isEqualTo(1);
        assertThat(women.bins().get(1).to()).isEqualTo(1);
        assertThat(women.bins().get(1).rate().estimate()).isEqualTo(0.2, DIGITS);
        assertThat(women.bins().get(1).meanProbability()).isEqualTo(1);
        assertThat(women.rows()).isEqualTo(100);
    }

    @Test
    void scores_are_compared_in_deviations_of_the_reference() {
        GroupLabels labels = labels(3, 2, 0);
        List<GroupScores> found = Fairness.between(labels, 0.95).scores(new double[] {1, 2, 3, 5, 7});
        assertThat(found.get(0)).isEqualTo(new GroupScores("man", 3, 2, 0));
        assertThat(found.get(1)).isEqualTo(new GroupScores("woman", 2, 6, 4));
        assertThat(Fairness.between(labels, 0.95).scores(new double[5]).get(1).standardisedDifference())
                .isNaN();
    }

    @Test
    void what_does_not_fit_is_refused() {
        Fairness fairness = Fairness.between(LABELS, 0.95);
        assertThatThrownBy(() -> GroupLabels.of(List.of("man", "woman"), "men"))
                .hasMessage("The reference \"men\" must be the group of some row.\nMaybe \"man\" was meant.");
        assertThatThrownBy(() -> GroupLabels.of(List.of("man", "man"), "man"))
                .hasMessage("The groups (only \"man\") of a comparison must be at least two.\n"
                        + "Maybe the wrong column was read.");
        assertThatThrownBy(() -> fairness.rates(new boolean[1]))
                .hasMessage("The selections (1) must be as many as the group labels (200).\n"
                        + "Maybe the rows were filtered afterwards.");
        assertThatThrownBy(() -> fairness.calibration(new double[200], new boolean[200], 0))
                .hasMessage("The bins (0) of a calibration must be at least 1.\nMaybe 10 is meant.");
        double[] bad = new double[200];
        bad[2] = 1.5;
        assertThatThrownBy(() -> fairness.calibration(bad, new boolean[200], 5))
                .hasMessage("The probability (1.5) of row 3 must lie in [0, 1].");
    }
}
