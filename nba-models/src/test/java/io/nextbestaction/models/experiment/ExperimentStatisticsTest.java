// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.models.evaluation.Estimate;
import io.nextbestaction.models.internal.Normal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExperimentStatisticsTest {
    private static final Offset<Double> DIGITS = Offset.offset(1e-12);

    @Test
    void a_lift_has_the_known_size_and_error() {
        Estimate lift = Lift.relative(ArmOutcome.rate(2_000, 100_000), ArmOutcome.rate(300, 20_000), 0.95);
        assertThat(lift.value()).isCloseTo(0.333333, Offset.offset(5e-7));
        assertThat(lift.standardError()).isCloseTo(0.0819033, Offset.offset(5e-8));
        assertThat(lift.low()).isCloseTo(1 / 3.0 - 1.959963984540054 * lift.standardError(), DIGITS);
        assertThat(lift.excludes(0)).isTrue();
        Estimate difference = Lift.difference(ArmOutcome.rate(2_000, 100_000), ArmOutcome.rate(300, 20_000), 0.95);
        assertThat(difference.value()).isCloseTo(0.005, DIGITS);
        assertThat(difference.standardError())
                .isCloseTo(Math.sqrt(0.02 * 0.98 / 100_000 + 0.015 * 0.985 / 20_000), DIGITS);
    }

    /** The roots of the quadratic by numpy. */
    @Test
    void fieller_is_lopsided_for_few_and_unbounded_for_too_few() {
        Estimate lift = Lift.fieller(ArmOutcome.rate(20, 1_000), ArmOutcome.rate(30, 2_000), 0.95);
        assertThat(lift.low()).isCloseTo(-0.29675460733801173, Offset.offset(1e-10));
        assertThat(lift.high()).isCloseTo(1.3483071862556306, Offset.offset(1e-10));
        Estimate none = Lift.fieller(ArmOutcome.rate(20, 1_000), ArmOutcome.rate(2, 2_000), 0.95);
        assertThat(none.low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(none.high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(none.excludes(0)).isFalse();
        // With many customers both intervals are one.
        ArmOutcome treated = ArmOutcome.rate(20_000, 1_000_000);
        ArmOutcome control = ArmOutcome.rate(30_000, 2_000_000);
        assertThat(Lift.fieller(treated, control, 0.95).low())
                .isCloseTo(Lift.relative(treated, control, 0.95).low(), Offset.offset(2e-4));
        assertThatThrownBy(() -> Lift.relative(treated, ArmOutcome.rate(0, 10), 0.95))
                .hasMessage("The mean (0.0) of the control must be above 0 for a relative lift.\n"
                        + "Maybe take the difference.");
    }

    /** scipy: 10792.2 an arm; power 0.76939 with 10,000. */
    @Test
    void sample_size_and_power_have_the_known_values_and_undo_each_other() {
        assertThat(Planning.perArm(0.015, 0.02, 0.95, 0.8)).isEqualTo(10_793);
        assertThat(Planning.power(0.015, 0.02, 10_000, 0.95)).isCloseTo(0.7693887935069983, DIGITS);
        assertThat(Planning.power(0.015, 0.02, 10_793, 0.95)).isBetween(0.8, 0.80003);
        assertThat(Planning.perArm(4, 4, 0.5, 0.95, 0.8)).isEqualTo(252);
        assertThatThrownBy(() -> Planning.perArm(1.5, 2, 0.95, 0.8))
                .hasMessage("The rate (1.5) of an arm must lie between 0 and 1.\nMaybe it is in percent.");
        assertThatThrownBy(() -> Planning.perArm(0.1, 0.2, 95, 0.8))
                .hasMessage("The level (95.0) must lie between 0 and 1.\nMaybe 0.95 is meant.");
        assertThatThrownBy(() -> Planning.perArm(0.1, 0.2, 0.95, 1))
                .hasMessage("The power (1.0) must lie between 0 and 1.\nMaybe 0.8 is meant.");
        assertThatThrownBy(() -> Planning.perArm(0.1, 0.1, 0.95, 0.8))
                .hasMessage(
                        "The difference (0.0) to be found must not be 0, and the variances (0.09000000000000001,"
                                + " 0.09000000000000001) must be above 0.\nMaybe take the smallest difference that would matter.");
    }

    /** Power by simulation: 400 experiments, standard error 0.02. */
    @Test
    void as_many_experiments_find_the_difference_as_planned() {
        long n = Planning.perArm(0.2, 0.3, 0.95, 0.8);
        SplittableRandom random = new SplittableRandom(1);
        int found = 0;
        for (int i = 0; i < 400; i++) {
            Estimate difference = Lift.difference(drawn(random, 0.3, (int) n), drawn(random, 0.2, (int) n), 0.95);
            found += difference.excludes(0) ? 1 : 0;
        }
        assertThat(found / 400.0).isBetween(0.74, 0.87);
    }

    private static ArmOutcome drawn(SplittableRandom random, double rate, int n) {
        int yes = 0;
        for (int i = 0; i < n; i++) {
            yes += random.nextDouble() < rate ? 1 : 0;
        }
        return ArmOutcome.rate(yes, n);
    }

    @Test
    void earlier_data_takes_variance_away_and_leaves_the_effect() {
        SplittableRandom random = new SplittableRandom(7);
        int n = 4_000;
        double[] before = new double[2 * n];
        double[] outcomes = new double[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            before[i] = 10 + 3 * random.nextGaussian();
            outcomes[i] = 2 * before[i] + 3 * random.nextGaussian() + (i < n ? 0.5 : 0);
        }
        Cuped cuped = Cuped.fit(outcomes, before);
        assertThat(cuped.theta()).isCloseTo(2, Offset.offset(0.05));
        // Var 9 of 45: correlation² 0.8.
        assertThat(cuped.varianceKept()).isCloseTo(0.2, Offset.offset(0.02));
        double[] adjusted = cuped.adjust(outcomes, before);
        ArmOutcome all = ArmOutcome.of(outcomes);
        assertThat(ArmOutcome.of(adjusted).variance())
                .isCloseTo(cuped.varianceKept() * all.variance(), Offset.offset(1e-9));
        assertThat(ArmOutcome.of(adjusted).mean()).isCloseTo(all.mean(), Offset.offset(1e-9));
        Estimate plain = difference(outcomes, n);
        Estimate reduced = difference(adjusted, n);
        assertThat(reduced.value()).isCloseTo(0.5, Offset.offset(3 * 3 * Math.sqrt(2.0 / n)));
        assertThat(reduced.standardError()).isLessThan(0.5 * plain.standardError());
        assertThat(Cuped.fit(new double[] {1, 2}, new double[2])).isEqualTo(new Cuped(0, 0, 1));
        assertThatThrownBy(() -> Cuped.fit(new double[2], new double[3]))
                .hasMessage("The outcomes (2) and earlier measures (3) must be as many, at least 2.");
    }

    private static Estimate difference(double[] values, int treated) {
        return Lift.difference(
                ArmOutcome.of(Arrays.copyOf(values, treated)),
                ArmOutcome.of(Arrays.copyOfRange(values, treated, values.length)),
                0.95);
    }

    /** No difference, looked at 50 times: the plain test cries wolf in a third of experiments, this one in at most 5 %. */
    @Test
    void a_sequential_test_may_be_looked_at_every_day() {
        SplittableRandom random = new SplittableRandom(11);
        int wolves = 0;
        int plain = 0;
        int found = 0;
        int missed = 0;
        for (int experiment = 0; experiment < 400; experiment++) {
            SequentialTest none = SequentialTest.expecting(0.05, 0.95);
            SequentialTest some = SequentialTest.expecting(0.05, 0.95);
            boolean cried = false;
            int[] yes = new int[3];
            for (int look = 1; look <= 50; look++) {
                for (int i = 0; i < 200; i++) {
                    yes[0] += random.nextDouble() < 0.2 ? 1 : 0;
                    yes[1] += random.nextDouble() < 0.2 ? 1 : 0;
                    yes[2] += random.nextDouble() < 0.23 ? 1 : 0;
                }
                ArmOutcome control = ArmOutcome.rate(yes[0], 200L * look);
                ArmOutcome same = ArmOutcome.rate(yes[1], 200L * look);
                none = none.look(same, control);
                some = some.look(ArmOutcome.rate(yes[2], 200L * look), control);
                cried |= Lift.difference(same, control, 0.95).excludes(0);
            }
            plain += cried ? 1 : 0;
            wolves += none.significant() ? 1 : 0;
            found += some.significant() ? 1 : 0;
            missed += some.estimate().excludes(0.03) ? 1 : 0;
            // The interval and the p-value say the same.
            assertThat(none.estimate().excludes(0)).isEqualTo(none.significant());
        }
        assertThat(plain / 400.0).isGreaterThan(0.25);
        assertThat(wolves / 400.0).isLessThan(0.07);
        assertThat(found / 400.0).isGreaterThan(0.9);
        assertThat(missed / 400.0).isLessThan(0.07);
    }

    /** Λ by numeric integration of the likelihood ratio over the mixture. */
    @Test
    void the_statistic_is_the_mixture_of_likelihood_ratios() {
        ArmOutcome treated = new ArmOutcome(400, 1.3, 4);
        ArmOutcome control = new ArmOutcome(300, 1.0, 3);
        double v = 4 / 400.0 + 3 / 300.0;
        double tau = 0.2;
        double sum = 0;
        double step = 1e-4;
        for (double theta = -2; theta < 2; theta += step) {
            double density = Math.exp(-theta * theta / (2 * tau * tau)) / (tau * Math.sqrt(2 * Math.PI));
            sum += step * density * Math.exp((theta * 0.3 - theta * theta / 2) / v);
        }
        SequentialTest test = SequentialTest.expecting(tau, 0.95).look(treated, control);
        assertThat(test.pValue()).isCloseTo(1 / sum, Offset.offset(1e-6));
        Estimate estimate = test.estimate();
        assertThat(estimate.value()).isCloseTo(0.3, DIGITS);
        // At the end of the interval the p-value is 1 − level.
        ArmOutcome shifted = new ArmOutcome(400, 1.3 - estimate.low(), 4);
        assertThat(SequentialTest.expecting(tau, 0.95).look(shifted, control).pValue())
                .isCloseTo(0.05, Offset.offset(1e-9));
        // Wider than a single planned look.
        assertThat(estimate.high() - estimate.value()).isGreaterThan(Normal.reach(0.95) * estimate.standardError());
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> ArmOutcome.rate(3, 2))
                .hasMessage("The conversions (3) must be 0 to the customers (2).\n"
                        + "Maybe several of one customer were counted.");
        assertThatThrownBy(() -> new ArmOutcome(1, 0, 0))
                .hasMessage(
                        "The outcome of an arm (1 customers, mean 0.0, variance 0.0) must be of at least 2 customers,"
                                + " finite, the variance at least 0.\nMaybe wait for more customers.");
        assertThatThrownBy(() -> SequentialTest.expecting(0, 0.95))
                .hasMessage("The expected difference (0.0) of a sequential test must be finite and above 0.\n"
                        + "Maybe take the smallest that would matter.");
        assertThatThrownBy(() -> SequentialTest.expecting(1, 95))
                .hasMessage("The level (95.0) of a sequential test must lie between 0 and 1.\nMaybe 0.95 is meant.");
        SequentialTest fresh = SequentialTest.expecting(1, 0.95);
        assertThat(fresh.pValue()).isEqualTo(1);
        assertThatThrownBy(fresh::estimate)
                .hasMessage("The sequential test must have been looked at.\nMaybe call look first.");
        assertThat(fresh.look(ArmOutcome.rate(0, 10), ArmOutcome.rate(0, 10))).isSameAs(fresh);
    }
}
