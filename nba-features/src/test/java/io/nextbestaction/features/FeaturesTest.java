// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    record Customer(
            String id,
            int age,
            @Nullable String country,
            double balance,
            @Nullable Integer products,
            @Nullable Boolean active,
            @Nullable LocalDate joined) {}

    private static final Schema SCHEMA = Schema.of(Customer.class);
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    private static List<Row> rows(Customer... customers) {
        RowBinder<Customer> binder = RowBinder.ofRecord(Customer.class);
        List<Row> rows = new ArrayList<>();
        for (Customer customer : customers) {
            Row row = new Row(SCHEMA);
            binder.bind(customer, row);
            rows.add(row);
        }
        return rows;
    }

    private static final List<Row> ROWS = rows(
            new Customer("a", 30, "FR", 100, 2, true, DAY.minusDays(10)),
            new Customer("b", 40, "DE", -50, null, null, null),
            new Customer("c", 50, "FR", 0, 1, false, DAY.minusDays(20)));

    private static double[] first(FittedPipeline fitted, Row row) {
        double[] out = new double[fitted.features().size()];
        fitted.transform(row, out);
        return out;
    }

    private static List<String> names(FittedPipeline fitted) {
        return fitted.features().features().stream().map(Feature::name).toList();
    }

    @Test
    void the_house_example_fits() {
        FittedPipeline fitted = Features.of(Customer.class)
                .ignore("id", "joined")
                .oneHot("country")
                .log("balance")
                .fit(SCHEMA, ROWS);

        assertThat(names(fitted))
                .containsExactly("age", "country=DE", "country=FR", "log(balance)", "products", "active");
        assertThat(fitted.features().features())
                .extracting(f -> f.sources().get(0))
                .containsExactly("age", "country", "country", "balance", "products", "active");
        assertThat(first(fitted, ROWS.get(0))).containsExactly(30, 0, 1, StrictMath.log1p(100), 2, 1);
        assertThat(first(fitted, ROWS.get(1))).containsExactly(40, 1, 0, -StrictMath.log1p(50), Double.NaN, Double.NaN);
    }

    @Test
    void dates_become_days_before_the_reference_date() {
        FittedPipeline fitted = Features.all().only("joined").asOf(DAY).fit(SCHEMA, ROWS);

        assertThat(names(fitted)).containsExactly("days since joined");
        assertThat(first(fitted, ROWS.get(0))).containsExactly(10);
        assertThat(first(fitted, ROWS.get(1))).containsExactly(Double.NaN);
    }

    @Test
    void a_date_without_a_reference_date_is_an_error_that_names_the_fix() {
        Features recipe = Features.all().only("joined");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.fit(SCHEMA, ROWS))
                .withMessage("The date field \"joined\" of the recipe must have a reference date to count days from.\n"
                        + "Maybe add .asOf(LocalDate.of(2026, 1, 31)), the day the data describes,"
                        + " or .ignore(\"joined\").");
    }

    @Test
    void steps_on_one_number_go_impute_log_scale_whatever_the_order_said() {
        Features one = Features.of(SCHEMA).only("products").scale("products").log("products");
        Features two = Features.of(SCHEMA).only("products").log("products").scale("products");
        FittedPipeline fitted =
                one.impute("products", Impute.mean().withIndicator()).fit(SCHEMA, ROWS);

        double[] logs = {Math.log1p(2), Math.log1p(1.5), Math.log1p(1)};
        double mean = (logs[0] + logs[1] + logs[2]) / 3;
        double variance = 0;
        for (double log : logs) {
            variance += (log - mean) * (log - mean) / 3;
        }
        assertThat(names(fitted)).containsExactly("scaled(log(products))", "products missing");
        assertThat(first(fitted, ROWS.get(1))[0])
                .isCloseTo((logs[1] - mean) / Math.sqrt(variance), org.assertj.core.api.Assertions.within(1e-12));
        assertThat(first(fitted, ROWS.get(1))[1]).isEqualTo(1);
        assertThat(first(fitted, ROWS.get(0))[1]).isEqualTo(0);
        assertThat(one.fit(SCHEMA, ROWS)).isEqualTo(two.fit(SCHEMA, ROWS));
    }

    @Test
    void a_common_beginning_may_be_continued_twice() {
        Features common = Features.of(SCHEMA).only("age", "balance");
        FittedPipeline raw = common.fit(SCHEMA, ROWS);
        FittedPipeline logged = common.log("balance").fit(SCHEMA, ROWS);
        FittedPipeline scaled = common.scale("age").fit(SCHEMA, ROWS);

        assertThat(names(raw)).containsExactly("age", "balance");
        assertThat(names(logged)).containsExactly("age", "log(balance)");
        assertThat(names(scaled)).containsExactly("scaled(age)", "balance");
        assertThat(names(common.fit(SCHEMA, ROWS))).containsExactly("age", "balance");
    }

    @Test
    void an_ordinal_is_its_rank_and_unseen_or_missing_is_nan() {
        List<Row> rows = rows(
                new Customer("a", 1, "low", 0, 0, true, DAY),
                new Customer("b", 1, "high", 0, 0, true, DAY),
                new Customer("c", 1, "odd", 0, 0, true, DAY),
                new Customer("d", 1, null, 0, 0, true, DAY));
        Features recipe = Features.of(SCHEMA).only("country").ordinal("country", List.of("low", "mid", "high"));
        FittedPipeline fitted = recipe.fit(SCHEMA, rows);
        FittedPipeline filled = recipe.impute("country", Impute.mostFrequent().withIndicator())
                .fit(SCHEMA, List.of(rows.get(1), rows.get(1), rows.get(0)));

        assertThat(names(fitted)).containsExactly("country");
        assertThat(fitted.transform(rows).values()).containsExactly(0, 2, Double.NaN, Double.NaN);
        assertThat(filled.transform(rows).values()).containsExactly(0, 0, 2, 0, Double.NaN, 0, 2, 1);
    }

    @Test
    void a_constant_field_scales_to_zero_and_stays_missing_where_it_is() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            rows.addAll(rows(new Customer("x", 3, "FR", 0.1, null, true, DAY)));
        }
        FittedPipeline fitted = Features.of(SCHEMA)
                .only("balance", "products")
                .scale("balance", "products")
                .fit(SCHEMA, rows);
        Row later = rows(new Customer("y", 3, "FR", 5, 4, true, DAY)).get(0);

        assertThat(first(fitted, rows.get(0))).containsExactly(0, Double.NaN);
        assertThat(first(fitted, later)).containsExactly(0, 0);
    }

    @Test
    void every_way_to_impute() {
        List<Row> rows = rows(
                new Customer("a", 1, "FR", 0, 3, true, DAY),
                new Customer("b", 1, null, 0, 1, true, DAY.minusDays(4)),
                new Customer("c", 1, "DE", 0, 1, null, DAY.minusDays(2)),
                new Customer("d", 1, "DE", 0, 11, false, null),
                new Customer("e", 1, "FR", 0, null, null, null));
        Features base = Features.of(SCHEMA).asOf(DAY);
        Row last = rows.get(4);

        assertThat(first(base.only("products").impute("products", Impute.mean()).fit(SCHEMA, rows), last))
                .containsExactly(4);
        assertThat(first(
                        base.only("products")
                                .impute("products", Impute.median())
                                .fit(SCHEMA, rows),
                        last))
                .containsExactly(2);
        assertThat(first(
                        base.only("products")
                                .impute("products", Impute.mostFrequent())
                                .fit(SCHEMA, rows),
                        last))
                .containsExactly(1);
        assertThat(first(
                        base.only("products")
                                .impute("products", Impute.constant(-1))
                                .fit(SCHEMA, rows),
                        last))
                .containsExactly(-1);
        assertThat(first(base.only("active").impute("active", Impute.mean()).fit(SCHEMA, rows), last)[0])
                .isCloseTo(2.0 / 3, org.assertj.core.api.Assertions.within(1e-15));
        assertThat(first(base.only("joined").impute("joined", Impute.median()).fit(SCHEMA, rows), last))
                .containsExactly(2);
        FittedPipeline country = base.only("country")
                .impute("country", Impute.mostFrequent().withIndicator())
                .fit(SCHEMA, rows);
        assertThat(names(country)).containsExactly("country=DE", "country=FR", "country missing");
        assertThat(first(country, rows.get(1))).containsExactly(1, 0, 1);
        assertThat(first(country, rows.get(0))).containsExactly(0, 1, 0);
    }

    @Test
    void unknown_fields_and_wrong_types_are_refused_at_the_call() {
        Features recipe = Features.of(SCHEMA);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.log("balanse"))
                .withMessage("The field \"balanse\" must be one of the schema's 7 fields.\n"
                        + "Maybe \"balance\" was meant.");
        assertThatIllegalArgumentException().isThrownBy(() -> recipe.ignore("iid"));
        assertThatIllegalArgumentException().isThrownBy(() -> recipe.only("iid"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.log("country"))
                .withMessage("The field \"country\" (CATEGORY) of the step log must be a NUMBER or DATE.\n"
                        + "Maybe use .oneHot(\"country\"), .ordinal(…) or Impute.mostFrequent().");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.scale("active"))
                .withMessage("The field \"active\" (BOOLEAN) of the step scale must be a NUMBER or DATE.\n"
                        + "Maybe leave it out: a BOOLEAN is 0 or 1 already.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.oneHot("age"))
                .withMessage("The field \"age\" (NUMBER) of the step oneHot must be a CATEGORY.\n"
                        + "Maybe leave it out: a NUMBER is a number already, or declare the field as a CATEGORY.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.impute("country", Impute.mean()))
                .withMessage("The field \"country\" (CATEGORY) of the step impute mean must be a NUMBER or BOOLEAN or"
                        + " DATE.\nMaybe use .oneHot(\"country\"), .ordinal(…) or Impute.mostFrequent().");
    }

    @Test
    void without_a_schema_the_same_is_refused_when_fitted() {
        Features unknown = Features.all().log("balanse");
        Features wrong = Features.all().log("country");
        Features onlyUnknown = Features.all().only("iid");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> unknown.fit(SCHEMA, ROWS))
                .withMessageContaining("Maybe \"balance\" was meant.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong.fit(SCHEMA, ROWS))
                .withMessageStartingWith("The field \"country\" (CATEGORY) of the step log");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> onlyUnknown.fit(SCHEMA, ROWS))
                .withMessageStartingWith("The field \"iid\" must be one of the schema's 7 fields.");
    }

    @Test
    void a_recipe_must_not_contradict_or_repeat_itself() {
        Features recipe = Features.of(SCHEMA);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.ignore("balance").log("balance"))
                .withMessage("The field \"balance\" of the recipe must be either ignored or used, not both.\n"
                        + "Maybe remove .ignore(\"balance\").");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.log("balance").ignore("balance"))
                .withMessageStartingWith("The field \"balance\" of the recipe must be either ignored or used");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.oneHot("country").ordinal("country", List.of("a")))
                .withMessage("The field \"country\" of the recipe must be either one-hot or ordinal, not both.\n"
                        + "Maybe remove .oneHot(\"country\").");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.log("balance").log("balance"))
                .withMessage("The field \"balance\" of the recipe must have the step log once.\n"
                        + "Maybe an earlier line of the recipe names it too.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.log("balance").only("age"))
                .withMessage("The field \"balance\" of the recipe must be one of those in only(…).\n"
                        + "Maybe add it there.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.only("age").scale("balance"))
                .withMessageStartingWith("The field \"balance\" of the recipe must be one of those in only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.only("age").only("age"))
                .withMessage("The recipe must have only(…) once.\nMaybe name all fields in one call.");
        assertThatIllegalArgumentException()
                .isThrownBy(recipe::only)
                .withMessage("The fields (0) of only(…) must be at least one.\n"
                        + "Maybe leave the call out to use every field.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.ordinal("country", List.of("a", "b", "a")))
                .withMessage("The order (3 levels, 2 distinct) of field \"country\" must name each level once.\n"
                        + "Maybe list the levels from the lowest to the highest.");
    }

    @Test
    void fitting_needs_rows_of_the_schema_and_a_field_to_use() {
        Features recipe = Features.of(SCHEMA).only("age");
        Row foreign = new Row(Schema.builder().number("age").build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.fit(SCHEMA, List.of()))
                .withMessage("The training rows (0) of the features must be at least one.\nMaybe a filter left none.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.fit(SCHEMA, List.of(ROWS.get(0), foreign)))
                .withMessage(
                        "The row (number 2, 1 fields) of the training rows must have the schema given (7 fields).\n"
                                + "Maybe it was read with another schema.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.ignore("age").fit(SCHEMA, ROWS))
                .withMessage(
                        "The fields (0 of 7) the recipe uses must be at least one.\n" + "Maybe remove an .ignore(…).");
    }

    @Test
    void what_cannot_be_learned_is_refused() {
        List<Row> rows = rows(new Customer("a", 1, null, 1e300, null, true, DAY));
        List<Row> infinite = rows(new Customer("a", 1, null, 1, null, true, DAY));
        infinite.get(0).setNumber(SCHEMA.indexOf("balance"), Double.POSITIVE_INFINITY);
        List<Row> wide = rows(
                new Customer("a", 1, null, 1e300, null, true, DAY),
                new Customer("a", 1, null, -1e300, null, true, DAY));
        Features recipe = Features.of(SCHEMA);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.only("products")
                        .impute("products", Impute.median())
                        .fit(SCHEMA, rows))
                .withMessage("The field \"products\" (0 of 1 values present) must have a value to impute its median"
                        + " from.\nMaybe leave it out with .ignore(\"products\").");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.only("country")
                        .impute("country", Impute.mostFrequent())
                        .fit(SCHEMA, rows))
                .withMessageStartingWith("The field \"country\" (0 of 1 values present) must have a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.only("balance").fit(SCHEMA, infinite))
                .withMessage("The value of field \"balance\" in row 1 must be finite.\nMaybe make it missing: NaN.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe.only("balance").scale("balance").fit(SCHEMA, wide))
                .withMessage("The standard deviation (Infinity) of field \"balance\" must be finite.\n"
                        + "Maybe add .log(\"balance\").");
    }

    @Test
    void a_field_missing_in_every_row_stays_nan_and_imputes_by_a_constant() {
        List<Row> rows = rows(new Customer("a", 1, null, 0, null, null, null));

        assertThat(first(Features.of(SCHEMA).asOf(DAY).ignore("id").fit(SCHEMA, rows), rows.get(0)))
                .containsExactly(1, 1, 0, Double.NaN, Double.NaN, Double.NaN);
        assertThat(first(
                        Features.of(SCHEMA)
                                .only("products")
                                .impute("products", Impute.constant(7))
                                .fit(SCHEMA, rows),
                        rows.get(0)))
                .containsExactly(7);
    }

    @Test
    void options_check_their_values() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Impute.constant(Double.NaN))
                .withMessage("The constant (NaN) of an imputation must be finite.\n"
                        + "Maybe leave the field out: missing numbers stay NaN by default.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Levels.defaults().withMaximum(0))
                .withMessage("The maximum (0) of the levels must be at least 1.\nMaybe use Levels.defaults().");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Levels.defaults().withMinimumRows(0))
                .withMessage("The minimum of rows (0) of the levels must be at least 1.\nMaybe use Levels.defaults().");
        assertThat(Impute.constant(2).withIndicator())
                .isEqualTo(Impute.constant(2).withIndicator())
                .hasToString("constant(2.0).withIndicator()");
    }

    /** 120 levels are half of 240 rows, and three quarters of 160. */
    @Test
    void a_part_is_not_asked_again_whether_a_category_is_an_identifier() {
        Schema schema = Schema.builder().category("branch").build();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            Row row = new Row(schema);
            row.setText(0, "b" + i % 120);
            rows.add(row);
        }
        List<Row> part = rows.subList(0, 160);
        assertThatIllegalArgumentException().isThrownBy(() -> Features.all().fit(schema, part));

        Features settled = Features.all().settled(schema, rows);

        assertThat(settled.fit(schema, part).features().size()).isEqualTo(51);
        assertThat(settled.fit(schema, rows)).isEqualTo(Features.all().fit(schema, rows));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Features.all().settled(schema, part))
                .withMessage("The field \"branch\" (120 levels in 160 rows) of the recipe must be a category, not an"
                        + " identifier.\nMaybe leave it out with .ignore(\"branch\").");
    }
}
