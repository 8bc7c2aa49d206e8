// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ChunksTest {
    @Test
    void every_chunk_is_done_once_by_a_worker_of_its_thread() throws InterruptedException {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);
        AtomicInteger workers = new AtomicInteger();
        List<Thread> helpers = new ArrayList<>();

        Chunks.run(
                1000,
                () -> {
                    workers.incrementAndGet();
                    return done::incrementAndGet;
                },
                task -> {
                    Thread helper = new Thread(task);
                    helpers.add(helper);
                    helper.start();
                },
                4);
        for (Thread helper : helpers) {
            helper.join();
        }

        for (int chunk = 0; chunk < 1000; chunk++) {
            assertThat(done.get(chunk)).isEqualTo(1);
        }
        assertThat(helpers).hasSize(3);
        assertThat(workers).hasValue(4);
    }

    @Test
    void the_first_failure_is_thrown_and_what_is_not_begun_is_left_out() {
        List<Integer> begun = new ArrayList<>();

        assertThatThrownBy(() -> Chunks.run(
                        10,
                        () -> chunk -> {
                            begun.add(chunk);
                            if (chunk == 3) {
                                throw new IllegalStateException("third");
                            }
                        },
                        Runnable::run,
                        1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("third");
        assertThat(begun).containsExactly(0, 1, 2, 3);
    }
}
