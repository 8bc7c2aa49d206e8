// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final TokenBuckets buckets = new TokenBuckets(10, 3, nanos::get);

    @Test
    void a_bucket_is_emptied_at_once_and_fills_at_its_rate() {
        assertThat(taken(5)).isEqualTo(3);
        nanos.addAndGet(99_000_000);
        assertThat(taken(1)).isZero();
        nanos.addAndGet(1_000_001);
        assertThat(taken(2)).isEqualTo(1);
        nanos.addAndGet(60_000_000_000L);
        assertThat(taken(5)).isEqualTo(3);
    }

    @Test
    void every_caller_has_a_bucket() {
        assertThat(taken(4)).isEqualTo(3);
        assertThat(buckets.take("other")).isTrue();
    }

    private int taken(int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += buckets.take("one") ? 1 : 0;
        }
        return taken;
    }
}
