// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Local time by time zone; allocates once between two changes of a zone's offset. Thread-safe. */
final class Zones {
    private final Map<ZoneId, Span> spans = new ConcurrentHashMap<>();

    /** The offset of a zone between two moments, the later excluded. */
    private record Span(long from, long until, int offsetSeconds) {}

    /** Seconds since 1970-01-01T00:00 by a zone's clock. */
    long localSeconds(ZoneId zone, long millis) {
        Span span = spans.get(zone);
        if (span == null || millis < span.from() || millis >= span.until()) {
            span = span(zone, Instant.ofEpochMilli(millis));
            spans.put(zone, span);
        }
        return Math.floorDiv(millis, 1000L) + span.offsetSeconds();
    }

    private static Span span(ZoneId zone, Instant now) {
        ZoneOffsetTransition last = zone.getRules().previousTransition(now.plusMillis(1));
        ZoneOffsetTransition next = zone.getRules().nextTransition(now);
        return new Span(
                last == null ? Long.MIN_VALUE : last.getInstant().toEpochMilli(),
                next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli(),
                zone.getRules().getOffset(now).getTotalSeconds());
    }
}
