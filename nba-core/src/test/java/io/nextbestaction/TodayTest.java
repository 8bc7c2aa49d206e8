// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TodayTest {
    private static final class Hands extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Europe/Berlin");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void days_change_at_midnight_of_the_clocks_zone_forwards_and_backwards() {
        Hands clock = new Hands();
        Today today = new Today(clock);
        for (String[] moment : new String[][] {
            {"2026-11-21T22:59:59.999Z", "2026-11-21"},
            {"2026-11-21T23:00:00Z", "2026-11-22"},
            {"2026-11-21T22:59:00Z", "2026-11-21"},
            // the day the clocks go forward has 23 hours
            {"2026-03-28T23:00:00Z", "2026-03-29"},
            {"2026-03-29T21:59:59Z", "2026-03-29"},
            {"2026-03-29T22:00:00Z", "2026-03-30"}
        }) {
            clock.now = Instant.parse(moment[0]);
            assertThat(LocalDate.ofEpochDay(today.epochDay())).as(moment[0]).hasToString(moment[1]);
        }
    }
}
