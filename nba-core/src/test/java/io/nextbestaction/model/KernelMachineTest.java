// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Allocation;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KernelMachineTest {
    private static final double[] ONE = {1};

    @Test
    void the_margin_equals_a_naive_sum_of_bumps() {
        SplittableRandom random = new SplittableRandom(1);
        for (int size : new int[] {1, 2, 127, 128, 129, 300}) {
            for (int inputs = 1; inputs < 6; inputs++) {
                double[] supports = random.doubles((long) size * inputs, -2, 2).toArray();
                double[] coefficients = random.doubles(size, -3, 3).toArray();
                double[] scales = random.doubles(inputs, 0, 2).toArray();
                double[] means = random.doubles(inputs, -1, 1).toArray();
                double[] row = random.doubles(inputs, -2, 2).toArray();
                row[random.nextInt(inputs)] = Double.NaN;
                double expected = 0.5;
                for (int s = 0; s < size; s++) {
                    double squares = 0;
                    for (int j = 0; j < inputs; j++) {
                        double z = Double.isNaN(row[j]) ? 0 : (row[j] - means[j]) * scales[j];
                        squares += (z - supports[s * inputs + j]) * (z - supports[s * inputs + j]);
                    }
                    expected += coefficients[s] * Math.exp(-0.7 * squares);
                }
                KernelMachine machine = KernelMachine.of(supports, coefficients, 0.5, 0.7, scales, means);
                assertThat(machine.margin(row)).isCloseTo(expected, Offset.offset(1e-12 * size));
                assertThat(machine.support(size - 1, inputs - 1)).isEqualTo(supports[supports.length - 1]);
            }
        }
    }

    /** Two units in the last place of StrictMath, which itself is within one. */
    @Test
    void decay_is_the_exponential() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200_000; i++) {
            double t = i % 2 == 0 ? random.nextDouble(0, 708) : Math.pow(10, random.nextDouble(-20, 2));
            double expected = StrictMath.exp(-t);
            assertThat(Math.abs(KernelMachine.decay(t) - expected)).isLessThanOrEqualTo(2 * Math.ulp(expected));
        }
        assertThat(KernelMachine.decay(0)).isEqualTo(1);
        assertThat(KernelMachine.decay(708)).isZero();
        assertThat(KernelMachine.decay(Math.nextDown(708.0))).isPositive();
        assertThat(KernelMachine.decay(Double.POSITIVE_INFINITY)).isZero();
        assertThat(KernelMachine.decay(Double.NaN)).isNaN();
    }

    @Test
    void rows_together_score_as_one_by_one_and_allocate_nothing() {
        double[] supports = new SplittableRandom(3).doubles(600, -1, 1).toArray();
        double[] coefficients = new SplittableRandom(4).doubles(200, -1, 1).toArray();
        KernelMachine machine = KernelMachine.of(supports, coefficients, 0, 0.5, new double[] {1, 2, 0}, new double[3]);
        RowChecks.sameBitsTogether(machine, 5);
        double[] row = {1, Double.NaN, 3};
        double[] sink = new double[1];
        Scratch scratch = new Scratch();
        assertThat(Allocation.bytes(20_000, () -> sink[0] += machine.margin(row, scratch)))
                .isLessThan(20_000);
    }

    @Test
    void lengths_and_numbers_are_checked() {
        assertThatThrownBy(() -> KernelMachine.of(new double[3], ONE, 0, 1, new double[2], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The values (3) of a kernel machine must fill rows of 2 inputs, at least one, with as many"
                        + " scales (2) as means (2).");
        assertThatThrownBy(() -> KernelMachine.of(ONE, ONE, 0, 1, new double[] {-1}, ONE))
                .hasMessage("The values, means and scales of a kernel machine must be finite, scales not negative.");
        assertThatThrownBy(() -> KernelMachine.of(ONE, new double[2], 0, 1, ONE, ONE))
                .hasMessage("The coefficients (2) of a kernel machine must be as many as its support vectors (1).");
        assertThatThrownBy(() -> KernelMachine.of(ONE, ONE, 0, 0, ONE, ONE))
                .hasMessage(
                        "The coefficients, bias and gamma (0.0) of a kernel machine must be finite, gamma above 0.");
    }
}
