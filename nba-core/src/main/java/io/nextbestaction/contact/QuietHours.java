// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Hours in which nobody is contacted, by the customer's own clock.
 *
 * @param channel the channel they hold for, empty for all
 * @param from the first minute of quiet
 * @param until the first minute after it, on the next day if not later than {@code from}
 * @param days the days on which the quiet begins
 */
public record QuietHours(String channel, LocalTime from, LocalTime until, Set<DayOfWeek> days) {
    private static final int DAY = 1440;

    /**
     * Checks the days.
     *
     * @throws IllegalArgumentException if there is none
     */
    public QuietHours {
        if (days.isEmpty()) {
            throw new IllegalArgumentException(
                    "The days (none) of quiet hours from " + from + " until " + until + " must be at least one.");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /** Quiet on every channel, every day. */
    public static QuietHours daily(LocalTime from, LocalTime until) {
        return new QuietHours("", from, until, EnumSet.allOf(DayOfWeek.class));
    }

    /** Quiet on some days only; hours past midnight belong to the day they began on. */
    public QuietHours on(DayOfWeek first, DayOfWeek... more) {
        return new QuietHours(channel, from, until, EnumSet.of(first, more));
    }

    /** Quiet on one channel only. */
    public QuietHours by(String one) {
        return new QuietHours(one, from, until, days);
    }

    /**
     * Whether a moment lies in the quiet hours.
     *
     * @param localSeconds seconds since 1970-01-01T00:00 by the customer's clock
     */
    public boolean holdAt(long localSeconds) {
        int minute = (int) (Math.floorMod(localSeconds, 86_400L) / 60);
        int begin = from.toSecondOfDay() / 60;
        int end = until.toSecondOfDay() / 60;
        if (begin < end) {
            return minute >= begin && minute < end && days.contains(day(localSeconds));
        }
        return (minute >= begin && days.contains(day(localSeconds)))
                || (minute < end && days.contains(day(localSeconds - DAY * 60L)));
    }

    private static DayOfWeek day(long localSeconds) {
        // 1970-01-01 was a Thursday.
        return DayOfWeek.of(Math.floorMod(Math.floorDiv(localSeconds, 86_400L) + 3, 7) + 1);
    }
}
