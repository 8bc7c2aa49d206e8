// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Allocation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowBinderTest {
    private static final LocalDate DAY = LocalDate.of(2024, 5, 31);

    private enum Channel {
        MAIL,
        CALL {
            @Override
            public String toString() {
                return "a call";
            }
        }
    }

    private record Client(
            int age,
            long id,
            float score,
            double balance,
            short products,
            byte grade,
            boolean active,
            @Nullable Integer boxed,
            @Nullable BigDecimal income,
            @Nullable Boolean consent,
            @Nullable LocalDate since,
            @Nullable String country,
            @Nullable Channel channel) {}

    private record Plain(int age, double balance, boolean active) {}

    private static final Schema SCHEMA = Schema.builder()
            .number("balance")
            .flag("active")
            .date("since")
            .category("country")
            .build();

    @Test
    void a_private_nested_record_is_read_component_by_component() {
        RowBinder<Client> binder = RowBinder.ofRecord(Client.class);
        assertThat(binder.schema()).isEqualTo(Schema.of(Client.class));
        Row row = new Row(binder.schema());
        binder.bind(
                new Client(
                        41,
                        1L << 40,
                        0.5f,
                        -3.25,
                        (short) 7,
                        (byte) -1,
                        true,
                        12,
                        new BigDecimal("1234.5"),
                        false,
                        DAY,
                        "FR",
                        Channel.CALL),
                row);
        double[] numbers = {41, 1L << 40, 0.5, -3.25, 7, -1, 1, 12, 1234.5, 0, DAY.toEpochDay()};
        for (int i = 0; i < numbers.length; i++) {
            assertThat(row.number(i)).isEqualTo(numbers[i]);
            assertThat(row.text(i)).isNull();
            assertThat(row.isMissing(i)).isFalse();
        }
        assertThat(row.text(11)).isEqualTo("FR");
        assertThat(row.text(12)).isEqualTo("CALL");
        assertThat(row.number(11)).isNaN();
    }

    @Test
    void nulls_of_a_record_are_missing_and_nothing_of_the_last_customer_stays() {
        RowBinder<Client> binder = RowBinder.ofRecord(Client.class);
        Row row = new Row(binder.schema());
        binder.bind(
                new Client(1, 1, 1, 1, (short) 1, (byte) 1, true, 1, BigDecimal.ONE, true, DAY, "FR", Channel.MAIL),
                row);
        binder.bind(
                new Client(2, 2, 2, Double.NaN, (short) 2, (byte) 2, false, null, null, null, null, null, null), row);
        assertThat(row.number(6)).isZero();
        assertThat(row.isMissing(3)).isTrue();
        for (int i = 7; i < 13; i++) {
            assertThat(row.isMissing(i)).as("field %d", i).isTrue();
        }
    }

    @Test
    void reading_primitive_components_allocates_nothing() {
        RowBinder<Plain> binder = RowBinder.ofRecord(Plain.class);
        Plain customer = new Plain(1_000_000, 3.5, true);
        Row row = new Row(binder.schema());
        int runs = 50_000;
        assertThat(Allocation.bytes(runs, () -> binder.bind(customer, row))).isLessThan(runs);
        assertThat(row.number(0)).isEqualTo(1_000_000);
    }

    @Test
    void a_map_is_read_by_field_name() {
        RowBinder<Map<String, ?>> binder = RowBinder.ofMap(SCHEMA);
        Row row = new Row(SCHEMA);
        binder.bind(Map.of("balance", new BigDecimal("10.5"), "active", true, "since", DAY, "country", "FR"), row);
        assertThat(row.number(0)).isEqualTo(10.5);
        assertThat(row.number(1)).isEqualTo(1);
        assertThat(row.number(2)).isEqualTo((double) DAY.toEpochDay());
        assertThat(row.text(3)).isEqualTo("FR");
        binder.bind(Map.of("since", "2024-05-31", "country", Channel.CALL), row);
        assertThat(row.number(2)).isEqualTo((double) DAY.toEpochDay());
        assertThat(row.text(3)).isEqualTo("CALL");
        assertThat(row.isMissing(0)).isTrue();
        assertThat(row.isMissing(1)).isTrue();
    }

    @Test
    void a_null_in_a_map_is_missing() {
        Map<String, @Nullable Object> customer = new HashMap<>();
        customer.put("balance", null);
        customer.put("country", null);
        Row row = new Row(SCHEMA);
        row.setNumber(0, 5);
        row.setText(3, "FR");
        RowBinder.ofMap(SCHEMA).bind(customer, row);
        assertThat(row.isMissing(0)).isTrue();
        assertThat(row.isMissing(3)).isTrue();
    }

    @Test
    void a_misspelt_key_is_an_error_not_a_missing_value() {
        Row row = new Row(SCHEMA);
        RowBinder<Map<String, ?>> binder = RowBinder.ofMap(SCHEMA);
        fails(
                () -> binder.bind(Map.of("blance", 3, "active", true), row),
                "blance",
                "The key \"blance\" of the customer must be a field of the schema.\nMaybe \"balance\" was meant.");
        fails(
                () -> binder.bind(Map.of("postcode", 3), row),
                "postcode",
                "The key \"postcode\" of the customer must be a field of the schema.\n"
                        + "Maybe use one of [active, balance, country, since].");
    }

    @Test
    @SuppressWarnings("NullAway") // what careless callers do
    void a_null_key_is_told_like_any_other_unknown_key() {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put(null, 1);
        fails(
                () -> RowBinder.ofMap(SCHEMA).bind(customer, new Row(SCHEMA)),
                "null",
                "The key \"null\" of the customer must be a field of the schema.\n"
                        + "Maybe use one of [active, balance, country, since].");
    }

    @Test
    void a_value_of_the_wrong_type_names_field_type_and_fix_but_not_the_value() {
        wrong(
                "balance",
                "12.5",
                "The value (of type String) of field \"balance\" must be a number.\n" + "Maybe parse the text first.");
        wrong(
                "active",
                1,
                "The value (of type Integer) of field \"active\" must be true or false.\n" + "Maybe pass a Boolean.");
        wrong(
                "since",
                20240531,
                "The value (of type Integer) of field \"since\" must be a date.\n" + "Maybe pass a LocalDate.");
        wrong(
                "since",
                "31.05.2024",
                "The value (of type String) of field \"since\" must be a date like 2024-05-31.\n"
                        + "Maybe pass a LocalDate.");
        wrong(
                "country",
                33,
                "The value (of type Integer) of field \"country\" must be a text or an enum.\n"
                        + "Maybe pass String.valueOf(value).");
    }

    private static void wrong(String field, Object value, String message) {
        fails(() -> RowBinder.ofMap(SCHEMA).bind(Map.of(field, value), new Row(SCHEMA)), field, message);
        @Nullable Object[] values = new @Nullable Object[4];
        values[SCHEMA.indexOf(field)] = value;
        fails(() -> RowBinder.ofArray(SCHEMA).bind(values, new Row(SCHEMA)), field, message);
    }

    private static void fails(ThrowingCallable call, String field, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RowException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e).hasMessage(message);
        });
    }

    @Test
    void an_array_is_read_in_schema_order() {
        Row row = new Row(SCHEMA);
        RowBinder.ofArray(SCHEMA).bind(new @Nullable Object[] {7L, null, DAY, "FR"}, row);
        assertThat(row.number(0)).isEqualTo(7);
        assertThat(row.isMissing(1)).isTrue();
        assertThat(row.text(3)).isEqualTo("FR");
        fails(
                () -> RowBinder.ofArray(SCHEMA).bind(new @Nullable Object[] {7L}, row),
                "",
                "The customer (1 values) must have one value for each of the 4 fields.\n"
                        + "Maybe pass null for what is missing.");
    }

    @Test
    void a_row_is_copied() {
        Row from = new Row(SCHEMA);
        from.setNumber(0, 3);
        from.setText(3, "FR");
        Row to = new Row(SCHEMA);
        RowBinder.ofRow(SCHEMA).bind(from, to);
        from.setNumber(0, 9);
        assertThat(to.number(0)).isEqualTo(3);
        assertThat(to.text(3)).isEqualTo("FR");
        Row foreign = new Row(Schema.builder().number("x").build());
        fails(
                () -> RowBinder.ofRow(SCHEMA).bind(foreign, to),
                "",
                "The row (1 fields) must have the schema of the engine (4 fields).\n"
                        + "Maybe it was read with another schema.");
    }

    @Test
    void a_binder_can_be_written_field_by_field() {
        record Account(
                double balance,
                boolean active,
                @Nullable LocalDate since,
                @Nullable String country) {}
        RowBinder<Account> binder = RowBinder.of(Account.class)
                .number("balance", Account::balance)
                .flag("active", Account::active)
                .date("since", Account::since)
                .category("country", Account::country)
                .build();
        assertThat(binder.schema()).isEqualTo(SCHEMA);
        Row row = new Row(SCHEMA);
        binder.bind(new Account(2.5, true, DAY, "FR"), row);
        assertThat(List.of(row.number(0), row.number(1), row.number(2)))
                .containsExactly(2.5, 1.0, (double) DAY.toEpochDay());
        assertThat(row.text(3)).isEqualTo("FR");
        binder.bind(new Account(Double.NaN, false, null, null), row);
        assertThat(row.isMissing(0)).isTrue();
        assertThat(row.number(1)).isZero();
        assertThat(row.isMissing(2)).isTrue();
        assertThat(row.isMissing(3)).isTrue();
    }

    @Test
    void a_row_of_an_equal_schema_is_filled_without_allocation_and_another_is_refused() {
        RowBinder<Plain> binder = RowBinder.ofRecord(Plain.class);
        Plain customer = new Plain(1_000_000, 3.5, true);
        Row equal = new Row(Schema.of(binder.schema().fields()));
        int runs = 50_000;
        assertThat(Allocation.bytes(runs, () -> binder.bind(customer, equal))).isLessThan(runs);
        assertThat(equal.number(1)).isEqualTo(3.5);

        String message = "The row (3 fields) must have the schema of the binder (4 fields).\n"
                + "Maybe it was read with another schema.";
        RowBinder<String> accessors = RowBinder.of(String.class)
                .number("balance", String::length)
                .flag("active", String::isEmpty)
                .date("since", text -> null)
                .category("country", text -> text)
                .build();
        fails(() -> accessors.bind("x", equal), "", message);
        fails(() -> RowBinder.ofMap(SCHEMA).bind(Map.of(), equal), "", message);
        fails(() -> RowBinder.ofArray(SCHEMA).bind(new @Nullable Object[4], equal), "", message);
    }

    @Test
    void a_binder_needs_fields_with_names_of_their_own() {
        assertThatThrownBy(() -> RowBinder.of(String.class).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The schema (0 fields) must have at least one field.\nMaybe every column was dropped.");
        assertThatThrownBy(() -> RowBinder.of(String.class)
                        .number("n", String::length)
                        .flag("n", String::isEmpty)
                        .build())
                .hasMessage("The field \"n\" (position 2) must not repeat the name of position 1.\n"
                        + "Maybe rename one of the two.");
    }
}
