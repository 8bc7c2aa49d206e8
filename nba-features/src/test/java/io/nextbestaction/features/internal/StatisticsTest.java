// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agree_with_exact_arithmetic(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[1 + random.nextInt(400)];
        double shift = random.nextDouble() * 1e6;
        for (int i = 0; i < values.length; i++) {
            values[i] = shift + random.nextInt(50) / 8.0;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (double x : values) {
            sum = sum.add(new BigDecimal(x));
        }
        BigDecimal n = BigDecimal.valueOf(values.length);
        BigDecimal mean = sum.divide(n, MathContext.DECIMAL128);
        BigDecimal squares = BigDecimal.ZERO;
        for (double x : values) {
            squares = squares.add(new BigDecimal(x).subtract(mean).pow(2));
        }
        double deviation = squares.divide(n, MathContext.DECIMAL128)
                .sqrt(MathContext.DECIMAL128)
                .doubleValue();

        double found = Statistics.mean(values);
        assertThat(found).isCloseTo(mean.doubleValue(), within(Math.ulp(mean.doubleValue()) * 2));
        assertThat(Statistics.deviation(values, found)).isCloseTo(deviation, within(1e-9));
        assertThat(Statistics.mode(values)).isEqualTo(slowMode(values));
    }

    private static double slowMode(double[] values) {
        double best = Double.NaN;
        int most = 0;
        for (double candidate : values) {
            int count = 0;
            for (double x : values) {
                count += x == candidate ? 1 : 0;
            }
            if (count > most || (count == most && candidate < best)) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    @Test
    void equal_values_have_no_spread_whatever_rounding_does() {
        double[] values = new double[10];
        java.util.Arrays.fill(values, 0.1);

        assertThat(Statistics.deviation(values, Statistics.mean(values))).isEqualTo(0);
        assertThat(Statistics.deviation(new double[0], 0)).isEqualTo(0);
    }

    @Test
    void the_median_is_the_middle() {
        assertThat(Statistics.median(new double[] {3, 1, 2})).isEqualTo(2);
        assertThat(Statistics.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
        assertThat(Statistics.median(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}))
                .isEqualTo(Double.MAX_VALUE);
        assertThat(Statistics.present(new double[] {Double.NaN, 2, Double.NaN, 1}))
                .containsExactly(2, 1);
    }
}
