// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Schema SCHEMA = Schema.builder()
            .number("balance")
            .flag("active")
            .date("since")
            .category("country")
            .build();

    @Test
    void a_new_row_and_a_cleared_row_are_all_missing() {
        Row row = new Row(SCHEMA);
        row.setNumber(0, 1);
        row.setText(3, "FR");
        assertThat(row.isMissing(0)).isFalse();
        row.clear();
        for (int i = 0; i < 4; i++) {
            assertThat(row.isMissing(i)).isTrue();
            assertThat(new Row(SCHEMA).isMissing(i)).isTrue();
            assertThat(row.display(i)).isEqualTo("missing");
        }
        assertThat(row.schema()).isEqualTo(SCHEMA);
    }

    @Test
    void a_row_takes_the_values_of_an_equal_schema_and_refuses_another() {
        Schema equal = Schema.of(SCHEMA.fields());
        Row from = new Row(equal);
        from.setNumber(0, 3);
        from.setText(3, "FR");
        Row to = new Row(SCHEMA);
        to.copyFrom(from);
        assertThat(to.number(0)).isEqualTo(3);
        assertThat(to.text(3)).isEqualTo("FR");

        Schema longer = Schema.builder()
                .number("balance")
                .flag("active")
                .date("since")
                .category("country")
                .number("age")
                .build();
        assertThatThrownBy(() -> to.copyFrom(new Row(longer)))
                .isInstanceOf(RowException.class)
                .hasMessage("The row (5 fields) must have the schema of the row it is copied into (4 fields).\n"
                        + "Maybe it was read with another schema.");
        assertThat(to.number(0)).isEqualTo(3);
    }

    @Test
    void values_are_shown_as_people_read_them() {
        Row row = new Row(SCHEMA);
        row.setNumber(0, 41.5);
        row.setNumber(1, 1);
        row.setNumber(2, (double) LocalDate.of(2024, 5, 1).toEpochDay());
        row.setText(3, "");
        assertThat(row.display(0)).isEqualTo("41.5");
        assertThat(row.display(1)).isEqualTo("yes");
        assertThat(row.display(2)).isEqualTo("2024-05-01");
        assertThat(row.display(3)).isEmpty();
        row.setNumber(1, 0);
        assertThat(row.display(1)).isEqualTo("no");
    }
}
