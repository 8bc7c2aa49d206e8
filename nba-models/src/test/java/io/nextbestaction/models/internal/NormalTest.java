// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class NormalTest {

    /** scipy.stats.norm. */
    @Test
    void it_agrees_with_an_independent_implementation() {
        Percentage digits = Percentage.withPercentage(1e-11);
        assertThat(Normal.cdf(-8.5)).isCloseTo(9.47953482220325e-18, digits);
        assertThat(Normal.cdf(-3)).isCloseTo(0.0013498980316300933, digits);
        assertThat(Normal.cdf(-1.2)).isCloseTo(0.11506967022170822, digits);
        assertThat(Normal.cdf(0.3)).isCloseTo(0.6179114221889526, digits);
        assertThat(Normal.cdf(4.9)).isCloseTo(0.9999995208167234, digits);
        assertThat(Normal.cdf(5.1)).isCloseTo(0.9999998301732593, digits);
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, digits);
        assertThat(Normal.quantile(0.8)).isCloseTo(0.8416212335729143, digits);
        assertThat(Normal.quantile(1e-10)).isCloseTo(-6.361340902404056, digits);
        assertThat(Normal.quantile(0.3)).isCloseTo(-0.5244005127080409, digits);
        assertThat(Normal.quantile(0.5)).isCloseTo(0, Offset.offset(1e-15));
        assertThat(Normal.reach(0.95)).isCloseTo(1.959963984540054, digits);
        assertThat(Normal.cdf(Double.NaN)).isNaN();
        assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Normal.cdf(60)).isEqualTo(1);
    }

    @Test
    void the_quantile_undoes_the_distribution() {
        for (double share = 0.001; share < 1; share += 0.013) {
            assertThat(Normal.cdf(Normal.quantile(share))).isCloseTo(share, Offset.offset(1e-14));
        }
        assertThatThrownBy(() -> Normal.quantile(1))
                .hasMessage("The share (1.0) of a quantile must lie between 0 and 1.");
    }
}
