// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Progress;
import org.junit.jupiter.api.Test;

class PolicyLabIT {
    @Test
    void fatigue_converts_as_many_by_a_fifth_fewer_contacts_and_increments_beat_propensities() {
        LabResult result = new Lab(2000, 2000, 90, 42, Progress.NONE).run();

        LabResult.Fatigued fatigue = result.fatigue();
        assertThat(fatigue.fewerContacts()).isGreaterThanOrEqualTo(0.2);
        assertThat(fatigue.conversionRatio()).isGreaterThanOrEqualTo(1);
        assertThat(fatigue.priced().value()).isGreaterThan(fatigue.caps().value());
        for (String start : new String[] {"cold", "fixed"}) {
            double incremental = value(result, "expected incremental value", start);
            assertThat(incremental)
                    .isGreaterThan(value(result, "propensity", start))
                    .isGreaterThan(value(result, "propensity x value", start));
        }
        // What the fitted engine lacks is what contacts do to customers, and it is learnt from them.
        double fixed = value(result, "expected incremental value", "fixed");
        double learning = value(result, "expected incremental value", "warm");
        assertThat(learning).isGreaterThan(1.3 * fixed);
        double prior = season(result, "the same, Beta-Thompson", "cold").early();
        assertThat(prior)
                .isLessThan(season(result, "the same, flat Beta(1, 1)", "cold").early());
        for (LabResult.OffPolicyValue value : result.offPolicy()) {
            if (value.policy().equals("expected incremental value")) {
                assertThat(value.refused()).isEmpty();
                // Five deviations, for an estimate whose truth is known.
                double deviation = (value.high() - value.low()) / 4;
                assertThat(Math.abs(value.estimate() - value.truth())).isLessThan(5 * deviation);
                // Of thirty intervals at 95 % fewer than 25 hold the truth once in a hundred times.
                assertThat(value.again().of()).isEqualTo(30);
                assertThat(value.again().held()).isGreaterThanOrEqualTo(25);
            }
        }
    }

    private static LabResult.SeasonPolicy season(LabResult result, String name, String start) {
        return result.season().stream()
                .filter(policy -> policy.name().equals(name) && policy.start().equals(start))
                .findFirst()
                .orElseThrow();
    }

    private static double value(LabResult result, String name, String start) {
        return season(result, name, start).value();
    }
}
