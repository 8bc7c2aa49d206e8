// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void numbers_are_written_as_people_read_them() {
        check(41.5, "41.5");
        check(100000, "100000");
        check(0.0931, "0.0931");
        check(0, "0");
        check(-0.0, "0");
        check(-3, "-3");
        check(0.1 + 0.2, "0.3");
        check(1 / 3.0, "0.333333");
        check(-2 / 3.0, "-0.666667");
        check(0.000001234567, "0.00000123457");
        check(999999.5, "1000000");
        check(123456789, "123456789");
        check(Double.NaN, "missing");
    }

    @Test
    void the_whole_part_is_never_rounded_away() {
        check(1234567.891, "1234568");
        check(99999999.5, "100000000");
        check(123456.789, "123457");
    }

    @Test
    void only_sizes_out_of_the_ordinary_take_an_exponent() {
        check(1e15, "1.0E15");
        check(1e-7, "1E-7");
        check(-2.5e-9, "-2.5E-9");
        check(1e-6, "0.000001");
        check(Double.POSITIVE_INFINITY, "Infinity");
        check(Double.MIN_VALUE, "4.94066E-324");
        check(999999999999999.0, "999999999999999");
    }

    @Test
    void what_is_written_is_within_half_a_unit_of_the_sixth_digit() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double value = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-12, 15));
            double read = Double.parseDouble(Numbers.display(value));
            assertThat(Math.abs(read - value) <= 5.01e-6 * Math.abs(value))
                    .as("%s", value)
                    .isTrue();
        }
    }

    private static void check(double value, String text) {
        assertThat(Numbers.display(value)).isEqualTo(text);
    }
}
