// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AllocationTest {

    /** Values by customer and action; usage by customer, action and read constraint. */
    private static final class Table implements AllocationSource {
        private final double[][] values;
        private final double[][][] usage;

        Table(double[][] values, double[][][] usage) {
            this.values = values;
            this.usage = usage;
        }

        Table(double[]... values) {
            this(values, new double[values.length][values[0].length][0]);
        }

        double[][] values() {
            return values;
        }

        double[][][] usage() {
            return usage;
        }

        @Override
        public long customers() {
            return values.length;
        }

        @Override
        public void read(long from, int count, double[] v, double[] u) {
            int at = 0;
            int used = 0;
            for (int i = (int) from; i < from + count; i++) {
                for (int a = 0; a < values[i].length; a++) {
                    v[at++] = values[i][a];
                    for (double use : usage[i][a]) {
                        u[used++] = use;
                    }
                }
            }
        }
    }

    private static Table random(int customers, int actions, int read, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[customers][actions];
        double[][][] usage = new double[customers][actions][read];
        for (int i = 0; i < customers; i++) {
            for (int a = 0; a < actions; a++) {
                values[i][a] = random.nextDouble() < 0.2 ? Double.NaN : random.nextDouble(-3, 20);
                for (int c = 0; c < read; c++) {
                    usage[i][a][c] = random.nextDouble(0.5, 4);
                }
            }
        }
        return new Table(values, usage);
    }

    private static double use(Constraint constraint, double[][] read, int column, int action) {
        return constraint.isRead() ? read[action][column] : constraint.usage().get(action);
    }

    /** Tries every assignment; NaN if none is feasible. */
    private static double enumerate(Table table, List<Constraint> constraints, int[] actions, int customer) {
        if (customer == actions.length) {
            return isFeasible(table, constraints, actions) ? worth(table, actions) : Double.NaN;
        }
        double best = Double.NaN;
        for (int a = -1; a < table.values()[customer].length; a++) {
            if (a < 0 || !Double.isNaN(table.values()[customer][a])) {
                actions[customer] = a;
                double value = enumerate(table, constraints, actions, customer + 1);
                best = Double.isNaN(best) ? value : Double.isNaN(value) ? best : Math.max(best, value);
            }
        }
        return best;
    }

    private static boolean isFeasible(Table table, List<Constraint> constraints, int[] actions) {
        int column = 0;
        for (Constraint constraint : constraints) {
            double used = 0;
            for (int i = 0; i < actions.length; i++) {
                used += actions[i] < 0 ? 0 : use(constraint, table.usage()[i], column, actions[i]);
            }
            column += constraint.isRead() ? 1 : 0;
            if (constraint.minimum() ? used < constraint.bound() - 1e-9 : used > constraint.bound() + 1e-9) {
                return false;
            }
        }
        return true;
    }

    private static double worth(Table table, int[] actions) {
        double value = 0;
        for (int i = 0; i < actions.length; i++) {
            value += actions[i] < 0 ? 0 : table.values()[i][actions[i]];
        }
        return value;
    }

    private static int[] actions(Allocation allocation, AllocationSource source, List<Certificate> certificate) {
        int[] actions = new int[Math.toIntExact(source.customers())];
        certificate.add(allocation.solve(source, (customer, action) -> actions[(int) customer] = action));
        return actions;
    }

    @Test
    void two_customers_and_two_places_are_worth_18_where_greedy_takes_11() {
        List<Constraint> places = List.of(Constraint.atMost("first", 1, 1, 0), Constraint.atMost("second", 1, 0, 1));
        List<Certificate> certificate = new ArrayList<>();

        int[] actions =
                actions(Allocation.of(2, places), new Table(new double[] {10, 9}, new double[] {9, 1}), certificate);

        assertThat(actions).containsExactly(1, 0);
        assertThat(certificate.get(0).value()).isEqualTo(18);
        assertThat(certificate.get(0).upperBound()).isCloseTo(18, within(1e-9));
        assertThat(certificate.get(0).relativeGap()).isLessThan(1e-9);
    }

    @Test
    void small_cases_lie_between_the_best_of_all_assignments_and_the_bound() {
        int exact = 0;
        int feasible = 0;
        for (int seed = 0; seed < 150; seed++) {
            Table table = random(6, 3, 1, seed);
            SplittableRandom random = new SplittableRandom(1000 + seed);
            List<Constraint> constraints = new ArrayList<>();
            constraints.add(Constraint.atMost("budget", random.nextDouble(2, 12)));
            constraints.add(Constraint.atMost("places", random.nextInt(1, 4), 1, 1, 0));
            if (seed % 2 == 0) {
                constraints.add(Constraint.atLeast("third", random.nextInt(1, 4), 0, 0, 1));
            }
            double best = enumerate(table, constraints, new int[6], 0);
            List<Certificate> certificates = new ArrayList<>();

            int[] actions = actions(Allocation.of(3, constraints), table, certificates);

            Certificate certificate = certificates.get(0);
            if (Double.isNaN(best)) {
                assertThat(certificate.status()).isNotEqualTo(Certificate.Status.FEASIBLE);
                continue;
            }
            assertThat(certificate.status()).as("seed %d", seed).isNotEqualTo(Certificate.Status.INFEASIBLE);
            if (certificate.status() == Certificate.Status.FEASIBLE) {
                feasible++;
                assertThat(isFeasible(table, constraints, actions)).isTrue();
                assertThat(certificate.value()).isCloseTo(worth(table, actions), within(1e-9));
                assertThat(certificate.value()).isLessThanOrEqualTo(best + 1e-9);
                exact += certificate.value() > best - 1e-9 ? 1 : 0;
            }
            assertThat(certificate.upperBound()).isGreaterThanOrEqualTo(best - 1e-9);
        }
        assertThat(feasible).isGreaterThan(130);
        assertThat(exact).isGreaterThan(feasible * 9 / 10);
    }

    @Test
    void the_bound_of_one_budget_is_the_optimum_of_the_linear_programme() {
        for (int seed = 0; seed < 20; seed++) {
            Table table = random(200, 4, 1, seed);
            double budget = 60;
            Certificate certificate = Allocation.of(4, List.of(Constraint.atMost("budget", budget)))
                    .solve(table, AssignmentSink.NONE);

            double optimum = linearProgramme(table, budget);
            assertThat(certificate.upperBound()).isCloseTo(optimum, within(1e-5 * optimum));
            assertThat(certificate.relativeGap()).isLessThan(0.01);
        }
    }

    /** Multiple-choice knapsack: the upper hull of each customer's options, filled by value per cost. */
    private static double linearProgramme(Table table, double budget) {
        List<double[]> steps = new ArrayList<>();
        for (int i = 0; i < table.values().length; i++) {
            double value = 0;
            double cost = 0;
            while (true) {
                double[] steepest = null;
                for (int a = 0; a < table.values()[i].length; a++) {
                    double dv = table.values()[i][a] - value;
                    double dc = table.usage()[i][a][0] - cost;
                    if (dv > 0 && dc > 0 && (steepest == null || dv * steepest[1] > steepest[0] * dc)) {
                        steepest = new double[] {dv, dc};
                    }
                }
                if (steepest == null) {
                    break;
                }
                steps.add(steepest);
                value += steepest[0];
                cost += steepest[1];
            }
        }
        steps.sort((x, y) -> Double.compare(y[0] / y[1], x[0] / x[1]));
        double total = 0;
        double left = budget;
        for (double[] step : steps) {
            double share = Math.min(1, left / step[1]);
            total += share * step[0];
            left -= share * step[1];
        }
        return total;
    }

    @Test
    void twenty_thousand_customers_are_settled_within_a_ten_thousandth_under_caps_and_minimums() {
        Table table = random(20_000, 6, 1, 3);
        List<Constraint> constraints = List.of(
                Constraint.atMost("budget", 20_000),
                Constraint.atMost("calls", 1_500, 1, 0, 0, 1, 0, 0),
                Constraint.atMost("letters", 2_500, 0, 1, 0, 0, 0, 0),
                Constraint.atLeast("welcome", 3_000, 0, 0, 1, 0, 0, 0));

        Certificate certificate = Allocation.of(6, constraints).solve(table, AssignmentSink.NONE);

        assertThat(certificate.status()).isEqualTo(Certificate.Status.FEASIBLE);
        assertThat(certificate.relativeGap()).isBetween(0.0, 1e-4);
        assertThat(certificate.constraints().get(0).shadowPrice()).isPositive();
        for (Certificate.Use use : certificate.constraints()) {
            double bound = use.constraint().bound();
            assertThat(use.constraint().minimum() ? bound - use.used() : use.used() - bound)
                    .isLessThanOrEqualTo(1e-10 * bound);
        }
    }

    @Test
    void a_shadow_price_is_what_one_more_unit_brings() {
        Table table = random(5_000, 4, 1, 8);
        Certificate less = budget(table, 4_000);
        Certificate more = budget(table, 4_050);

        double slope = (more.upperBound() - less.upperBound()) / 50;

        assertThat(slope)
                .isBetween(
                        more.constraints().get(0).shadowPrice() - 1e-3,
                        less.constraints().get(0).shadowPrice() + 1e-3);
    }

    private static Certificate budget(Table table, double bound) {
        return Allocation.of(4, List.of(Constraint.atMost("budget", bound))).solve(table, AssignmentSink.NONE);
    }

    @Test
    void a_minimum_costs_and_its_price_is_negative() {
        double[][] values = new double[10_000][];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = new double[] {-random.nextDouble()};
        }
        Certificate certificate = Allocation.of(1, List.of(Constraint.atLeast("told", 2_500, 1)))
                .solve(new Table(values), AssignmentSink.NONE);

        assertThat(certificate.assigned()).isEqualTo(2_500);
        double[] sorted = Arrays.stream(values).mapToDouble(v -> -v[0]).sorted().toArray();
        double least = -Arrays.stream(sorted).limit(2_500).sum();
        assertThat(certificate.value()).isCloseTo(least, within(1e-4 * -least));
        assertThat(certificate.constraints().get(0).shadowPrice()).isCloseTo(-sorted[2_500], within(1e-3));
    }

    @Test
    void equal_customers_fill_every_place() {
        double[][] values = new double[50_000][];
        Arrays.setAll(values, i -> new double[] {10, 10});
        Certificate certificate = Allocation.of(
                        2, List.of(Constraint.atMost("a", 15_000, 1, 0), Constraint.atMost("b", 12_000, 0, 1)))
                .solve(new Table(values), AssignmentSink.NONE);

        assertThat(certificate.value()).isEqualTo(270_000);
        assertThat(certificate.relativeGap()).isLessThan(1e-5);
    }

    @Test
    void the_assignment_is_the_same_bits_on_every_executor() {
        Table table = random(30_000, 5, 1, 11);
        Allocation allocation = Allocation.of(
                5, List.of(Constraint.atMost("budget", 25_000), Constraint.atMost("calls", 3_000, 1, 1, 0, 0, 0)));
        int[] alone = new int[30_000];
        Certificate first = allocation.solve(table, (i, a) -> alone[(int) i] = a);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            int[] together = new int[30_000];
            Certificate second = allocation.solve(table, (i, a) -> together[(int) i] = a, threads, 4);
            Certificate refused = allocation.solve(
                    table,
                    AssignmentSink.NONE,
                    task -> {
                        throw new RejectedExecutionException();
                    },
                    4);

            assertThat(second).isEqualTo(first).isEqualTo(refused);
            assertThat(together).isEqualTo(alone);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void constraints_that_contradict_each_other_are_proven_infeasible() {
        Table table = random(9_000, 2, 0, 2);
        Certificate together = Allocation.of(
                        2,
                        List.of(
                                Constraint.atMost("contacts", 1_000, 1, 1),
                                Constraint.atLeast("first", 800, 1, 0),
                                Constraint.atLeast("second", 400, 0, 1)))
                .solve(table, AssignmentSink.NONE);
        Certificate alone = Allocation.of(2, List.of(Constraint.atLeast("first", 9_001, 1, 0)))
                .solve(table, (customer, action) -> {
                    throw new AssertionError("there is nothing to hand out");
                });

        assertThat(together.status()).isEqualTo(Certificate.Status.INFEASIBLE);
        assertThat(together.constraints())
                .allSatisfy(use -> assertThat(use.shadowPrice()).isNotZero());
        assertThat(together.relativeGap()).isNaN();
        assertThat(alone.status()).isEqualTo(Certificate.Status.INFEASIBLE);
    }

    @Test
    void what_a_source_must_not_tell_is_refused_in_words() {
        Allocation allocation = Allocation.of(1, List.of(Constraint.atMost("budget", 1)));

        assertThatThrownBy(() -> allocation.solve(
                        new Table(new double[][] {{1}}, new double[][][] {{{-2}}}), AssignmentSink.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The usage (-2.0) of constraint \"budget\" by action 0 for customer 0 must be finite and at"
                        + " least 0.\nMaybe an income belongs into the value.");
        assertThatThrownBy(() -> Allocation.of(2, List.of(Constraint.atMost("calls", 1, 1))))
                .hasMessage("The usages (1) of constraint \"calls\" must be one for each of the 2 actions.\n"
                        + "Maybe give none, and let the source tell them.");
        assertThatThrownBy(() -> Constraint.atMost("calls", Double.NaN, 1))
                .hasMessage("The bound (NaN) of constraint \"calls\" must be finite and at least 0.\n"
                        + "Maybe leave the constraint out.");
    }
}
