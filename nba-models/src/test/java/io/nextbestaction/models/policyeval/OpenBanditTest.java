// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.models.RealData;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The Open Bandit Dataset (Saito et al. 2021): logs of Thompson sampling judged for uniform choice, golden values to 1e-9. */
class OpenBanditTest {
    private static final Offset<Double> GOLDEN = Offset.offset(1e-9);

    @Test
    void men_has_the_known_values_and_diagnostics() {
        PolicyLog log = log("men", 34);
        TargetPolicy uniform = TargetPolicy.uniform(log);
        OffPolicy judge = OffPolicy.on(log).withModel(itemMeans(log)).withConfidence(Confidence.studentised(3));
        double[] golden = {
            0.0030086263, 0.0031894232, 0.0058937297, 0.0032486630, 0.0030897135, 0.0048997202, 0.0047860041
        };
        assertValues(judge, uniform, golden);

        PolicyValue answer = judge.value(uniform, Estimator.of(Estimator.Kind.SNIPS));
        assertThat(answer).isInstanceOf(PolicyValue.Estimated.class);
        Diagnostics d = answer.diagnostics();
        assertThat(d.effectiveSize()).isCloseTo(655.71, Offset.offset(0.005));
        assertThat(d.meanWeight()).isCloseTo(0.94331, Offset.offset(5e-6));
        assertThat(d.largestWeight()).isCloseTo(178.25, Offset.offset(0.005));
        assertThat(d.unsupportedMass()).isZero();
        // By psislw of ArviZ 0.23.4.
        assertThat(d.tailShape()).isCloseTo(0.43995451703671795, GOLDEN);
        assertThat(d.warning()).isEmpty();
        // The truth: 46 clicks of 10,000 in the log of uniform choice.
        PolicyValue.Estimated snips = (PolicyValue.Estimated) answer;
        assertThat(snips.value().excludes(0.0046)).isFalse();
        assertThat(rewards("random_men")).isCloseTo(0.0046, GOLDEN);
        assertThat(rewards("bts_men")).isCloseTo(0.0069, GOLDEN);
    }

    @Test
    void women_has_the_known_values_inside_and_is_refused() {
        PolicyLog log = log("women", 46);
        TargetPolicy uniform = TargetPolicy.uniform(log);
        OffPolicy judge = OffPolicy.on(log).withModel(itemMeans(log));
        double[] golden = {
            0.0074375775, 0.0023730461, 0.0043200668, 0.0006927463, 0.0031627278, 0.0040440071, 0.0045979343
        };
        assertValues(judge, uniform, golden);
        assertThat(rewards("random_women")).isCloseTo(0.0046, GOLDEN);
        assertThat(rewards("bts_women")).isCloseTo(0.0046, GOLDEN);

        for (Estimator.Kind kind : Estimator.Kind.values()) {
            if (kind == Estimator.Kind.REPLAY) {
                continue;
            }
            double lambda = !kind.hasLambda() ? Double.NaN : kind.name().startsWith("SG") ? 0.5 : 10;
            PolicyValue answer = judge.value(uniform, new Estimator(kind, lambda));
            assertThat(answer).isInstanceOf(PolicyValue.Refused.class);
            PolicyValue.Refused refused = (PolicyValue.Refused) answer;
            assertThat(refused.reason()).isEqualTo(PolicyValue.Reason.TOO_FEW_EFFECTIVE);
            assertThat(refused.message())
                    .startsWith("The effective size (2.077")
                    .endsWith("decisions) of the log for this policy must be at least 100.\n"
                            + "Maybe judge a policy nearer to the logged one, or log more.");
            assertThat(refused.diagnostics().effectiveSize()).isCloseTo(2.0778, Offset.offset(5e-5));
            assertThat(refused.diagnostics().meanWeight()).isCloseTo(3.1342, Offset.offset(5e-5));
            assertThat(refused.diagnostics().largestWeight()).isCloseTo(21_739, Offset.offset(0.5));
            // One weight of ten thousand makes no tail, which is why the effective size is asked as well.
            assertThat(refused.diagnostics().tailShape()).isCloseTo(0.56431165096074, GOLDEN);
        }
    }

    private static void assertValues(OffPolicy judge, TargetPolicy policy, double[] golden) {
        Estimator[] estimators = {
            Estimator.of(Estimator.Kind.IPS),
            Estimator.of(Estimator.Kind.SNIPS),
            Estimator.of(Estimator.Kind.DM),
            Estimator.of(Estimator.Kind.DR),
            Estimator.of(Estimator.Kind.SNDR),
            Estimator.of(Estimator.Kind.SWITCH_DR, 10),
            Estimator.of(Estimator.Kind.DROS, 100)
        };
        for (int i = 0; i < estimators.length; i++) {
            // The reference gives ten decimals.
            assertThat(judge.unchecked(policy, estimators[i]))
                    .as(estimators[i].describe())
                    .isCloseTo(golden[i], GOLDEN);
        }
    }

    private static PolicyLog log(String group, int items) {
        RealData.Table table = RealData.csv("obd/bts_" + group + ".csv");
        int[] chosen =
                Arrays.stream(table.numbers("item_id")).mapToInt(i -> (int) i).toArray();
        return PolicyLog.of(items, chosen, table.numbers("propensity_score"), table.numbers("click"));
    }

    private static double rewards(String file) {
        return Arrays.stream(RealData.csv("obd/" + file + ".csv").numbers("click"))
                .average()
                .orElseThrow();
    }

    /** (clicks + 100 · mean) / (n + 100) of each item, in sample: the fixture of the reference, not a model to imitate. */
    private static RewardModel itemMeans(PolicyLog log) {
        int actions = log.actions();
        double[] clicks = new double[actions];
        double[] shown = new double[actions];
        double mean = 0;
        for (int i = 0; i < log.rows(); i++) {
            clicks[log.action(i)] += log.reward(i);
            shown[log.action(i)]++;
            mean += log.reward(i) / log.rows();
        }
        double[] expected = new double[log.rows() * actions];
        for (int i = 0; i < expected.length; i++) {
            int a = i % actions;
            expected[i] = (clicks[a] + 100 * mean) / (shown[a] + 100);
        }
        return RewardModel.of(actions, expected);
    }
}
