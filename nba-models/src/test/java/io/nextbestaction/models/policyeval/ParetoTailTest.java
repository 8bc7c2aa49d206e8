// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ParetoTailTest {
    /** Golden values are those of psislw of ArviZ 0.23.4. */
    private static final Offset<Double> GOLDEN = Offset.offset(1e-11);

    private static double[] quantiles(int n, DoubleUnaryOperator of) {
        return IntStream.range(0, n)
                .mapToDouble(i -> of.applyAsDouble((i + 0.5) / n))
                .toArray();
    }

    private static double pareto(int n, double shape) {
        return ParetoTail.shape(quantiles(n, u -> Math.pow(u, -shape)));
    }

    @Test
    void shapes_are_those_of_arviz() {
        assertThat(pareto(100, 0.2)).isCloseTo(0.3196208843338411, GOLDEN);
        assertThat(pareto(100, 0.7)).isCloseTo(0.6062891118970057, GOLDEN);
        assertThat(pareto(100, 2)).isCloseTo(1.3531562275397238, GOLDEN);
        assertThat(pareto(1000, 0.5)).isCloseTo(0.4970859612625137, GOLDEN);
        assertThat(pareto(1000, 1)).isCloseTo(0.9310730242264432, GOLDEN);
        assertThat(pareto(10_000, 0.2)).isCloseTo(0.21249375340974308, GOLDEN);
        assertThat(pareto(10_000, 0.7)).isCloseTo(0.6899820348989756, GOLDEN);
        assertThat(pareto(10_000, 2)).isCloseTo(1.9307996482324596, GOLDEN);
        assertThat(ParetoTail.shape(quantiles(1000, u -> -Math.log(u)))).isCloseTo(0.06303007987264997, GOLDEN);
        assertThat(ParetoTail.shape(quantiles(1000, u -> u))).isCloseTo(-0.8192112494404742, GOLDEN);
        double[] zeros = quantiles(1000, u -> Math.pow(u, -0.6));
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = i % 3 == 0 ? zeros[i] : 0;
        }
        assertThat(ParetoTail.shape(zeros)).isCloseTo(0.6421683977670745, GOLDEN);
    }

    /** The density written out, over a fine grid of both parameters: the mean of a posterior lies near its likeliest point. */
    @Test
    void the_shape_is_near_the_likeliest_by_brute_force() {
        SplittableRandom random = new SplittableRandom(1);
        for (double shape : new double[] {0.2, 0.6, 1.2}) {
            double[] weights = random.doubles(10_000)
                    .map(u -> Math.pow(1 - u, -shape))
                    .sorted()
                    .toArray();
            double cut = weights[9699];
            double[] x = Arrays.stream(weights, 9700, 10_000).map(w -> w - cut).toArray();
            double likeliest = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (double k = 0.005; k < 2; k += 0.01) {
                for (double scale = 0.8 * shape * cut; scale < 1.25 * shape * cut; scale += 0.01 * shape * cut) {
                    double likelihood = 0;
                    for (double each : x) {
                        likelihood -= Math.log(scale) + (1 / k + 1) * Math.log1p(k * each / scale);
                    }
                    if (likelihood > most) {
                        most = likelihood;
                        likeliest = k;
                    }
                }
            }
            double drawn = (300 * likeliest + 10 * 0.5) / 310;
            assertThat(ParetoTail.shape(weights)).as("shape %s", shape).isCloseTo(drawn, Offset.offset(0.03));
        }
    }

    @Test
    void neither_order_nor_unit_matters() {
        SplittableRandom random = new SplittableRandom(2);
        for (int run = 0; run < 50; run++) {
            double shape = random.nextDouble(0.1, 2);
            double[] weights =
                    random.doubles(500).map(u -> Math.pow(1 - u, -shape)).toArray();
            double[] turned = IntStream.range(0, 500)
                    .mapToDouble(i -> 1e100 * weights[499 - i])
                    .toArray();
            assertThat(ParetoTail.shape(turned)).isCloseTo(ParetoTail.shape(weights), Offset.offset(1e-9));
        }
    }

    @Test
    void without_a_tail_there_is_no_shape_and_of_a_few_weights_no_finite_one() {
        double[] weights = new double[1000];
        assertThat(ParetoTail.shape(new double[0])).isNaN();
        assertThat(ParetoTail.shape(new double[] {1})).isNaN();
        assertThat(ParetoTail.shape(weights)).isNaN();
        Arrays.fill(weights, 500, 1000, 1 / 0.3);
        assertThat(ParetoTail.shape(weights)).isNaN();
        Arrays.fill(weights, 0, 4, 50);
        assertThat(ParetoTail.shape(weights)).isInfinite();
        weights[4] = 50;
        assertThat(ParetoTail.shape(weights)).isLessThan(0.5);
        // Of a tail of equal ones, the grid goes through the exponential distribution.
        Arrays.fill(weights, 0);
        Arrays.fill(weights, 0, 90, 4);
        for (int equal = 5; equal < 95; equal++) {
            Arrays.fill(weights, 0, equal, 7);
            assertThat(ParetoTail.shape(weights)).as("%d equal", equal).isFinite();
        }
    }

    @Test
    void a_heavy_tail_is_told_beside_the_estimate() {
        Diagnostics light = new Diagnostics(10_000, 10_000, 1, 2000, 20, 0.002, 0.69, 0);
        assertThat(light.tailLimit()).isEqualTo(0.7);
        assertThat(light.heavyTailed()).isFalse();
        assertThat(light.warning()).isEqualTo(Optional.empty());
        assertThat(new Diagnostics(10_000, 10_000, 1, 2000, 20, 0.002, Double.NaN, 0).warning())
                .isEmpty();
        Diagnostics few = new Diagnostics(100, 100, 1, 100, 20, 0.002, 0.55, 0);
        assertThat(few.tailLimit()).isEqualTo(0.5);
        assertThat(few.heavyTailed()).isTrue();
        Diagnostics heavy = new Diagnostics(10_000, 10_000, 1, 110, 300, 0.0625, 0.875, 0);
        assertThat(heavy.warning())
                .contains("The tail shape (0.875) of the weights should be at most 0.7: the estimate rests on few"
                        + " decisions, the largest with 6.25 % of all weight, and its interval may be too narrow.\n"
                        + "Maybe judge a policy nearer to the logged one, or log more.");
    }
}
