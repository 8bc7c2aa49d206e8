// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static final class Hand extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** What a day of 10,000 offers with values uniform up to 10 and cost 1 spends and earns. */
    private static final class Day {
        private double value;
        private double noon;
        private final Pacer pacer;

        Day(double startPrice) {
            Hand clock = new Hand();
            pacer = Pacer.of(2_000, startPrice, 0.02, START, Duration.ofDays(1), clock);
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < 10_000; i++) {
                clock.now = START.plusMillis(i * 8_640L);
                double worth = 10 * random.nextDouble();
                value += pacer.admit(worth, 1) ? worth : 0;
                noon = i == 5_000 ? pacer.spent() : noon;
            }
        }
    }

    @Test
    void from_the_shadow_price_a_day_spends_the_budget_evenly_and_well() {
        Day day = new Day(8);

        assertThat(day.noon).isCloseTo(1_000, within(50.0));
        assertThat(day.pacer.spent()).isBetween(1_900.0, 2_000.0);
        // The best fifth of values uniform up to 10 is worth 9 each.
        assertThat(day.value).isGreaterThan(0.98 * 2_000 * 9);
        assertThat(day.pacer.price()).isCloseTo(8, within(1.0));
    }

    @Test
    void a_start_below_the_right_price_runs_ahead_by_the_difference_over_the_step() {
        assertThat(new Day(0).noon).isCloseTo(1_000 + 8 / 0.02, within(50.0));
        assertThat(new Day(6).noon).isCloseTo(1_000 + 2 / 0.02, within(50.0));
    }

    @Test
    void one_step_follows_the_formula_and_the_budget_is_never_exceeded() {
        Hand clock = new Hand();
        Pacer pacer = Pacer.of(10, 2, 0.5, START, Duration.ofSeconds(10), clock);
        clock.now = START.plusSeconds(1);

        assertThat(pacer.admit(9, 4)).isTrue();
        assertThat(pacer.price()).isEqualTo(2 - 0.5 * (1 - 4));
        assertThat(pacer.admit(7, 2)).as("worth exactly its price").isFalse();
        assertThat(pacer.admit(1_000, 7)).as("more than is left").isFalse();
        assertThat(pacer.spent()).isEqualTo(4);
        clock.now = START;
        assertThat(pacer.admit(0, 1)).as("a clock set back").isFalse();
        assertThat(pacer.price()).isEqualTo(3.5);
    }

    @Test
    void costs_that_make_no_sense_are_refused() {
        Pacer pacer = Pacer.of(10, 2, 0.5, START, Duration.ofSeconds(10), new Hand());

        assertThatThrownBy(() -> pacer.admit(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cost (-1.0) of an offer must be finite and at least 0.");
    }
}
