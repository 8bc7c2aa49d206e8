// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.Allocation;
import io.nextbestaction.data.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ForestKernelTest {
    private static final int[] SIZES = {0, 1, 2, 63, 64, 65};

    @Test
    void every_layout_gives_the_bits_of_the_sum_in_tree_order_on_random_forests() {
        SplittableRandom random = new SplittableRandom(1);
        Scratch scratch = new Scratch();
        Map<ForestLayout, Integer> chosen = new EnumMap<>(ForestLayout.class);
        for (int i = 0; i < 12_000; i++) {
            RandomTrees trees = RandomTrees.draw(random);
            Forest forest = trees.compile();
            Cuts cuts = Cuts.of(forest);
            chosen.merge(ForestLayout.of(forest, cuts), 1, Integer::sum);
            // the usual batch is small, so that many forests fit the time; every size has its turn
            int count = i % 10 == 0 ? SIZES[i / 10 % SIZES.length] : 5;
            double[] rows = trees.rows(count);
            double[] expected = new double[count];
            for (int r = 0; r < count; r++) {
                double[] row = Arrays.copyOfRange(rows, r * trees.inputs, (r + 1) * trees.inputs);
                expected[r] = trees.score(row);
                same(forest.margin(row), expected[r], i);
                same(forest.margin(row, scratch), expected[r], i);
            }
            for (ForestKernel kernel : kernels(forest, cuts)) {
                check(kernel, trees.inputs, rows, expected, scratch, i);
            }
        }
        // the rules must send forests every way, or the test says less than it seems to
        assertThat(chosen).hasSize(ForestLayout.values().length);
        assertThat(chosen.values()).allMatch(count -> count > 500);
    }

    /** Every kernel that can hold the forest, whether the rules would choose it or not. */
    private static List<ForestKernel> kernels(Forest forest, Cuts cuts) {
        List<ForestKernel> kernels = new ArrayList<>();
        kernels.add(new WalkKernel(forest));
        kernels.add(new LinkedKernel(forest, cuts));
        int depth = ForestLayout.depth(forest);
        if (depth <= CompleteKernel.MOST_DEPTH && cuts.most() <= CompleteKernel.MOST_CUTS) {
            kernels.add(new CompleteKernel(forest, cuts, depth));
        }
        return kernels;
    }

    private static void check(
            ForestKernel kernel, int inputs, double[] rows, double[] expected, Scratch scratch, int forest) {
        double[] out = new double[expected.length + 1];
        out[expected.length] = 77;
        kernel.margins(rows, inputs, 0, expected.length, out, scratch);
        for (int r = 0; r < expected.length; r++) {
            same(out[r], expected[r], forest);
            same(kernel.margin(rows, r * inputs, scratch), expected[r], forest);
        }
        assertThat(out[expected.length]).isEqualTo(77);
    }

    private static void same(double actual, double expected, int forest) {
        if (Double.doubleToRawLongBits(actual) != Double.doubleToRawLongBits(expected)) {
            throw new AssertionError("forest " + forest + ": " + actual + " instead of " + expected);
        }
    }

    @Test
    void many_trees_of_every_depth_give_the_bits_of_the_sum() {
        Scratch scratch = new Scratch();
        for (int depth = 0; depth <= 9; depth++) {
            for (int count : new int[] {63, 64, 65, 130, 257}) {
                RandomTrees trees = RandomTrees.of(40, count, depth, 0.08, 100 * depth + count);
                Forest forest = trees.compile();
                double[] rows = trees.rows(70);
                double[] expected = new double[70];
                for (int r = 0; r < 70; r++) {
                    expected[r] = trees.score(Arrays.copyOfRange(rows, r * 40, (r + 1) * 40));
                }
                for (ForestKernel kernel : kernels(forest, Cuts.of(forest))) {
                    check(kernel, 40, rows, expected, scratch, depth);
                }
            }
        }
    }

    @Test
    void the_table_of_first_levels_is_bounded_and_can_be_done_without() {
        RandomTrees trees = RandomTrees.of(100, 5_000, 3, 0, 9);
        Forest forest = trees.compile();
        Cuts cuts = Cuts.of(forest);
        assertThat(ForestLayout.of(forest, cuts)).isEqualTo(ForestLayout.COMPLETE);
        CompleteKernel kernel = new CompleteKernel(forest, cuts, 3);
        assertThat(kernel.tableSize()).isZero();
        double[] rows = trees.rows(3);
        double[] expected = new double[3];
        for (int r = 0; r < 3; r++) {
            expected[r] = trees.score(Arrays.copyOfRange(rows, r * 100, (r + 1) * 100));
        }
        check(kernel, 100, rows, expected, new Scratch(), 0);
        Forest fewer = RandomTrees.of(100, 500, 3, 0, 9).compile();
        assertThat(new CompleteKernel(fewer, Cuts.of(fewer), 3).tableSize()).isBetween(1, TopLevels.MOST_WORDS);
    }

    @Test
    void three_levels_are_looked_up_where_four_would_not_fit() {
        for (int trees : new int[] {50, 300}) {
            RandomTrees random = RandomTrees.of(100, trees, 5, 0.02, 9);
            Forest forest = random.compile();
            CompleteKernel kernel = new CompleteKernel(forest, Cuts.of(forest), 5);
            assertThat(kernel.tableLevels()).isEqualTo(trees == 50 ? 4 : 3);
            double[] rows = random.rows(66);
            double[] expected = new double[66];
            for (int r = 0; r < 66; r++) {
                expected[r] = random.score(Arrays.copyOfRange(rows, r * 100, (r + 1) * 100));
            }
            check(kernel, 100, rows, expected, new Scratch(), trees);
        }
    }

    @Test
    void the_rank_of_a_value_is_the_number_of_cuts_at_most_it_however_cuts_lie() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 400; i++) {
            double[] cuts = cuts(random, 1 + random.nextInt(i % 10 == 0 ? 2_000 : 40));
            Buckets buckets = new Buckets(cuts, new int[] {0, cuts.length});
            for (double cut : cuts) {
                for (double value :
                        new double[] {cut, Math.nextUp(cut), Math.nextDown(cut), -cut, 2 * cut, 0.0, -0.0}) {
                    int rank = (int) Arrays.stream(cuts).filter(c -> c <= value).count();
                    assertThat(buckets.rank(0, value)).isEqualTo(rank);
                }
            }
            assertThat(buckets.rank(0, Double.NaN)).isZero();
            assertThat(buckets.rank(0, Double.POSITIVE_INFINITY)).isEqualTo(cuts.length);
        }
    }

    /** Cuts of every size of number, evenly or crowded, near the ends of what a double holds, infinities among them. */
    private static double[] cuts(SplittableRandom random, int count) {
        double unit = StrictMath.pow(10, random.nextInt(-300, 309));
        int kind = random.nextInt(4);
        return random.doubles(count, -1, 1)
                .map(x -> switch (kind) {
                    case 0 -> x * unit;
                    case 1 -> 1 + StrictMath.exp(40 * x);
                    case 2 -> Math.rint(3 * x) + 1e-13 * x;
                    default -> Math.abs(x) < 0.2 ? Math.copySign(Double.POSITIVE_INFINITY, x) : x * Double.MAX_VALUE;
                })
                .map(x -> x + 0.0)
                .sorted()
                .distinct()
                .toArray();
    }

    @Test
    void a_batch_of_any_part_of_wider_rows_equals_its_rows_one_by_one() {
        for (Forest forest : shapes()) {
            int columns = forest.inputs() + 2;
            double[] values = RandomTrees.of(columns, 5, 4, 0.1, 3).rows(1_000);
            FeatureMatrix rows = RandomTrees.matrix(columns, values);
            Scratch scratch = new Scratch();
            for (int[] part : new int[][] {{0, 1_000}, {0, 0}, {1_000, 1_000}, {999, 1_000}, {17, 82}, {64, 128}}) {
                double[] out = new double[1_000];
                forest.margins(rows, part[0], part[1], out, scratch);
                for (int r = 0; r < out.length; r++) {
                    boolean inside = r >= part[0] && r < part[1];
                    double[] row = Arrays.copyOfRange(values, r * columns, (r + 1) * columns);
                    same(out[r], inside ? forest.margin(row) : 0, r);
                }
            }
        }
    }

    /** One forest of each layout, and the largest of each size that goes by a limit. */
    private static List<Forest> shapes() {
        return List.of(
                RandomTrees.of(5, 2, 1, 0, 11).compile(),
                RandomTrees.of(5, 300, 1, 0, 11).compile(),
                RandomTrees.of(5, 50, 4, 0.05, 12).compile(),
                RandomTrees.of(5, 33, 6, 0.05, 13).compile(),
                RandomTrees.of(20, 150, 6, 0.05, 13).compile(),
                RandomTrees.of(20, 9, 8, 0.03, 14).compile(),
                RandomTrees.of(3, 20, 9, 0.05, 15).compile(),
                RandomTrees.chains(4, 20, 30, 16).compile());
    }

    @Test
    void shape_alone_decides_the_layout() {
        assertThat(layout(RandomTrees.of(20, 4, 4, 0, 1))).isEqualTo(ForestLayout.WALK);
        assertThat(layout(RandomTrees.of(20, 100, 4, 0, 1))).isEqualTo(ForestLayout.COMPLETE);
        assertThat(layout(RandomTrees.of(40, 8, 8, 0, 1))).isEqualTo(ForestLayout.WALK);
        assertThat(layout(RandomTrees.of(40, 16, 8, 0, 1))).isEqualTo(ForestLayout.COMPLETE);
        assertThat(layout(RandomTrees.of(2, 16, 8, 0, 1))).isEqualTo(ForestLayout.LINKED); // more than 256 cuts
        assertThat(layout(RandomTrees.of(20, 16, 9, 0, 1))).isEqualTo(ForestLayout.LINKED);
        assertThat(layout(RandomTrees.chains(5, 100, 30, 1))).isEqualTo(ForestLayout.LINKED);
        assertThat(layout(RandomTrees.chains(5, 100, 8, 1)))
                .isEqualTo(ForestLayout.LINKED); // would fill 15 in 16 places
        assertThat(layout(RandomTrees.of(1, 20, 14, 0, 1))).isEqualTo(ForestLayout.WALK); // more than 65,535 cuts
        assertThat(layout(RandomTrees.of(3, 0, 0, 0, 1))).isEqualTo(ForestLayout.COMPLETE); // a constant
    }

    private static ForestLayout layout(RandomTrees trees) {
        Forest forest = trees.compile();
        return ForestLayout.of(forest, Cuts.of(forest));
    }

    @Test
    void completed_trees_take_bounded_memory_whatever_the_shape() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 2_000; i++) {
            Forest forest = RandomTrees.draw(random).compile();
            Cuts cuts = Cuts.of(forest);
            if (ForestLayout.of(forest, cuts) == ForestLayout.COMPLETE) {
                long places = (long) forest.trees() << ForestLayout.depth(forest);
                assertThat(places).isLessThanOrEqualTo((long) ForestLayout.MOST_PLACES_PER_NODE * forest.nodes());
            }
        }
    }

    @Test
    void a_forest_of_two_thousand_million_inputs_is_compiled_by_its_nodes() {
        int inputs = Integer.MAX_VALUE;
        Forest forest = Forest.builder(inputs, Link.LOGISTIC, 0)
                .tree(
                        new int[] {inputs - 1, -1, -1},
                        new double[] {0, 1, 2},
                        new boolean[3],
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new double[3])
                .build();
        assertThat(forest.inputs()).isEqualTo(inputs);
        assertThat(Cuts.of(forest).columns()).isEqualTo(1);
    }

    @Test
    void one_scratch_serves_forests_of_any_size_in_any_order() {
        Scratch scratch = new Scratch();
        List<Forest> forests = new ArrayList<>(shapes());
        forests.addAll(List.copyOf(forests));
        Collections.reverse(forests.subList(0, forests.size() / 2));
        for (Forest forest : forests) {
            double[] row = RandomTrees.of(forest.inputs(), 5, 4, 0.1, 5).rows(1);
            same(forest.margin(row, scratch), forest.margin(row), 0);
        }
    }

    @Test
    void eight_threads_equal_one() throws Exception {
        for (Forest forest : shapes()) {
            double[] values = RandomTrees.of(forest.inputs(), 5, 4, 0.1, 6).rows(500);
            FeatureMatrix rows = RandomTrees.matrix(forest.inputs(), values);
            Callable<double[]> task = () -> {
                double[] out = new double[1_000];
                Scratch scratch = new Scratch();
                forest.margins(rows, 0, 500, out, scratch);
                double[] row = new double[forest.inputs()];
                for (int r = 0; r < 500; r++) {
                    rows.row(r, row);
                    out[500 + r] = forest.margin(row, scratch);
                }
                return out;
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
        }
    }

    @Test
    void scoring_with_a_scratch_allocates_nothing() {
        for (Forest forest : shapes()) {
            FeatureMatrix rows = RandomTrees.matrix(
                    forest.inputs(),
                    RandomTrees.of(forest.inputs(), 5, 4, 0.1, 7).rows(65));
            Scratch scratch = new Scratch();
            double[] row = new double[forest.inputs()];
            rows.row(3, row);
            double[] out = new double[65];
            int runs = 2_000;
            assertThat(Allocation.bytes(runs, () -> out[0] += forest.probability(row, scratch)))
                    .isLessThan(runs);
            assertThat(Allocation.bytes(runs, () -> forest.margins(rows, 0, 65, out, scratch)))
                    .isLessThan(runs);
        }
    }
}
