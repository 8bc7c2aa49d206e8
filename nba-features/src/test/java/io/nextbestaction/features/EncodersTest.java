// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Frequency, quantile bins and the power transformation. */
class EncodersTest {
    private static final Schema SCHEMA =
            Schema.builder().category("city").number("x").date("day").build();
    private static final LocalDate AS_OF = LocalDate.ofEpochDay(1_000);
    private static final Features RECIPE = Features.of(SCHEMA).asOf(AS_OF);

    private static Row row(String city, double x, double day) {
        Row row = new Row(SCHEMA);
        row.setText(0, city);
        row.setNumber(1, x);
        row.setNumber(2, day);
        return row;
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(row(i < 5 ? "a" : i < 8 ? "b" : " ", i == 9 ? Double.NaN : i, 990 + i));
        }
        return rows;
    }

    private static double[] transform(FittedPipeline fitted, Row row) {
        double[] out = new double[fitted.features().size()];
        fitted.transform(row, out);
        return out;
    }

    private static void assertRestores(FittedPipeline fitted) {
        FittedPipeline restored = new FeaturesProvider().restore(SCHEMA, fitted.state());
        assertThat(restored).isEqualTo(fitted);
        assertThat(restored.transform(rows()).values())
                .isEqualTo(fitted.transform(rows()).values());
    }

    @Test
    void a_level_becomes_its_share() {
        FittedPipeline fitted = RECIPE.only("city").frequency("city").fit(SCHEMA, rows());

        assertThat(fitted.features().name(0)).isEqualTo("frequency(city)");
        assertThat(transform(fitted, row("a", 0, 0))).containsExactly(0.5);
        assertThat(transform(fitted, row("b", 0, 0))).containsExactly(0.3);
        assertThat(transform(fitted, row("", 0, 0))).containsExactly(0.2);
        assertThat(transform(fitted, row("unseen", 0, 0))).containsExactly(0);
        assertRestores(fitted);
    }

    @Test
    void an_imputed_level_counts_where_it_was_put() {
        FittedPipeline fitted = RECIPE.only("city")
                .frequency("city")
                .impute("city", Impute.mostFrequent().withIndicator())
                .fit(SCHEMA, rows());

        assertThat(transform(fitted, row(" ", 0, 0))).containsExactly(0.7, 1);
        assertThat(transform(fitted, row("b", 0, 0))).containsExactly(0.3, 0);
        assertRestores(fitted);
    }

    @Test
    void bins_have_equal_counts_and_take_new_values() {
        FittedPipeline fitted =
                RECIPE.ignore("city").bins("x", 3).bins("day", 2).fit(SCHEMA, rows());

        assertThat(fitted.features().name(0)).isEqualTo("bin(x)");
        assertThat(fitted.features().name(1)).isEqualTo("bin(days since day)");
        double[] expected = {0, 0, 0, 1, 1, 1, 2, 2, 2, Double.NaN};
        for (int i = 0; i < 10; i++) {
            double[] out = transform(fitted, rows().get(i));
            assertThat(Double.compare(out[0], expected[i])).isZero();
            assertThat(out[1]).isEqualTo(i < 5 ? 1 : 0);
        }
        assertThat(transform(fitted, row("a", 1e9, 1e9))).containsExactly(2, 0);
        assertThat(transform(fitted, row("a", -1e9, -1e9))).containsExactly(0, 1);
        assertRestores(fitted);
    }

    @Test
    void equal_values_share_a_bin_and_imputation_comes_first() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(row("a", i < 8 ? 0 : i, 0));
        }
        FittedPipeline fitted = RECIPE.only("x")
                .bins("x", 5)
                .impute("x", Impute.constant(50).withIndicator())
                .fit(SCHEMA, rows);

        assertThat(transform(fitted, row("a", 0, 0))).containsExactly(0, 0);
        assertThat(transform(fitted, row("a", 8, 0))).containsExactly(1, 0);
        assertThat(transform(fitted, row("a", Double.NaN, 0))).containsExactly(1, 1);
        assertRestores(fitted);
    }

    @Test
    void power_is_the_published_formula_and_increases() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 2_000; round++) {
            double lambda = round % 10 == 0 ? round % 3 : random.nextDouble(-5, 5);
            double x = random.nextDouble(-20, 20);
            double expected;
            if (x >= 0) {
                expected = lambda == 0 ? Math.log(x + 1) : (Math.pow(x + 1, lambda) - 1) / lambda;
            } else {
                expected = lambda == 2 ? -Math.log(1 - x) : -(Math.pow(1 - x, 2 - lambda) - 1) / (2 - lambda);
            }
            double actual = YeoJohnson.transform(x, lambda);
            assertThat(actual).isCloseTo(expected, within(1e-9 * Math.max(1e-3, Math.abs(expected))));
            assertThat(YeoJohnson.transform(x + 1e-3, lambda)).isGreaterThanOrEqualTo(actual);
        }
        assertThat(YeoJohnson.transform(Double.NaN, 0.5)).isNaN();
    }

    @Test
    void the_exponent_has_the_greatest_likelihood_of_a_fine_grid() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 20; round++) {
            double shape = random.nextDouble(0.2, 3);
            double[] values = random.doubles(200, 0, 1)
                    .map(u -> Math.exp(shape * u * 3) - 2)
                    .toArray();
            double fitted = YeoJohnson.fit(values);
            double best = YeoJohnson.likelihood(values, fitted);
            for (double lambda = -5; lambda <= 5; lambda += 0.01) {
                assertThat(YeoJohnson.likelihood(values, lambda)).isLessThanOrEqualTo(best + 1e-9);
            }
        }
        assertThat(YeoJohnson.fit(new double[] {7, 7})).isEqualTo(1);
        assertThat(YeoJohnson.fit(new double[0])).isEqualTo(1);
        assertThat(YeoJohnson.fit(new double[] {1e15, 1e15 + 1e9, 1e15 + 5e9})).isBetween(-5.0, 5.0);
    }

    /** Values of scikit-learn 1.2.1 (exponent) and SciPy 1.10.1 (transformed at 0.3). */
    @Test
    void power_agrees_with_an_independent_implementation() {
        double[] values = {0, 1, 2, 3, 5, 8, 13, 21, 34, -1, -4};

        assertThat(YeoJohnson.fit(values)).isCloseTo(0.56213392, within(1e-6));
        assertThat(YeoJohnson.transform(34, 0.3)).isCloseTo(6.351656264147415, within(1e-12));
        assertThat(YeoJohnson.transform(-4, 0.3)).isCloseTo(-8.485792098823671, within(1e-12));
    }

    @Test
    void power_goes_before_scale_and_survives_its_state() {
        FittedPipeline fitted = RECIPE.only("x").power("x").scale("x").fit(SCHEMA, rows());

        assertThat(fitted.features().name(0)).isEqualTo("scaled(power(x))");
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 9; i++) {
            double z = transform(fitted, rows().get(i))[0];
            sum += z;
            squares += z * z;
        }
        assertThat(sum).isCloseTo(0, within(1e-12));
        assertThat(squares / 9).isCloseTo(1, within(1e-12));
        assertRestores(fitted);
    }

    @Test
    void contradictions_are_refused() {
        assertThatThrownBy(() -> RECIPE.log("x").power("x"))
                .hasMessage("The field \"x\" of the recipe must be either logged or power transformed, not both.\n"
                        + "Maybe remove .log(\"x\").");
        assertThatThrownBy(() -> RECIPE.bins("x", 4).scale("x"))
                .hasMessage("The field \"x\" of the recipe must be either cut into bins or scaled, not both.\n"
                        + "Maybe remove .bins(\"x\", 4).");
        assertThatThrownBy(() -> RECIPE.oneHot("city").frequency("city"))
                .hasMessage("The field \"city\" of the recipe must be either a frequency or one-hot, not both.\n"
                        + "Maybe remove .frequency(\"city\").");
        assertThatThrownBy(() -> RECIPE.bins("x", 1))
                .hasMessage("The bins (1) of field \"x\" must be 2 to 1000.\nMaybe use 10.");
        assertThatThrownBy(() -> RECIPE.frequency("x"))
                .hasMessage("The field \"x\" (NUMBER) of the step frequency must be a CATEGORY.\n"
                        + "Maybe leave it out: a NUMBER is a number already, or declare the field as a CATEGORY.");
    }

    @Test
    void damaged_states_are_refused() {
        State bins = State.builder()
                .put("kind", "bins")
                .put("field", "x")
                .put("input", NumericEncoding.raw("x").state())
                .put("cuts", new double[] {2, 1})
                .build();
        assertThatThrownBy(() -> restore(bins))
                .hasMessage("The saved cuts (2) of field \"x\" must be ascending and fewer than 1000.\n"
                        + "Maybe the file is damaged or was changed by hand.");
        State frequency = State.builder()
                .put("kind", "frequency")
                .put("field", "city")
                .putTexts("levels", List.of("a", "a"))
                .put("shares", new double[] {0.5, 0.5})
                .put("missing", 0)
                .build();
        assertThatThrownBy(() -> restore(frequency))
                .hasMessage("The saved levels (2) of field \"city\" must be distinct, each with a share of 0 to 1.\n"
                        + "Maybe the file is damaged or was changed by hand.");
        State power = State.builder()
                .put("kind", "numeric")
                .put("field", "x")
                .put("log", false)
                .put("lambda", 6)
                .build();
        assertThatThrownBy(() -> restore(power))
                .hasMessage("The saved exponent (6.0) of field \"x\" must be -5 to 5 and not stand beside log.\n"
                        + "Maybe the file is damaged or was changed by hand.");
    }

    private static FittedPipeline restore(State encoding) {
        return new FeaturesProvider()
                .restore(
                        SCHEMA,
                        State.builder()
                                .put("format", 1)
                                .putAll("encodings", List.of(encoding))
                                .build());
    }
}
