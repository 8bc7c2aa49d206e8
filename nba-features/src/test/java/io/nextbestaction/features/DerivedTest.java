// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Interactions and the parts of dates. */
class DerivedTest {
    private static final Schema SCHEMA = Schema.builder()
            .number("balance")
            .number("age")
            .flag("active")
            .category("country")
            .category("segment")
            .date("joined")
            .build();
    private static final Features NOTHING =
            Features.of(SCHEMA).ignore("balance", "age", "active", "country", "segment", "joined");
    private static final String DAMAGED = "\nMaybe the file is damaged or was changed by hand.";

    private static Row row(double balance, double age, double active, String country, String segment, double joined) {
        Row row = new Row(SCHEMA);
        row.setNumber(0, balance);
        row.setNumber(1, age);
        row.setNumber(2, active);
        row.setText(3, country);
        row.setText(4, segment);
        row.setNumber(5, joined);
        return row;
    }

    private static final List<Row> ROWS = List.of(
            row(100, 30, 1, "FR", "gold", 0),
            row(200, 40, 0, "FR", "basic", 1),
            row(300, 50, 1, "DE", "gold", 2),
            row(Double.NaN, 60, 0, "FR", "gold", 3));

    private static double[] transform(FittedPipeline fitted, Row row) {
        double[] out = new double[fitted.features().size()];
        fitted.transform(row, out);
        return out;
    }

    private static void assertRestores(FittedPipeline fitted) {
        FittedPipeline restored = new FeaturesProvider().restore(SCHEMA, fitted.state());
        assertThat(restored).isEqualTo(fitted);
        assertThat(restored.features()).isEqualTo(fitted.features());
        assertThat(restored.transform(ROWS).values())
                .isEqualTo(fitted.transform(ROWS).values());
    }

    @Test
    void numbers_are_multiplied_after_the_columns_of_the_fields() {
        FittedPipeline fitted = Features.of(SCHEMA)
                .only("balance", "age", "active")
                .interaction("age", "balance")
                .interaction("balance", "active")
                .fit(SCHEMA, ROWS);

        assertThat(fitted.features().features().subList(3, 5))
                .containsExactly(
                        new Feature("age × balance", List.of("age", "balance")),
                        new Feature("balance × active", List.of("balance", "active")));
        assertThat(transform(fitted, ROWS.get(0))).containsExactly(100, 30, 1, 3_000, 100);
        assertThat(transform(fitted, ROWS.get(3))[3]).isNaN();
        assertRestores(fitted);
    }

    @Test
    void numbers_enter_as_their_own_steps_leave_them() {
        FittedPipeline fitted = Features.of(SCHEMA)
                .only("balance", "age")
                .impute("balance", Impute.constant(7))
                .scale("age")
                .interaction("balance", "age")
                .fit(SCHEMA, ROWS);

        assertThat(fitted.features().name(2)).isEqualTo("balance × scaled(age)");
        for (Row row : ROWS) {
            double[] out = transform(fitted, row);
            assertThat(out[2]).isEqualTo(out[0] * out[1]);
        }
        assertRestores(fitted);
    }

    @Test
    void fields_that_are_ignored_may_interact() {
        FittedPipeline fitted = NOTHING.interaction("balance", "age").fit(SCHEMA, ROWS);

        assertThat(transform(fitted, ROWS.get(1))).containsExactly(8_000);
        assertRestores(fitted);
    }

    @Test
    void categories_are_crossed() {
        FittedPipeline fitted = NOTHING.interaction("country", "segment").fit(SCHEMA, ROWS);

        assertThat(fitted.features().features().stream().map(Feature::name))
                .containsExactly(
                        "country × segment=DE × gold", "country × segment=FR × basic", "country × segment=FR × gold");
        assertThat(fitted.features().features().get(0).sources()).containsExactly("country", "segment");
        assertThat(transform(fitted, ROWS.get(0))).containsExactly(0, 0, 1);
        assertThat(transform(fitted, ROWS.get(1))).containsExactly(0, 1, 0);
        assertThat(transform(fitted, row(0, 0, 0, "DE", "basic", 0))).containsExactly(0, 0, 0);
        assertThat(transform(fitted, row(0, 0, 0, "IT", "gold", 0))).containsExactly(0, 0, 0);
        assertThat(transform(fitted, row(0, 0, 0, "FR", " ", 0))).containsExactly(0, 0, 0);
        assertRestores(fitted);
    }

    @Test
    void pairs_beyond_the_fifty_most_frequent_share_a_column() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            for (int k = 0; k <= (i < 50 ? 1 : 0); k++) {
                rows.add(row(0, 0, 0, "c" + i / 6, "s" + i % 6, 0));
            }
        }
        FittedPipeline fitted = NOTHING.interaction("country", "segment").fit(SCHEMA, rows);

        assertThat(fitted.features().size()).isEqualTo(51);
        assertThat(fitted.features().name(50)).isEqualTo("country × segment=other");
        for (Row row : rows) {
            double[] out = transform(fitted, row);
            String name = "country × segment=" + row.text(3) + " × " + row.text(4);
            double sum = 0;
            for (int i = 0; i < out.length; i++) {
                sum += out[i];
                if (out[i] == 1 && i < 50) {
                    assertThat(fitted.features().name(i)).isEqualTo(name);
                }
            }
            assertThat(sum).isEqualTo(1);
        }
        assertRestores(fitted);
    }

    @Test
    void a_date_has_a_month_and_a_weekday() {
        FittedPipeline fitted = NOTHING.dateParts("joined").fit(SCHEMA, ROWS);

        assertThat(fitted.features().features())
                .containsExactly(new Feature("month of joined", "joined"), new Feature("weekday of joined", "joined"));
        assertThat(transform(fitted, row(0, 0, 0, "", "", (double)
                        LocalDate.of(2024, 2, 29).toEpochDay())))
                .containsExactly(2, 4);
        assertThat(transform(fitted, row(0, 0, 0, "", "", Double.NaN))).containsExactly(Double.NaN, Double.NaN);
        assertRestores(fitted);
    }

    @Test
    void parts_are_those_of_the_calendar_on_every_day_of_eight_hundred_years() {
        LocalDate day = LocalDate.of(1600, 1, 1);
        for (; day.getYear() < 2400; day = day.plusDays(1)) {
            if (DateParts.month(day.toEpochDay()) != day.getMonthValue()
                    || DateParts.weekday(day.toEpochDay()) != day.getDayOfWeek().getValue()) {
                throw new AssertionError(day.toString());
            }
        }
        assertThat(day).isEqualTo(LocalDate.of(2400, 1, 1));
    }

    @Test
    void contradictions_are_refused() {
        Features recipe = Features.of(SCHEMA);
        assertThatThrownBy(() -> recipe.interaction("age", "age"))
                .hasMessage("The interaction of field \"age\" must be with another field, not with itself.\n"
                        + "Maybe use .power(\"age\") for a curve.");
        assertThatThrownBy(() -> recipe.interaction("age", "balance").interaction("balance", "age"))
                .hasMessage("The interaction(balance, age) of the recipe must be said once.\n"
                        + "Maybe an earlier line of the recipe names it too.");
        assertThatThrownBy(() -> recipe.interaction("age", "country"))
                .hasMessage(
                        "The fields \"age\" (NUMBER) and \"country\" (CATEGORY) of an interaction must be two numbers"
                                + " or booleans, or two categories.\nMaybe trees find it by themselves.");
        assertThatThrownBy(() -> recipe.dateParts("age"))
                .hasMessage("The field \"age\" (NUMBER) of the step dateParts must be a DATE.\n"
                        + "Maybe declare its type when it is read.");
        assertThatThrownBy(() -> recipe.interaction("age", "blance"))
                .hasMessage("The field \"blance\" must be one of the schema's 6 fields.\nMaybe \"balance\" was meant.");
    }

    @Test
    void damaged_states_are_refused() {
        State raw = NumericEncoding.raw("age").state();
        assertThatThrownBy(() -> restore(State.builder()
                        .put("kind", "product")
                        .put("field", "age")
                        .put("first", raw)
                        .put("second", raw)
                        .build()))
                .hasMessage("The saved product of field \"age\" must be of two fields, neither a date." + DAMAGED);
        assertThatThrownBy(() -> restore(State.builder()
                        .put("kind", "product")
                        .put("field", "age")
                        .put("first", raw)
                        .put("second", NumericEncoding.raw("country").state())
                        .build()))
                .hasMessage(
                        "The saved columns (\"product\") of field \"country\" must fit a CATEGORY field." + DAMAGED);
        assertThatThrownBy(() -> restore(cross("segment", List.of("a", "a"), List.of("b", "b"))))
                .hasMessage("The saved pairs (2) of field \"country\" must be distinct." + DAMAGED);
        assertThatThrownBy(() -> restore(cross("segment", List.of("a", "a"), List.of("b"))))
                .hasMessage("The saved pairs (2) of field \"country\" must be of two fields." + DAMAGED);
        assertThatThrownBy(() -> restore(cross("age", List.of("a"), List.of("b"))))
                .hasMessage("The saved columns (\"cross\") of field \"age\" must fit a NUMBER field." + DAMAGED);
        State parts = new DateParts("joined").state();
        assertThatThrownBy(() -> restore(parts, parts))
                .hasMessageStartingWith("The feature \"month of joined\" (column 3) must have a name of its own.");
        assertThatThrownBy(() -> restore(parts, raw))
                .hasMessage("The saved encoding of field \"age\" must stand once and in the order of the schema."
                        + DAMAGED);
    }

    private static State cross(String with, List<String> first, List<String> second) {
        return State.builder()
                .put("kind", "cross")
                .put("field", "country")
                .put("with", with)
                .putTexts("first", first)
                .putTexts("second", second)
                .put("other", false)
                .build();
    }

    private static FittedPipeline restore(State... encodings) {
        State state = State.builder()
                .put("format", 1)
                .putAll("encodings", List.of(encodings))
                .build();
        return new FeaturesProvider().restore(SCHEMA, state);
    }
}
