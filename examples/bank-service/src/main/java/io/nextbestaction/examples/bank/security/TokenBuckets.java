// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.security;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** One bucket of tokens for each caller: it holds so many, and fills up at a steady rate. Thread-safe. */
final class TokenBuckets {
    /** More callers than this are forgotten, so that made-up ones cannot take all memory. */
    private static final int MOST = 10_000;

    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final double perNano;
    private final int size;
    private final LongSupplier nanos;

    private record Bucket(double tokens, long at, boolean granted) {}

    TokenBuckets(int perSecond, int size, LongSupplier nanos) {
        this.perNano = perSecond / 1e9;
        this.size = size;
        this.nanos = nanos;
    }

    /** Takes a token, if there is one. */
    boolean take(String caller) {
        if (buckets.size() > MOST) {
            buckets.clear();
        }
        long now = nanos.getAsLong();
        Bucket after = buckets.merge(caller, new Bucket(size - 1, now, true), (before, first) -> spend(before, now));
        return after.granted();
    }

    private Bucket spend(Bucket before, long now) {
        double tokens = Math.min(size, before.tokens() + Math.max(0, now - before.at()) * perNano);
        return tokens >= 1 ? new Bucket(tokens - 1, now, true) : new Bucket(tokens, now, false);
    }
}
