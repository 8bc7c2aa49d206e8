// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.TestBank;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Golden values were worked out by an independent script from the definitions. */
class ConsistencyTest {
    private static final Offset<Double> DIGITS = within(1e-12);
    private static final int ROWS = 24;

    private static final GroupLabels LABELS = GroupLabels.of(
            IntStream.range(0, ROWS).mapToObj(i -> i % 5 < 3 ? "a" : "b").toList(), "a");
    private static final List<Row> CUSTOMERS = IntStream.range(0, ROWS)
            .mapToObj(i -> TestBank.row(
                    37 * i % 23 * 100,
                    1 + i % 3,
                    i % 3 == 0,
                    i % 7 == 3 ? Double.NaN : 20 + 11 * i % 31,
                    0.25,
                    List.of("FR", "FR", "DE", "IT").get(i % 4)))
            .toList();
    private static final double[] PREDICTIONS = IntStream.range(0, ROWS)
            .mapToDouble(i -> (i * i + 3 * i) % 11 / 10.0)
            .toArray();

    private final Fairness fairness = Fairness.between(LABELS, 0.95);

    private static void near(Interval found, double estimate, double low, double high) {
        assertThat(found.estimate()).isEqualTo(estimate, DIGITS);
        assertThat(found.low()).isEqualTo(low, DIGITS);
        assertThat(found.high()).isEqualTo(high, DIGITS);
    }

    @Test
    void predictive_parity_has_its_golden_values() {
        boolean[] selected = new boolean[ROWS];
        boolean[] outcomes = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            selected[i] = PREDICTIONS[i] >= 0.5;
            outcomes[i] = i * 7 % 10 < 4;
        }
        List<GroupPrecision> found = fairness.precision(selected, outcomes);
        assertThat(found).extracting(GroupPrecision::group).containsExactly("a", "b");
        assertThat(found).extracting(GroupPrecision::selected).containsExactly(9L, 5L);
        near(found.get(0).precision(), 0.4444444444444444, 0.18877852109766463, 0.7333487065045068);
        near(found.get(1).precision(), 0.6, 0.23072428127601297, 0.8823792257673521);
        near(found.get(1).difference(), 0.15555555555555556, -0.3133050090855607, 0.536479552575605);
        assertThat(found.get(0).difference()).isEqualTo(new Interval(0, 0, 0, 0.95));
        GroupPrecision none = fairness.precision(new boolean[ROWS], outcomes).get(1);
        assertThat(none.selected()).isZero();
        assertThat(none.difference().estimate()).isNaN();
        assertThat(fairness.precision(new boolean[ROWS], outcomes)
                        .get(0)
                        .difference()
                        .estimate())
                .as("of the reference, too")
                .isNaN();
    }

    @Test
    void consistency_has_its_golden_values() {
        Consistency three = fairness.consistency(CUSTOMERS, List.of(), PREDICTIONS, 3);
        near(three.overall(), 0.6902777777777778, 0.616972257420773, 0.7635832981347825);
        assertThat(three.groups()).extracting(Consistency.Group::rows).containsExactly(15L, 9L);
        near(three.groups().get(0).consistency(), 0.7155555555555555, 0.6298100324622656, 0.8013010786488454);
        near(three.groups().get(1).consistency(), 0.6481481481481483, 0.5125364855832168, 0.7837598107130797);
        double[] decisions = IntStream.range(0, ROWS)
                .mapToDouble(i -> PREDICTIONS[i] >= 0.5 ? 1 : 0)
                .toArray();
        Consistency five = fairness.consistency(CUSTOMERS, List.of("country"), decisions, 5);
        near(five.overall(), 0.4583333333333333, 0.36550141312292894, 0.5511652535437377);
        near(five.groups().get(1).consistency(), 0.35555555555555557, 0.19851665234840285, 0.5125944587627083);
        Consistency one = fairness.consistency(CUSTOMERS, List.of(), PREDICTIONS, 1);
        near(one.overall(), 0.6791666666666667, 0.5833376651690348, 0.7749956681642985);
    }

    @Test
    void consistency_is_that_of_sorting_all_others_by_distance() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 50; i++) {
            int n = random.nextInt(4, 40);
            int k = random.nextInt(1, n);
            List<Row> rows = new ArrayList<>();
            List<String> groups = new ArrayList<>(List.of("a", "b"));
            double[] predictions = new double[n];
            double[] balances = new double[n];
            for (int r = 0; r < n; r++) {
                balances[r] = random.nextInt(20);
                rows.add(TestBank.row(balances[r], 1, false, 40, 0.2, "FR"));
                predictions[r] = random.nextDouble();
                groups.add(random.nextBoolean() ? "a" : "b");
            }
            double sum = 0;
            for (int r = 0; r < n; r++) {
                int self = r;
                // one field that differs: its scale cannot change the order
                double mean = IntStream.range(0, n)
                        .filter(o -> o != self)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer o) -> Math.abs(balances[o] - balances[self]))
                                .thenComparing(o -> o))
                        .limit(k)
                        .mapToDouble(o -> predictions[o])
                        .average()
                        .orElseThrow();
                sum += Math.abs(predictions[r] - mean);
            }
            Fairness between = Fairness.between(GroupLabels.of(groups.subList(0, n), "a"), 0.9);
            assertThat(between.consistency(rows, List.of(), predictions, k)
                            .overall()
                            .estimate())
                    .isEqualTo(1 - sum / n, within(1e-9));
        }
    }

    @Test
    void equal_treatment_is_perfect_and_groups_by_any_order_the_same() {
        double[] equal = new double[ROWS];
        assertThat(fairness.consistency(CUSTOMERS, List.of(), equal, 5).overall())
                .isEqualTo(new Interval(1, 1, 1, 0.95));
        List<Integer> order = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
        Collections.shuffle(order, new Random(1));
        // all others are the neighbours, so no tie depends on the order
        Consistency shuffled = Fairness.between(
                        GroupLabels.of(
                                order.stream().map(i -> i % 5 < 3 ? "a" : "b").toList(), "a"),
                        0.95)
                .consistency(
                        order.stream().map(CUSTOMERS::get).toList(),
                        List.of(),
                        order.stream().mapToDouble(i -> PREDICTIONS[i]).toArray(),
                        ROWS - 1);
        Consistency plain = fairness.consistency(CUSTOMERS, List.of(), PREDICTIONS, ROWS - 1);
        assertThat(shuffled.groups().get(1).consistency().estimate())
                .isEqualTo(plain.groups().get(1).consistency().estimate(), DIGITS);
    }

    @Test
    void intervals_stay_in_their_range() {
        List<Row> two = CUSTOMERS.subList(0, 3);
        Consistency opposite = Fairness.between(GroupLabels.of(List.of("a", "a", "b"), "a"), 0.95)
                .consistency(two, List.of(), new double[] {0, 1, 0.5}, 2);
        assertThat(opposite.groups()).allSatisfy(group -> {
            assertThat(group.consistency().low()).isNotNegative();
        });
        Consistency all = Fairness.between(GroupLabels.of(List.of("a", "a", "b"), "a"), 0.95)
                .consistency(two, List.of(), new double[] {0, 0, 1}, 1);
        assertThat(all.overall().low()).isBetween(0.0, 1.0);
        assertThat(all.overall().high()).isBetween(0.0, 1.0);
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> fairness.consistency(CUSTOMERS, List.of(), PREDICTIONS, 24))
                .hasMessage("The neighbours (24) of a consistency must be 1 to 23, the other customers.\n"
                        + "Maybe 5 is meant.");
        assertThatThrownBy(() -> fairness.consistency(CUSTOMERS.subList(1, 9), List.of(), PREDICTIONS, 5))
                .hasMessage("The customers (8) must be as many as the group labels (24).\n"
                        + "Maybe the rows were filtered afterwards.");
        assertThatThrownBy(() -> fairness.consistency(CUSTOMERS, List.of("cuntry"), PREDICTIONS, 5))
                .hasMessageContaining("\"cuntry\"")
                .hasMessageContaining("Maybe \"country\" was meant.");
        double[] bad = PREDICTIONS.clone();
        bad[1] = 2;
        assertThatThrownBy(() -> fairness.consistency(CUSTOMERS, List.of(), bad, 5))
                .hasMessage("The prediction (2.0) of row 2 must lie in [0, 1].");
    }
}
