// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.explain.Interval;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProportionsTest {
    private static final Offset<Double> DIGITS = within(1e-12);

    /** scipy.stats: binomtest, wilson. */
    @Test
    void a_share_has_wilsons_interval() {
        Interval share = Proportions.share(56, 70, 0.95);
        assertThat(share.estimate()).isEqualTo(0.8, DIGITS);
        assertThat(share.low()).isEqualTo(0.6918335550374693, DIGITS);
        assertThat(share.high()).isEqualTo(0.8769526075163704, DIGITS);
        assertThat(Proportions.share(0, 10, 0.95).low()).isZero();
        assertThat(Proportions.share(0, 10, 0.95).high()).isEqualTo(0.27753279986288926, DIGITS);
        assertThat(Proportions.share(10, 10, 0.95).high()).isEqualTo(1);
        assertThat(Proportions.share(0, 0, 0.95).estimate()).isNaN();
    }

    /** Newcombe (1998), table II, method 10: 56/70 less 48/80 lies in 0.0524 to 0.3339. */
    @Test
    void a_difference_has_newcombes_interval() {
        Interval difference = Proportions.difference(Proportions.share(56, 70, 0.95), Proportions.share(48, 80, 0.95));
        assertThat(difference.estimate()).isEqualTo(0.2, DIGITS);
        assertThat(difference.low()).isEqualTo(0.0524, within(5e-5));
        assertThat(difference.high()).isEqualTo(0.3339, within(5e-5));
        Interval none = Proportions.difference(Proportions.share(10, 10, 0.95), Proportions.share(0, 10, 0.95));
        assertThat(none.low()).isEqualTo(0.6075, within(5e-5));
        assertThat(none.high()).isEqualTo(1);
    }

    /** scipy.stats.contingency.relative_risk. */
    @Test
    void a_ratio_has_the_interval_of_its_logarithm() {
        Interval ratio = Proportions.ratio(15, 100, 30, 100, 0.95);
        assertThat(ratio.estimate()).isEqualTo(0.5, DIGITS);
        assertThat(ratio.low()).isEqualTo(0.28721945314795794, DIGITS);
        assertThat(ratio.high()).isEqualTo(0.8704145811154903, DIGITS);
        Interval zero = Proportions.ratio(0, 20, 10, 20, 0.95);
        assertThat(zero.estimate()).isZero();
        assertThat(zero.low()).isPositive();
        assertThat(zero.high()).isBetween(zero.low(), 1.0);
        assertThat(Proportions.ratio(0, 0, 1, 2, 0.95).high()).isNaN();
    }

    /** scipy.stats.fisher_exact; the first is Fisher's lady tasting tea. */
    @Test
    void fishers_test_agrees_with_an_independent_implementation() {
        assertThat(Proportions.fisher(3, 4, 1, 4)).isEqualTo(0.48571428571428565, DIGITS);
        assertThat(Proportions.fisher(8, 10, 1, 6)).isEqualTo(0.034965034965034975, DIGITS);
        assertThat(Proportions.fisher(56, 70, 48, 80)).isEqualTo(0.012521129749209154, DIGITS);
        assertThat(Proportions.fisher(0, 12, 5, 12)).isEqualTo(0.03726708074534161, DIGITS);
        assertThat(Proportions.fisher(0, 5, 0, 7)).isEqualTo(1);
    }

    @Test
    void fishers_test_is_the_sum_over_all_tables() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            int n = random.nextInt(1, 25);
            int m = random.nextInt(1, 25);
            int k = random.nextInt(n + 1);
            int l = random.nextInt(m + 1);
            BigInteger observed = choose(n, k).multiply(choose(m, l));
            BigInteger all = BigInteger.ZERO;
            BigInteger extreme = BigInteger.ZERO;
            for (int a = Math.max(0, k + l - m); a <= Math.min(n, k + l); a++) {
                BigInteger table = choose(n, a).multiply(choose(m, k + l - a));
                all = all.add(table);
                extreme = table.compareTo(observed) <= 0 ? extreme.add(table) : extreme;
            }
            assertThat(Proportions.fisher(k, n, l, m))
                    .isEqualTo(extreme.doubleValue() / all.doubleValue(), within(1e-11));
        }
    }

    private static BigInteger choose(int n, int k) {
        BigInteger result = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            result = result.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return result;
    }
}
