// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void ticks_are_round_numbers() {
        check(0, 1, "0", "0.2", "0.4", "0.6", "0.8", "1.0");
        check(0, 0.97, "0", "0.2", "0.4", "0.6", "0.8", "1.0");
        check(-3, 12, "−5", "0", "5", "10", "15");
        check(0, 10_000, "0", "2000", "4000", "6000", "8000", "10000");
        check(0.101, 0.109, "0.100", "0.102", "0.104", "0.106", "0.108", "0.110");
        check(0, 3e-8, "0", "1E−8", "2E−8", "3E−8");
        check(0, 5e12, "0", "1E+12", "2E+12", "3E+12", "4E+12", "5E+12");
    }

    @Test
    void one_value_alone_gets_room_around_it() {
        check(0, 0, "−1.0", "−0.5", "0", "0.5", "1.0");
        check(4, 4, "2", "3", "4", "5", "6");
        check(-0.2, -0.2, "−0.30", "−0.25", "−0.20", "−0.15", "−0.10");
    }

    @Test
    void any_range_is_covered_by_a_few_ticks_in_order() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            double size = Math.pow(10, random.nextInt(-200, 200));
            double a = random.nextDouble(-1, 1) * size;
            double b = random.nextInt(4) == 0 ? a * (1 + 1e-9 * random.nextInt(3)) : random.nextDouble(-1, 1) * size;
            double low = Math.min(a, b);
            double high = Math.max(a, b);
            Axis axis = new Axis(low, high);
            List<Axis.Tick> ticks = axis.ticks();
            assertThat(ticks.size()).isBetween(3, 8);
            double slack = 1e-8 * (ticks.get(1).value() - ticks.get(0).value());
            assertThat(ticks.get(0).value()).isLessThanOrEqualTo(low + slack);
            assertThat(ticks.get(ticks.size() - 1).value()).isGreaterThanOrEqualTo(high - slack);
            for (int t = 1; t < ticks.size(); t++) {
                assertThat(ticks.get(t).value()).isGreaterThan(ticks.get(t - 1).value());
            }
        }
    }

    @Test
    void the_widest_range_of_all_does_not_overflow() {
        Axis axis = new Axis(-Double.MAX_VALUE, Double.MAX_VALUE);
        assertThat(axis.at(0)).isEqualTo(0.5);
        assertThat(axis.at(Double.MAX_VALUE)).isEqualTo(1);
        assertThat(axis.at(-Double.MAX_VALUE)).isEqualTo(0);
    }

    private static void check(double low, double high, String... labels) {
        assertThat(new Axis(low, high).ticks()).extracting(Axis.Tick::label).containsExactly(labels);
    }
}
