// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RowTasksTest {
    private static final int ROWS = 10_000;
    private final RandomTrees trees = RandomTrees.of(5, 30, 5, 0.1, 1);
    private final Forest forest = trees.compile();
    private final FeatureMatrix rows = RandomTrees.matrix(5, trees.rows(ROWS));

    private double[] alone() {
        double[] out = new double[ROWS];
        forest.margins(rows, 0, ROWS, out, new Scratch());
        return out;
    }

    private double[] shared(Scorer scorer, Executor executor, int tasks) {
        double[] out = new double[ROWS];
        scorer.margins(rows, out, executor, tasks);
        return out;
    }

    @Test
    void any_number_of_tasks_gives_the_bits_of_one() {
        double[] expected = alone();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int tasks : new int[] {1, 2, 8, 100}) {
                assertThat(shared(forest, threads, tasks)).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
        LinearModel linear = LinearModel.of(new double[] {1, 2, 3, 4, 5}, 0.5, new double[5], Link.LOGISTIC);
        double[] margins = shared(linear, Runnable::run, 3);
        double[] row = new double[5];
        rows.row(7_777, row);
        assertThat(margins[7_777]).isEqualTo(linear.margin(row));
        assertThat(linear.margin(row, new Scratch())).isEqualTo(linear.margin(row));
    }

    @Test
    void an_executor_that_is_busy_full_or_late_only_means_less_help() throws InterruptedException {
        double[] expected = alone();
        assertThat(shared(forest, task -> {}, 8)).isEqualTo(expected);
        assertThat(shared(forest, Runnable::run, 8)).isEqualTo(expected);
        AtomicInteger offered = new AtomicInteger();
        Executor full = task -> {
            offered.incrementAndGet();
            throw new RejectedExecutionException("full");
        };
        assertThat(shared(forest, full, 8)).isEqualTo(expected);
        assertThat(offered).hasValue(1);
        // from within the only thread of the pool
        ExecutorService one = Executors.newSingleThreadExecutor();
        CountDownLatch done = new CountDownLatch(1);
        double[][] inner = new double[1][];
        try {
            one.execute(() -> {
                inner[0] = shared(forest, one, 4);
                done.countDown();
            });
            done.await();
        } finally {
            one.shutdown();
        }
        assertThat(inner[0]).isEqualTo(expected);
    }

    @Test
    void no_more_tasks_are_started_than_there_are_blocks_or_threads_allowed() {
        AtomicInteger started = new AtomicInteger();
        Executor counting = task -> started.incrementAndGet();
        shared(forest, counting, 3);
        assertThat(started).hasValue(2);
        FeatureMatrix few = RandomTrees.matrix(5, trees.rows(10));
        forest.margins(few, new double[10], counting, 100);
        forest.margins(RandomTrees.matrix(5, new double[0]), new double[0], counting, 100);
        assertThat(started).hasValue(2);
    }

    @Test
    void sizes_are_checked() {
        assertThatThrownBy(() -> shared(forest, Runnable::run, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The tasks (0) of a batch must be at least 1.\n"
                        + "Maybe give the number of threads of the executor.");
        FeatureMatrix narrow = RandomTrees.matrix(4, new double[8]);
        assertThatThrownBy(() -> forest.margins(narrow, new double[2], Runnable::run, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The rows (4 columns) of a batch must have the 5 inputs of the scorer.\n"
                        + "Maybe the rows come from another pipeline.");
        assertThatThrownBy(() -> forest.margins(rows, new double[ROWS - 1], Runnable::run, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> forest.margins(rows, 5, 4, new double[ROWS], new Scratch()))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> forest.margins(rows, 0, ROWS + 1, new double[2 * ROWS], new Scratch()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
