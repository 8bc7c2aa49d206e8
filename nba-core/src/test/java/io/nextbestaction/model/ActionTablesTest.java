// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;

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
}
