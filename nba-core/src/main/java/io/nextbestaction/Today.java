// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Today's date by a clock and its zone; allocates once a day. Thread-safe. */
final class Today {
    private final Clock clock;
    private volatile @Nullable Day last;

    Today(Clock clock) {
        this.clock = clock;
    }

    /** A day and the milliseconds of its first moment and of the one after its last. */
    private record Day(long from, long until, long epochDay) {}

    /** Days since 1970-01-01. */
    long epochDay() {
        long now = clock.millis();
        Day day = last;
        if (day == null || now < day.from() || now >= day.until()) {
            ZoneId zone = clock.getZone();
            LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
            day = new Day(start(date, zone), start(date.plusDays(1), zone), date.toEpochDay());
            last = day;
        }
        return day.epochDay();
    }

    private static long start(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
