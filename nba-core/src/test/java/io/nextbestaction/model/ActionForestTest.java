// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Allocation;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActionForestTest {

    @Test
    void the_margins_are_the_bits_of_the_naive_loop_on_random_forests() {
        SplittableRandom random = new SplittableRandom(1);
        Scratch scratch = new Scratch();
        for (int i = 0; i < 10_000; i++) {
            RandomTrees trees = RandomTrees.draw(random);
            // now and then so many that trees are walked for all of them, beyond one word of lanes
            check(trees, random, i % 8 == 0 ? random.nextInt(150) : random.nextInt(20), scratch);
        }
    }

    @Test
    void forests_large_enough_for_snapshots_and_forests_of_large_trees_score_alike() {
        SplittableRandom random = new SplittableRandom(2);
        Scratch scratch = new Scratch();
        for (int i = 0; i < 10; i++) {
            check(RandomTrees.of(6, 100, 6, 0.05, i), random, 50, scratch);
            check(RandomTrees.of(20, 40, 4, 0.05, i), random, 9, scratch);
            check(RandomTrees.of(6, 20, 7, 0.02, i), random, 17, scratch); // up to 128 leaves
            check(RandomTrees.of(6, 20, 7, 0.02, i), random, 65, scratch);
            check(RandomTrees.chains(6, 20, 30, i), random, 17, scratch);
            check(RandomTrees.chains(6, 20, 30, i), random, 50, scratch);
        }
    }

    private static void check(RandomTrees trees, SplittableRandom random, int actions, Scratch scratch) {
        int[] columns = IntStream.range(0, trees.inputs)
                .filter(input -> random.nextInt(3) == 0)
                .toArray();
        columns = columns.length == 0 ? new int[] {trees.inputs - 1} : columns;
        double[] values = new double[actions * columns.length];
        double[] source = trees.rows(actions);
        for (int a = 0; a < actions; a++) {
            for (int c = 0; c < columns.length; c++) {
                values[a * columns.length + c] = source[a * trees.inputs + columns[c]];
            }
        }
        ActionForest forest = trees.compile().forActions(columns, values);
        assertThat(forest.actions()).isEqualTo(actions);
        double[] customers = trees.rows(4);
        double[] out = new double[actions + 1];
        out[actions] = 77;
        for (int customer = 0; customer < 4; customer++) {
            double[] row = Arrays.copyOfRange(customers, customer * trees.inputs, (customer + 1) * trees.inputs);
            double[] before = row.clone();
            forest.margins(row, out, scratch);
            double[] ofCall = new double[actions];
            forest.margins(row, values, ofCall, scratch);
            assertThat(ofCall).isEqualTo(Arrays.copyOf(out, actions));
            assertThat(row).isEqualTo(before);
            for (int a = 0; a < actions; a++) {
                for (int c = 0; c < columns.length; c++) {
                    row[columns[c]] = values[a * columns.length + c];
                }
                double expected = trees.score(row);
                if (Double.doubleToRawLongBits(out[a]) != Double.doubleToRawLongBits(expected)) {
                    throw new AssertionError("action " + a + ": " + out[a] + " instead of " + expected);
                }
            }
            assertThat(out[actions]).isEqualTo(77);
        }
    }

    @Test
    void the_caller_may_change_its_arrays_afterwards() {
        RandomTrees trees = RandomTrees.of(3, 10, 4, 0, 3);
        int[] columns = {1};
        double[] values = {-1, 0, 1};
        ActionForest forest = trees.compile().forActions(columns, values);
        double[] row = {0.5, 0.5, 0.5};
        double[] expected = new double[3];
        forest.margins(row, expected, new Scratch());
        columns[0] = 2;
        Arrays.fill(values, 3);
        double[] out = new double[3];
        forest.margins(row, out, new Scratch());
        assertThat(out).isEqualTo(expected);
    }

    @Test
    void columns_and_values_must_fit() {
        Forest forest = RandomTrees.of(3, 2, 2, 0, 3).compile();
        String column = " of a forest with 3 inputs must be one of them, named once.";
        assertThatThrownBy(() -> forest.forActions(new int[] {3}, new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action column (3)" + column);
        assertThatThrownBy(() -> forest.forActions(new int[] {-1}, new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action column (-1)" + column);
        assertThatThrownBy(() -> forest.forActions(new int[] {0, 0}, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action column (0)" + column);
        assertThatThrownBy(() -> forest.forActions(new int[] {0, 1}, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The values (3) of actions with 2 columns must fill whole actions.\n"
                        + "Maybe give one value for each action and column.");
        assertThatThrownBy(() -> forest.forActions(new int[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The values (0) of actions with 0 columns must fill whole actions.\n"
                        + "Maybe give one value for each action and column.");
    }

    @Test
    void values_of_a_call_must_fill_whole_actions() {
        ActionForest forest = RandomTrees.of(3, 2, 2, 0, 3).compile().forActions(new int[] {0, 1}, new double[0]);
        assertThatThrownBy(() -> forest.margins(new double[3], new double[3], new double[2], new Scratch()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The values (3) of actions with 2 columns must fill whole actions.\n"
                        + "Maybe give one value for each action and column.");
    }

    @Test
    void eight_threads_equal_one_and_nothing_is_allocated() throws Exception {
        // vectors, leaf sets, rows one by one, and walks of trees with more leaves than a set has bits
        eightThreads(RandomTrees.of(8, 60, 4, 0.05, 4), 44);
        eightThreads(RandomTrees.of(8, 160, 6, 0.05, 4), 12);
        eightThreads(RandomTrees.of(8, 60, 6, 0.05, 4), 1);
        eightThreads(RandomTrees.of(8, 60, 8, 0.02, 4), 70);
        eightThreads(RandomTrees.chains(8, 60, 70, 4), 70);
    }

    private static void eightThreads(RandomTrees trees, int actions) throws Exception {
        double[] values = Arrays.copyOf(trees.rows(actions), 2 * actions);
        ActionForest forest = trees.compile().forActions(new int[] {2, 5}, values);
        double[] rows = trees.rows(60);
        Callable<double[]> task = () -> {
            Scratch scratch = new Scratch();
            double[] out = new double[actions];
            double[] all = new double[120 * actions];
            for (int r = 0; r < 60; r++) {
                double[] row = Arrays.copyOfRange(rows, r * 8, r * 8 + 8);
                forest.margins(row, out, scratch);
                System.arraycopy(out, 0, all, 2 * r * actions, actions);
                forest.margins(row, values, out, scratch);
                System.arraycopy(out, 0, all, (2 * r + 1) * actions, actions);
            }
            return all;
        };
        double[] alone = task.call();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<double[]> done : threads.invokeAll(Collections.nCopies(8, task))) {
                assertThat(done.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
        Scratch scratch = new Scratch();
        double[] row = Arrays.copyOf(rows, 8);
        double[] out = new double[actions];
        int runs = 500;
        assertThat(Allocation.bytes(runs, () -> forest.margins(row, out, scratch)))
                .isLessThan(runs);
        assertThat(Allocation.bytes(runs, () -> forest.margins(row, values, out, scratch)))
                .isLessThan(runs);
    }
}
