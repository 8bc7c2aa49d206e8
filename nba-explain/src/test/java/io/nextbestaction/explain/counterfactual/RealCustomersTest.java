// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Context;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.explain.TestBank;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RealCustomersTest {
    private static final Offset<Double> DIGITS = within(1e-12);

    /** Balances 0, 100, 300 deviate from their median by 100 on average; products never vary, nor does age. */
    private static final List<Row> THREE = List.of(
            TestBank.row(0, 1, false, 40, 0.2, "FR"),
            TestBank.row(100, 1, false, 40, 0.2, "FR"),
            TestBank.row(300, 1, true, 40, Double.NaN, "DE"));

    @Test
    void differences_count_in_mean_deviations_and_others_one_each() {
        RealCustomers real = RealCustomers.of(THREE);
        assertThat(real.size()).isEqualTo(3);
        assertThat(real.of(TestBank.row(100, 1, false, 40, 0.2, "FR"))).isEqualTo(new Plausibility(0, 1));
        // of their own nearest they are 1, 1 and 2 + 3 away
        assertThat(real.of(TestBank.row(100, 2, false, 40, 0.2, "FR"))).isEqualTo(new Plausibility(1, 1));
        assertThat(real.of(TestBank.row(150, 1, false, 40, Double.NaN, "FR")))
                .isEqualTo(new Plausibility(1.5, 1.0 / 3));
        assertThat(real.of(TestBank.row(-400, 9, false, 41, 0.2, "IT"))).isEqualTo(new Plausibility(7, 0));
        Row stateless = TestBank.row(300, 1, true, 40, 0.2, "FR");
        stateless.setText(5, null);
        assertThat(real.of(stateless).distance()).isEqualTo(2, DIGITS);
    }

    /** Where every real customer has a twin, one more like them is as usual as can be. */
    @Test
    void a_customer_like_real_ones_who_are_all_alike_is_usual() {
        RealCustomers twins = RealCustomers.of(List.of(THREE.get(0), THREE.get(0), THREE.get(2), THREE.get(2)));
        assertThat(twins.of(THREE.get(2))).isEqualTo(new Plausibility(0, 1));
        assertThat(twins.of(THREE.get(1)).share()).isZero();
    }

    @Test
    void distances_are_those_of_trying_every_pair() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 30; i++) {
            List<Row> rows = rows(random, random.nextInt(2, 40));
            RealCustomers real = RealCustomers.of(rows);
            double[] scales = {scale(rows, 0), scale(rows, 1), 0, scale(rows, 3), scale(rows, 4)};
            double[] own = new double[rows.size()];
            for (int r = 0; r < own.length; r++) {
                own[r] = nearest(rows, rows.get(r), r, scales);
            }
            for (Row row : rows(random, 20)) {
                double distance = nearest(rows, row, -1, scales);
                int further = 0;
                for (double apart : own) {
                    further += apart >= distance - 1e-12 ? 1 : 0;
                }
                assertThat(real.of(row).distance()).isEqualTo(distance, DIGITS);
                assertThat(real.of(row).share()).isEqualTo((double) further / own.length, within(1e-12));
            }
        }
    }

    @Test
    void a_limit_takes_the_cheapest_of_the_plausible() {
        SplittableRandom random = new SplittableRandom(11);
        int dearer = 0;
        int none = 0;
        for (int i = 0; i < 40; i++) {
            NextBestAction<Row> nba = engine(RandomForests.forest(RandomForests.trees(random, 6, 4), 6, 0));
            AllowedChanges allowed = AllowedChanges.of(TestBank.SCHEMA)
                    .with(Change.range("balance", -2500, 3500, 250))
                    .with(Change.range("products", -2, 3, 1).costing(random.nextDouble(0.5, 4)));
            RealCustomers real = RealCustomers.of(rows(random, 25));
            Row row = rows(random, 1).get(0);
            double threshold = nba.churn(row) * 0.98;
            Goal goal = new Goal.ChurnBelow(threshold);
            Counterfactuals free = Counterfactuals.of(nba, allowed).among(real);
            CounterfactualReport limited =
                    Counterfactuals.of(nba, allowed).among(real, 0.8).find(row, Context.NONE, goal);
            double cheapest = Double.POSITIVE_INFINITY;
            double cheapestReal = Double.POSITIVE_INFINITY;
            for (double balance = -2750; balance <= 3500; balance += 250) {
                for (double products = -2; products <= 3; products++) {
                    Row changed = new Row(TestBank.SCHEMA);
                    changed.copyFrom(row);
                    changed.setNumber(0, balance < -2500 ? row.number(0) : balance);
                    changed.setNumber(1, products);
                    double cost = Math.abs(changed.number(0) - row.number(0)) / 250
                            + Math.abs(products - row.number(1)) * costOfProducts(allowed);
                    if (nba.churn(changed) < threshold) {
                        cheapest = Math.min(cheapest, cost);
                        cheapestReal = real.of(changed).share() >= 0.8 ? Math.min(cheapestReal, cost) : cheapestReal;
                    }
                }
            }
            CounterfactualReport all = free.find(row, Context.NONE, goal);
            assertThat(first(all)).isEqualTo(cheapest, within(1e-9));
            assertThat(all.implausible()).isZero();
            assertThat(first(limited)).isEqualTo(cheapestReal, within(1e-9));
            assertThat(limited.answers()).allSatisfy(answer -> assertThat(answer.plausibility())
                    .isNotNull()
                    .satisfies(p -> assertThat(p.share()).isGreaterThanOrEqualTo(0.8)));
            if (cheapestReal == Double.POSITIVE_INFINITY && cheapest < cheapestReal) {
                none++;
                assertThat(limited.toString())
                        .isEqualTo("No allowed change reaches the goal (" + goal + ") by a customer usual enough: all "
                                + limited.tried() + " were tried, and " + limited.implausible()
                                + " of them reach it by one too unusual to be real.");
            }
            dearer += cheapestReal > cheapest ? 1 : 0;
        }
        assertThat(dearer).isBetween(5, 39);
        assertThat(none).isBetween(1, 39);
    }

    private static NextBestAction<Row> engine(Scorer churn) {
        ActionCatalog catalog = ActionCatalog.builder()
                .name("test")
                .add(Action.named("card", "Card").value(100).response(0.2, 0.1))
                .build();
        return TestBank.builder(churn, catalog, Arbitration.expectedValue())
                .fit(TestBank.history().build());
    }

    private static double first(CounterfactualReport report) {
        return report.answers().isEmpty()
                ? Double.POSITIVE_INFINITY
                : report.answers().get(0).cost();
    }

    private static double costOfProducts(AllowedChanges allowed) {
        return ((Change.Range) allowed.changes().get(1)).costPerUnit();
    }

    private static List<Row> rows(SplittableRandom random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(TestBank.row(
                    random.nextInt(8) == 0 ? Double.NaN : random.nextInt(-20, 30) * 100,
                    random.nextInt(-2, 3),
                    random.nextBoolean(),
                    0.3,
                    random.nextInt(6) == 0 ? Double.NaN : random.nextInt(-2, 3),
                    List.of("FR", "DE", "IT").get(random.nextInt(3))));
        }
        Row known = rows.get(0);
        known.setNumber(0, Double.isNaN(known.number(0)) ? 0 : known.number(0));
        return rows;
    }

    private static double scale(List<Row> rows, int field) {
        List<Double> known = rows.stream()
                .map(row -> row.number(field))
                .filter(value -> !value.isNaN())
                .sorted()
                .toList();
        double median = known.isEmpty() ? 0 : known.get((known.size() - 1) / 2);
        ToDoubleFunction<Double> apart = value -> Math.abs(value - median);
        return known.stream().mapToDouble(apart).average().orElse(0);
    }

    private static double nearest(List<Row> rows, Row from, int except, double[] scales) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int r = 0; r < rows.size(); r++) {
            Row to = rows.get(r);
            double sum = String.valueOf(from.text(5)).equals(String.valueOf(to.text(5))) ? 0 : 1;
            for (int f = 0; f < 5; f++) {
                double apart = Math.abs(from.number(f) - to.number(f));
                boolean oneMissing = Double.isNaN(from.number(f)) != Double.isNaN(to.number(f));
                sum += oneMissing ? 1 : Double.isNaN(apart) || apart == 0 ? 0 : scales[f] == 0 ? 1 : apart / scales[f];
            }
            nearest = r == except ? nearest : Math.min(nearest, sum);
        }
        return nearest;
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> RealCustomers.of(THREE.subList(0, 1)))
                .hasMessage("The real customers (1) to compare with must be at least 2.\n"
                        + "Maybe the goal is met by too few; take a larger sample.");
        Row other = new Row(Schema.builder().number("x").build());
        assertThatThrownBy(() -> RealCustomers.of(THREE).of(other))
                .hasMessage("The row of the customer (1 fields) must be of the real customers' schema (6 fields).\n"
                        + "Maybe bind both by one engine.");
        assertThatThrownBy(() -> RealCustomers.of(List.of(other, THREE.get(0))))
                .hasMessageContaining("a real customer");
        NextBestAction<Row> nba = engine(TestBank.NOBODY);
        Counterfactuals search = Counterfactuals.of(nba, AllowedChanges.of(TestBank.SCHEMA));
        assertThatThrownBy(() -> search.among(RealCustomers.of(THREE), 5))
                .hasMessage("The least share (5.0) of real customers as unusual as an answer must lie in [0, 1].\n"
                        + "Maybe it was given in per cent.");
        assertThatThrownBy(() -> search.among(RealCustomers.of(List.of(other, other))))
                .hasMessage("The real customers (1 fields) must be of the engine's schema (6 fields).\n"
                        + "Maybe bind them by the engine.");
    }
}
