// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Allocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JointModelTest {
    private static final PlattLine PLATT = new PlattLine(0.8, -0.3, "by hand", 7);

    private static List<JointModel.Member> members(int actions, int columns, double[] values) {
        List<JointModel.Member> members = new ArrayList<>();
        for (int a = 0; a < actions; a++) {
            List<Double> own = Arrays.stream(values, a * columns, (a + 1) * columns)
                    .boxed()
                    .toList();
            members.add(new JointModel.Member("a" + a, own, new PlattLine(1, a, "by hand", a)));
        }
        return members;
    }

    private static List<String> columns(int count) {
        return IntStream.range(0, count).mapToObj(c -> "column " + c).toList();
    }

    private static double[] widened(double[] customer, JointModel.Member member) {
        double[] row = Arrays.copyOf(customer, customer.length + member.values().size());
        for (int c = 0; c < member.values().size(); c++) {
            row[customer.length + c] = member.values().get(c);
        }
        return row;
    }

    private static void sameBits(double actual, double expected) {
        assertThat(Double.doubleToRawLongBits(actual)).isEqualTo(Double.doubleToRawLongBits(expected));
    }

    private static JointModel joint(RandomTrees trees, int actions, int columns) {
        double[] source = trees.rows(actions);
        double[] values = Arrays.copyOf(source, actions * columns);
        return JointModel.of(trees.compile(), columns(columns), members(actions, columns, values));
    }

    @Test
    void a_forest_of_one_action_all_at_once_and_alone_are_the_bits_of_the_widened_row() {
        SplittableRandom random = new SplittableRandom(1);
        Scratch scratch = new Scratch();
        for (int i = 0; i < 300; i++) {
            int inputs = random.nextInt(2, 9);
            int columns = random.nextInt(1, inputs);
            RandomTrees trees =
                    switch (i % 4) {
                        case 0 -> RandomTrees.of(inputs, 60, 4, 0.1, i);
                        case 1 -> RandomTrees.of(inputs, 20, 8, 0.3, i);
                        case 2 -> RandomTrees.chains(inputs, 10, 25, i);
                        default -> RandomTrees.of(inputs, random.nextInt(4), 2, 0.3, i);
                    };
            int actions = random.nextInt(1, 60);
            JointModel joint = joint(trees, actions, columns);
            assertThat(joint.inputs()).isEqualTo(inputs - columns);
            double[] rows = trees.rows(10);
            double[] out = new double[actions];
            for (int r = 0; r < 10; r++) {
                double[] customer = Arrays.copyOfRange(rows, r * inputs, r * inputs + joint.inputs());
                joint.margins(customer, out, scratch);
                for (int a = 0; a < actions; a++) {
                    double expected =
                            trees.score(widened(customer, joint.members().get(a)));
                    sameBits(out[a], expected);
                    sameBits(joint.margin(customer, a, scratch), expected);
                    sameBits(joint.model(a).scorer().margin(customer), expected);
                    sameBits(joint.model(a).scorer().margin(customer, scratch), expected);
                    sameBits(
                            joint.model(a).probability(customer, scratch),
                            joint.probability(joint.margin(customer, a, scratch), a));
                }
            }
        }
    }

    @Test
    void splits_on_the_action_are_gone_and_shares_of_rows_at_the_others_stay() {
        // customer < 0 ? (action < 5 ? (customer < -3 ? 1 : 2) : 3) : 4, covers 100 = 60 (12 = 9 + 3, 48) + 40
        Forest forest = Forest.builder(2, Link.LOGISTIC, 0)
                .tree(
                        new int[] {0, 1, -1, 0, -1, -1, -1},
                        new double[] {0, 5, 4, -3, 3, 1, 2},
                        new boolean[7],
                        new int[] {1, 3, -1, 5, -1, -1, -1},
                        new int[] {2, 4, -1, 6, -1, -1, -1},
                        new double[] {100, 60, 40, 12, 48, 9, 3})
                .build();
        JointModel joint = JointModel.of(
                forest,
                columns(1),
                List.of(
                        new JointModel.Member("low", List.of(1.0), PLATT),
                        new JointModel.Member("missing", List.of(Double.NaN), PLATT)));
        Forest low = (Forest) joint.model(0).scorer();
        assertThat(low.inputs()).isEqualTo(1);
        assertThat(IntStream.range(0, low.nodes()).map(low::feature)).containsExactly(0, 0, -1, -1, -1);
        assertThat(IntStream.range(0, low.nodes()).mapToDouble(low::cover))
                .containsExactly(100.0, 60.0, 40.0, 45.0, 15.0);
        Forest missing = (Forest) joint.model(1).scorer();
        assertThat(IntStream.range(0, missing.nodes()).map(missing::feature)).containsExactly(0, -1, -1);
        assertThat(IntStream.range(0, missing.nodes()).mapToDouble(missing::cover))
                .containsExactly(100.0, 60.0, 40.0);
    }

    @Test
    void linear_models_networks_and_blends_fold_the_action_in() {
        SplittableRandom random = new SplittableRandom(2);
        Scratch scratch = new Scratch();
        for (int i = 0; i < 200; i++) {
            int inputs = random.nextInt(3, 9);
            int columns = random.nextInt(1, inputs - 1);
            Scorer linear = LinearModel.of(
                    random.doubles(inputs, -1, 1).toArray(),
                    random.nextDouble(),
                    random.doubles(inputs, -1, 1).toArray(),
                    Link.LOGISTIC);
            Scorer network = Network.of(
                    new double[][] {
                        random.doubles(inputs * 5L, -1, 1).toArray(),
                        random.doubles(15, -1, 1).toArray(),
                        random.doubles(3, -1, 1).toArray()
                    },
                    new double[][] {
                        random.doubles(5, -1, 1).toArray(),
                        random.doubles(3, -1, 1).toArray(),
                        {0.1}
                    },
                    random.doubles(inputs, -1, 1).toArray());
            Scorer forest = RandomTrees.of(inputs, 10, 3, 0, i).compile();
            Scorer blend = Blend.of(
                    Link.LOGISTIC,
                    0.3,
                    new double[] {0.5, 0.2, 1.5},
                    List.of(
                            new ProbabilityModel(linear, PLATT),
                            new ProbabilityModel(network, PLATT),
                            new ProbabilityModel(forest, PLATT)));
            double[] values = random.doubles(4L * columns, -2, 2).toArray();
            values[random.nextInt(values.length)] = Double.NaN;
            double[] customer = random.doubles(inputs - columns, -2, 2).toArray();
            customer[0] = i % 3 == 0 ? Double.NaN : customer[0];
            for (Scorer scorer : List.of(linear, network, blend)) {
                JointModel joint = JointModel.of(scorer, columns(columns), members(4, columns, values));
                assertThat(joint.scoresTogether()).isFalse();
                double[] out = new double[4];
                joint.margins(customer, out, scratch);
                for (int a = 0; a < 4; a++) {
                    double expected =
                            scorer.margin(widened(customer, joint.members().get(a)));
                    assertThat(joint.model(a).scorer().margin(customer)).isCloseTo(expected, within(1e-12));
                    assertThat(joint.margin(customer, a, scratch)).isCloseTo(expected, within(1e-12));
                    sameBits(out[a], joint.margin(customer, a, scratch));
                }
            }
        }
    }

    @Test
    void nothing_is_allocated_once_warm() {
        for (int actions : new int[] {3, 50}) {
            JointModel joint = joint(RandomTrees.of(8, 60, 5, 0.05, 4), actions, 3);
            double[] customer = {0.1, Double.NaN, 2, 0, -1};
            double[] out = new double[actions];
            Scratch scratch = new Scratch();
            assertThat(Allocation.bytes(500, () -> joint.margins(customer, out, scratch)))
                    .isLessThan(500);
            assertThat(Allocation.bytes(500, () -> joint.probability(joint.margin(customer, 1, scratch), 1)))
                    .isLessThan(500);
        }
    }

    @Test
    void values_that_no_sum_can_hold_are_refused_before_any_customer_comes() {
        Scorer linear = LinearModel.of(new double[] {1, 1e300}, 0, new double[2], Link.LOGISTIC);
        Scorer network = Network.of(
                new double[][] {{1, 1, 1e300, 1}, {1, 1}}, new double[][] {{0, 0}, {0}}, new double[] {0, 0});
        Scorer blend = Blend.mean(List.of(new ProbabilityModel(linear, PLATT)));
        for (Scorer scorer : List.of(linear, network, blend)) {
            for (double value : new double[] {1e300, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                assertThatThrownBy(() -> JointModel.of(
                                scorer,
                                columns(1),
                                List.of(
                                        new JointModel.Member("card", List.of(1.0), PLATT),
                                        new JointModel.Member("fund", List.of(value), PLATT))))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("The values of an action (up to " + Math.abs(value) + ") in a joint model must be"
                                + " so small that its sums are finite.\nMaybe the model file is damaged.");
            }
        }
        JointModel missing =
                JointModel.of(linear, columns(1), List.of(new JointModel.Member("card", List.of(Double.NaN), PLATT)));
        assertThat(missing.margin(new double[] {2}, 0, new Scratch())).isEqualTo(2);
    }

    @Test
    void covers_of_a_forest_with_splits_no_row_reached_stay_finite() {
        // Below a split of the customer that no row reached, one of the action with a next to empty child.
        Forest forest = Forest.builder(2, Link.LOGISTIC, 0)
                .tree(
                        new int[] {0, 1, -1, 0, -1, -1, -1},
                        new double[] {0, 5, 4, -3, 3, 1, 2},
                        new boolean[7],
                        new int[] {1, 3, -1, 5, -1, -1, -1},
                        new int[] {2, 4, -1, 6, -1, -1, -1},
                        new double[] {0, 1e10, 1, Double.MIN_VALUE, 1, 1, 1})
                .build();
        JointModel joint =
                JointModel.of(forest, columns(1), List.of(new JointModel.Member("low", List.of(1.0), PLATT)));
        Forest low = (Forest) joint.model(0).scorer();
        assertThat(IntStream.range(0, low.nodes()).mapToDouble(low::cover)).containsExactly(0.0, 0.0, 0.0, 0.0, 0.0);
    }

    @Test
    void parts_must_fit() {
        Scorer linear = LinearModel.of(new double[3], 0, new double[3], Link.LOGISTIC);
        List<JointModel.Member> one = List.of(new JointModel.Member("card", List.of(1.0), PLATT));
        JointModel joint = JointModel.of(linear, columns(1), one);
        assertThat(joint.indexOf("card")).isZero();
        assertThat(joint.indexOf("fund")).isEqualTo(-1);
        assertThat(joint.columns()).containsExactly("column 0");

        Scorer rows = Neighbors.of(new double[3], new double[] {1}, 1, false, new double[] {1, 1, 1}, new double[3]);
        for (Scorer refused : List.of(rows, Blend.mean(List.of(new ProbabilityModel(rows, PLATT))))) {
            assertThatThrownBy(() -> JointModel.of(refused, columns(1), one))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "The scorer (neighbors) of a joint model must be a forest, a linear model, a network or a blend of these.\n"
                                    + "Maybe learn a model for each action: .responses(…).");
        }
        for (int columns : new int[] {0, 3}) {
            assertThatThrownBy(() -> JointModel.of(linear, columns(columns), one))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The columns (" + columns + ") of the action in a joint model with 3 inputs must be at"
                            + " least one and leave one to the customer.");
        }
        assertThatThrownBy(() -> JointModel.of(linear, columns(1), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The actions (0) of a joint model with 3 inputs must be at least one,");
        String listed = "of a joint model must be listed once, with a value for each of 1 columns.\n"
                + "Maybe it was made from another catalogue.";
        assertThatThrownBy(() -> JointModel.of(linear, columns(1), List.of(one.get(0), one.get(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action \"card\" (1 values) " + listed);
        assertThatThrownBy(() -> JointModel.of(
                        linear, columns(1), List.of(new JointModel.Member("card", List.of(1.0, 2.0), PLATT))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action \"card\" (2 values) " + listed);
    }
}
