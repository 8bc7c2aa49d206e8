// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Golden values of scipy 1.10.1: stats.t.sf, special.betainc, and for quantiles its root by brentq, as stats.t.ppf itself is
 * right to nine digits only: for one degree of freedom the quantile is tan(0.475 π).
 */
class StudentTTest {
    private static final Offset<Double> NEAR = Offset.offset(1e-12);

    @Test
    void tails_are_those_of_an_independent_implementation() {
        double[][] golden = {
            {0.5, 1, 0.7048327646991336},
            {2, 4, 0.1161165235168155},
            {2.776445105, 4, 0.05000000001011946},
            {-3.2, 9, 0.010831302589901327},
            {1.96, 1000, 0.05027318495574871},
            {12, 2, 0.00687293367715846},
            {1e-8, 5, 0.9999999924078662}
        };
        for (double[] g : golden) {
            assertThat(StudentT.twoSided(g[0], g[1]))
                    .as("t %s, df %s", g[0], g[1])
                    .isCloseTo(g[2], NEAR);
        }
        assertThat(StudentT.twoSided(0, 4)).isEqualTo(1);
        assertThat(StudentT.twoSided(Double.POSITIVE_INFINITY, 4)).isZero();
        assertThat(StudentT.twoSided(Double.NaN, 4)).isNaN();
    }

    @Test
    void quantiles_are_those_of_an_independent_implementation() {
        double[][] golden = {
            {0.95, 1, 12.706204736174698},
            {0.95, 4, 2.7764451051977934},
            {0.95, 9, 2.2621571627982053},
            {0.99, 4, 4.604094871349992},
            {0.5, 30, 0.6827556933212915},
            {0.95, 1000, 1.962339080826261}
        };
        for (double[] g : golden) {
            assertThat(StudentT.within(g[0], g[1]))
                    .as("%s, df %s", g[0], g[1])
                    .isCloseTo(g[2], Offset.offset(1e-11 * g[2]));
        }
    }

    @Test
    void the_incomplete_beta_function_is_that_of_an_independent_implementation() {
        double[][] golden = {
            {0.1, 0.5, 0.5, 0.2048327646991335},
            {0.9, 2, 0.5, 0.5414697392755847},
            {0.3, 10, 3, 0.00020637625499999993},
            {0.999, 50, 0.5, 0.7523690199653768}
        };
        for (double[] g : golden) {
            assertThat(StudentT.incompleteBeta(g[0], g[1], g[2])).isCloseTo(g[3], NEAR);
        }
        assertThat(StudentT.incompleteBeta(0, 2, 3)).isZero();
        assertThat(StudentT.incompleteBeta(1, 2, 3)).isEqualTo(1);
    }
}
