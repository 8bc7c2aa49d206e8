// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final Schema SCHEMA =
            Schema.builder().number("x").category("city").date("day").build();
    private static final DriftLimits LIMITS = DriftLimits.defaults();
    private final SplittableRandom random = new SplittableRandom(9);

    private List<Row> rows(int n, double shift, double missing, double share) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Row row = new Row(SCHEMA);
            row.setNumber(0, random.nextDouble() < missing ? Double.NaN : random.nextGaussian() + shift);
            row.setText(1, random.nextDouble() < share ? "a" : "b");
            row.setNumber(2, i);
            rows.add(row);
        }
        return rows;
    }

    private static FeatureMatrix matrix(double... values) {
        return FeatureMatrix.of(FeatureNames.of("f"), values);
    }

    @Test
    void the_same_customers_are_stable_and_moved_ones_are_not() {
        DriftBaseline baseline = DriftBaseline.of(SCHEMA, rows(5_000, 0, 0.1, 0.5));

        DriftReport same = baseline.compare(rows(5_000, 0, 0.1, 0.5), LIMITS);
        assertThat(same.status()).isEqualTo(DriftStatus.STABLE);
        assertThat(same.referenceRows()).isEqualTo(5_000);
        assertThat(same.rows()).isEqualTo(5_000);
        assertThat(same.fields().get(2).psi()).isNaN();

        DriftReport shifted = baseline.compare(rows(5_000, 1, 0.1, 0.5), LIMITS);
        assertThat(shifted.fields(DriftStatus.ALARM))
                .extracting(FieldDrift::field)
                .containsExactly("x");
        // Two normal distributions one deviation apart: 2Φ(0.5) - 1.
        assertThat(shifted.fields().get(0).ks()).isCloseTo(0.3829, within(0.03));

        DriftReport lost = baseline.compare(rows(5_000, 0, 0.17, 0.5), LIMITS);
        assertThat(lost.fields(DriftStatus.WARNING))
                .extracting(FieldDrift::field)
                .containsExactly("x");
        assertThat(lost.fields().get(0).missingNow()).isCloseTo(0.17, within(0.02));

        DriftReport moved = baseline.compare(rows(5_000, 0, 0.1, 0.9), LIMITS);
        assertThat(moved.fields(DriftStatus.ALARM))
                .extracting(FieldDrift::field)
                .containsExactly("city");
        assertThat(moved.fields().get(1).ks()).isNaN();
    }

    @Test
    void the_index_of_levels_is_the_textbook_sum() {
        List<Row> before = new ArrayList<>();
        List<Row> now = new ArrayList<>();
        Schema schema = Schema.builder().category("c").build();
        String[] levels = {"a", "b", null};
        int[] beforeCounts = {60, 30, 10};
        int[] nowCounts = {30, 50, 20};
        double expected = 0;
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < beforeCounts[k]; i++) {
                before.add(new Row(schema));
                before.get(before.size() - 1).setText(0, levels[k]);
            }
            for (int i = 0; i < nowCounts[k]; i++) {
                now.add(new Row(schema));
                now.get(now.size() - 1).setText(0, levels[k]);
            }
            expected += (nowCounts[k] - beforeCounts[k]) / 100.0 * Math.log((double) nowCounts[k] / beforeCounts[k]);
        }

        assertThat(DriftBaseline.of(schema, before)
                        .compare(now, LIMITS)
                        .fields()
                        .get(0)
                        .psi())
                .isCloseTo(expected, within(1e-12));

        now.forEach(row -> row.setText(0, "new"));
        double unseen = DriftBaseline.of(schema, before)
                .compare(now, LIMITS)
                .fields()
                .get(0)
                .psi();
        double floor = 0.005;
        expected = (floor - 0.6) * Math.log(floor / 0.6)
                + (floor - 0.3) * Math.log(floor / 0.3)
                + (1 - floor) * Math.log(1 / floor)
                + (floor - 0.1) * Math.log(floor / 0.1);
        assertThat(unseen).isCloseTo(expected, within(1e-12));
    }

    @Test
    void the_index_of_numbers_is_over_tenths_of_the_reference() {
        double[] before = new double[100];
        double[] now = new double[100];
        for (int i = 0; i < 100; i++) {
            before[i] = i;
            now[i] = i < 50 ? i : 5;
        }
        // Tenths 0-9, 10-19, …: now 60, 10, 10, 10, 10 and five empty ones that count as half a row.
        double expected = 0.5 * Math.log(6) + 5 * (0.005 - 0.1) * Math.log(0.05);

        FieldDrift drift = DriftBaseline.of(matrix(before))
                .compare(matrix(now), LIMITS)
                .fields()
                .get(0);

        assertThat(drift.psi()).isCloseTo(expected, within(1e-12));
        assertThat(drift.ks()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void the_distance_is_that_of_the_two_distribution_functions() {
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(60);
            int m = 1 + random.nextInt(60);
            int scale = 1 + random.nextInt(20);
            double[] before = random.ints(n, 0, scale).mapToDouble(x -> x).toArray();
            double[] now = random.ints(m, -2, scale + 3).mapToDouble(x -> x).toArray();
            double expected = 0;
            for (double at = -3; at <= scale + 3; at++) {
                expected = Math.max(expected, Math.abs(atMost(before, at) - atMost(now, at)));
            }
            FieldDrift drift = DriftBaseline.of(matrix(before))
                    .compare(matrix(now), LIMITS)
                    .fields()
                    .get(0);
            assertThat(drift.ks()).isCloseTo(expected, within(1e-12));
        }
    }

    private static double atMost(double[] values, double at) {
        int count = 0;
        for (double x : values) {
            count += x <= at ? 1 : 0;
        }
        return (double) count / values.length;
    }

    @Test
    void a_constant_is_left_in_either_direction() {
        DriftBaseline baseline = DriftBaseline.of(matrix(10, 10, 10));

        assertThat(baseline.compare(matrix(5, 5), LIMITS).fields().get(0).ks()).isEqualTo(1);
        assertThat(baseline.compare(matrix(15, 15), LIMITS).fields().get(0).ks())
                .isEqualTo(1);
        assertThat(baseline.compare(matrix(10, 10), LIMITS).status()).isEqualTo(DriftStatus.STABLE);
    }

    @Test
    void many_values_are_compared_at_quantiles_and_a_missing_side_has_no_distance() {
        double[] before = random.doubles(20_000).toArray();
        double[] now = random.doubles(20_000).map(x -> x * x).toArray();
        double ks = DriftBaseline.of(matrix(before))
                .compare(matrix(now), LIMITS)
                .fields()
                .get(0)
                .ks();

        assertThat(ks).as("the largest √x - x is a quarter").isCloseTo(0.25, within(0.02));
        FieldDrift gone = DriftBaseline.of(matrix(before))
                .compare(matrix(Double.NaN, Double.NaN), LIMITS)
                .fields()
                .get(0);
        assertThat(gone.ks()).isNaN();
        assertThat(gone.status()).isEqualTo(DriftStatus.ALARM);
    }

    @Test
    void a_restored_baseline_and_a_stream_give_the_same_report() {
        DriftBaseline baseline = DriftBaseline.of(SCHEMA, rows(3_000, 0, 0.1, 0.5));
        DriftBaseline restored = DriftBaseline.restore(baseline.state());
        List<Row> now = rows(500, 0.3, 0.2, 0.6);
        DriftMonitor monitor = restored.monitor();
        monitor.add(now.get(0));
        monitor.reset();
        now.forEach(monitor::add);

        assertThat(restored).isEqualTo(baseline).hasSameHashCodeAs(baseline);
        assertThat(monitor.rows()).isEqualTo(500);
        assertThat(monitor.report(LIMITS)).isEqualTo(baseline.compare(now, LIMITS));
    }

    @Test
    void wrong_input_is_refused() {
        DriftBaseline baseline = DriftBaseline.of(SCHEMA, rows(10, 0, 0, 0.5));

        assertThatThrownBy(() -> baseline.compare(matrix(1), LIMITS))
                .hasMessage("The features (1 columns) of a drift comparison must be those of the baseline (3) in its"
                        + " order.\nMaybe they come from another pipeline.");
        assertThatThrownBy(() -> baseline.monitor().add(new double[3]))
                .hasMessage("The feature vector (3 elements) of a drift monitor must have the baseline's 3 fields, all"
                        + " numbers.\nMaybe the baseline was made of raw rows: add rows.");
        assertThatThrownBy(() -> baseline.monitor().report(LIMITS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The rows (0) of a drift report must be at least one.\nMaybe add some first.");
        assertThatThrownBy(() -> new DriftLimits(0.3, 0.25, 0.1, 0.2, 0.05, 0.1))
                .hasMessage(
                        "The limits (warning 0.3, alarm 0.25) of the population stability index must be above 0, the"
                                + " warning not above the alarm.\nMaybe use DriftLimits.defaults().");
        State damaged = State.builder()
                .putAll(
                        "fields",
                        List.of(State.builder()
                                .put("field", "x")
                                .put("type", "NUMBER")
                                .put("points", new double[] {1})
                                .putTexts("levels", List.of())
                                .put("counts", new double[] {1, 2})
                                .build()))
                .build();
        assertThatThrownBy(() -> DriftBaseline.restore(damaged))
                .hasMessage(
                        "The saved distribution of field \"x\" must have a type, ascending points or distinct levels,"
                                + " and a count for each.\nMaybe the file is damaged or was changed by hand.");
    }
}
