// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActionTablesTest {

    @Test
    void vectors_of_few_and_many_actions_are_the_bits_of_the_naive_loop() {
        SplittableRandom random = new SplittableRandom(5);
        Scratch scratch = new Scratch();
        int tabled = 0;
        for (int i = 0; i < 1_500; i++) {
            RandomTrees trees = i % 2 == 0
                    ? RandomTrees.draw(random)
                    : RandomTrees.of(1 + random.nextInt(5), random.nextInt(9), random.nextInt(5), 0.1, i);
            Forest forest = trees.compile();
            int[] columns = {random.nextInt(trees.inputs)};
            int actions = random.nextInt(12);
            double[] rows = trees.rows(actions);
            double[] values = IntStream.range(0, actions)
                    .mapToDouble(a -> rows[a * trees.inputs + columns[0]])
                    .toArray();
            ActionTables tables = tables(forest, columns, values);
            if (tables == null) {
                continue;
            }
            tabled++;
            double[] out = new double[actions];
            double[] customer = trees.rows(1);
            tables.margins(customer, out, scratch);
            for (int a = 0; a < actions; a++) {
                customer[columns[0]] = values[a];
                assertThat(Double.doubleToRawLongBits(out[a]))
                        .isEqualTo(Double.doubleToRawLongBits(trees.score(customer)));
            }
        }
        assertThat(tabled).isGreaterThan(750);
    }

    private static @Nullable ActionTables tables(Forest forest, int[] columns, double[] values) {
        Cuts cuts = Cuts.of(forest);
        LeafNumbers numbers = new LeafNumbers(forest);
        LeafSets sets = LeafSets.of(forest, cuts, columns, numbers);
        if (sets == null) {
            return null;
        }
        long[][] own = new long[values.length / columns.length][forest.trees()];
        double[] row = new double[forest.inputs()];
        for (int a = 0; a < own.length; a++) {
            for (int c = 0; c < columns.length; c++) {
                row[columns[c]] = values[a * columns.length + c];
            }
            sets.ofAction(row, own[a], new Scratch());
        }
        return ActionTables.of(forest, cuts, numbers, columns, values, own);
    }

    @Test
    void vectors_are_kept_for_small_trees_only_and_within_four_megabytes() {
        SplittableRandom random = new SplittableRandom(6);
        Forest small = RandomTrees.of(8, 60, 4, 0, 1).compile();
        assertThat(tables(small, new int[] {2}, new double[40])).isNotNull();
        assertThat(tables(small, new int[] {2}, new double[4_000])).isNull();
        // more leaves than a set has bits; more sets than a tree may have, whatever the actions
        assertThat(tables(RandomTrees.of(8, 60, 5, 0, 1).compile(), new int[] {2}, new double[40]))
                .isNull();
        RandomTrees large = RandomTrees.of(40, 600, 4, 0, 1);
        double[] values = random.doubles(400, -3, 3).toArray();
        assertThat(tables(large.compile(), new int[] {2, 3}, values)).isNull();
        ActionForest forest = large.compile().forActions(new int[] {2, 3}, values);
        double[] out = new double[200];
        double[] customer = large.rows(1);
        forest.margins(customer, out, new Scratch());
        for (int a = 0; a < 200; a++) {
            customer[2] = values[2 * a];
            customer[3] = values[2 * a + 1];
            assertThat(out[a]).isEqualTo(large.score(customer));
        }
    }

    @Test
    void vectors_are_not_kept_where_the_places_of_their_sets_would_take_too_much() {
        double[] values = {0, 1, 2, 3, 4};
        // each of five actions has three leaves of its own: 3 to the power of 5 sets a tree, 4,096 places for them
        Forest many = forks(262);
        assertThat(tables(many, new int[] {0}, values)).isNull();
        Forest some = forks(200);
        ActionTables tables = tables(some, new int[] {0}, values);
        assertThat(tables).isNotNull();
        SplittableRandom random = new SplittableRandom(8);
        Scratch scratch = new Scratch();
        double[] out = new double[values.length];
        for (int i = 0; i < 50; i++) {
            double[] customer = random.doubles(11, -1, 2).toArray();
            Objects.requireNonNull(tables).margins(customer, out, scratch);
            for (int a = 0; a < values.length; a++) {
                customer[0] = values[a];
                assertThat(out[a]).isEqualTo(some.margin(customer));
            }
        }
    }

    /** Trees that part five actions by input 0 and then customers twice, each action's by inputs of its own. */
    private static Forest forks(int trees) {
        Forest.Builder forest = Forest.builder(11, Link.IDENTITY, 0.5);
        SplittableRandom random = new SplittableRandom(9);
        for (int t = 0; t < trees; t++) {
            int[] features = new int[29];
            double[] numbers = new double[29];
            int[] left = new int[29];
            int[] right = new int[29];
            Arrays.fill(left, -1);
            Arrays.fill(right, -1);
            // nodes 0 to 3 part the actions, then come five of each action: split, leaf, split, leaf, leaf
            for (int a = 0; a < 5; a++) {
                int own = 4 + 5 * a;
                if (a < 4) {
                    numbers[a] = a + 0.5;
                    left[a] = own;
                    right[a] = a < 3 ? a + 1 : own + 5;
                }
                for (int n = own; n < own + 5; n++) {
                    numbers[n] = random.nextDouble();
                    features[n] = 1 + 2 * a + (n > own ? 1 : 0);
                }
                left[own] = own + 1;
                right[own] = own + 2;
                left[own + 2] = own + 3;
                right[own + 2] = own + 4;
                for (int leaf : new int[] {own + 1, own + 3, own + 4}) {
                    features[leaf] = -1;
                }
            }
            forest.tree(features, numbers, new boolean[29], left, right, new double[29]);
        }
        return forest.build();
    }
}
