// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private enum Channel {
        MAIL,
        CALL
    }

    private record Everything(
            int i,
            long l,
            short s,
            byte b,
            float f,
            double d,
            boolean flag,
            @Nullable Integer boxed,
            @Nullable BigDecimal money,
            @Nullable Boolean maybe,
            @Nullable LocalDate day,
            @Nullable String text,
            @Nullable Channel channel) {}

    private record Optionally(int age, java.util.Optional<String> city) {}

    private record Letter(char initial) {}

    private record Nothing() {}

    private static final Schema SCHEMA = Schema.builder()
            .number("balance")
            .flag("active")
            .date("since")
            .category("country")
            .build();

    @Test
    void a_record_gives_its_components_in_order() {
        Schema schema = Schema.of(Everything.class);
        assertThat(schema.fields())
                .extracting(Field::name)
                .containsExactly(
                        "i", "l", "s", "b", "f", "d", "flag", "boxed", "money", "maybe", "day", "text", "channel");
        assertThat(schema.fields().subList(0, 6)).allMatch(f -> f.type() == FieldType.NUMBER);
        assertThat(schema.fields().subList(6, 13))
                .extracting(Field::type)
                .containsExactly(
                        FieldType.BOOLEAN,
                        FieldType.NUMBER,
                        FieldType.NUMBER,
                        FieldType.BOOLEAN,
                        FieldType.DATE,
                        FieldType.CATEGORY,
                        FieldType.CATEGORY);
    }

    @Test
    void a_component_of_another_type_is_refused() {
        String fix = "Maybe convert it in a record made for decisions, or bind fields one by one with RowBinder.of.";
        assertThatThrownBy(() -> Schema.of(Optionally.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The component \"city\" (Optional) of record Optionally must be a number, a boolean, "
                        + "a LocalDate, a String or an enum.\n" + fix);
        assertThatThrownBy(() -> Schema.of(Letter.class))
                .hasMessage("The component \"initial\" (char) of record Letter must be a number, a boolean, "
                        + "a LocalDate, a String or an enum.\n" + fix);
    }

    @Test
    void fields_are_found_by_name_and_position() {
        assertThat(SCHEMA.size()).isEqualTo(4);
        assertThat(SCHEMA.field(2)).isEqualTo(new Field("since", FieldType.DATE));
        assertThat(SCHEMA.field("country")).isEqualTo(new Field("country", FieldType.CATEGORY));
        assertThat(SCHEMA.indexOf("active")).isEqualTo(1);
        assertThat(SCHEMA.has("active")).isTrue();
        assertThat(SCHEMA.has("Active")).isFalse();
        assertThat(SCHEMA)
                .hasToString("Schema[Field[name=balance, type=NUMBER], Field[name=active, type=BOOLEAN], "
                        + "Field[name=since, type=DATE], Field[name=country, type=CATEGORY]]");
    }

    @Test
    void an_unknown_field_names_the_nearest() {
        assertThatThrownBy(() -> SCHEMA.indexOf("Blance"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The field \"Blance\" must be one of the schema's 4 fields.\n"
                        + "Maybe \"balance\" was meant.");
        assertThatThrownBy(() -> SCHEMA.field("postcode"))
                .hasMessage("The field \"postcode\" must be one of the schema's 4 fields.\n"
                        + "Maybe use one of [active, balance, country, since].");
    }

    @Test
    void an_empty_schema_and_a_repeated_name_are_refused() {
        assertThatThrownBy(() -> Schema.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The schema (0 fields) must have at least one field.\nMaybe every column was dropped.");
        assertThatThrownBy(() -> Schema.of(Nothing.class))
                .hasMessage("The schema (0 fields) must have at least one field.\nMaybe every column was dropped.");
        assertThatThrownBy(() ->
                        Schema.builder().number("a").flag("b").category("a").build())
                .hasMessage("The field \"a\" (position 3) must not repeat the name of position 1.\n"
                        + "Maybe rename one of the two.");
    }

    @Test
    void a_blank_name_is_refused() {
        assertThatThrownBy(() -> new Field(" ", FieldType.NUMBER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of a field (\" \") must not be blank.\nMaybe a CSV header cell is empty.");
    }

    @Test
    void schemas_are_equal_by_fields_and_order() {
        Schema same = Schema.of(SCHEMA.fields());
        assertThat(same).isEqualTo(SCHEMA).hasSameHashCodeAs(SCHEMA);
        Schema turned = Schema.builder()
                .flag("active")
                .number("balance")
                .date("since")
                .category("country")
                .build();
        assertThat(turned).isNotEqualTo(SCHEMA);
    }
}
