// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DataHashTest {
    private static final Schema SCHEMA = Schema.builder()
            .number("age")
            .number("balance")
            .category("country")
            .category("city")
            .build();

    private static String hash(Consumer<List<Row>> change, boolean... labels) {
        List<Row> rows = new ArrayList<>();
        for (double[] values : new double[][] {{30, 100}, {40, 200}}) {
            Row row = new Row(SCHEMA);
            row.setNumber(0, values[0]);
            row.setNumber(1, values[1]);
            rows.add(row);
        }
        rows.get(0).setText(2, "FR");
        rows.get(1).setText(2, "DE");
        rows.get(1).setText(3, "Ulm");
        change.accept(rows);
        return DataHash.of(rows, labels);
    }

    private static String hash(Consumer<List<Row>> change) {
        return hash(change, true, false);
    }

    private static final String PLAIN = hash(rows -> {});

    @Test
    void the_same_customers_have_the_same_hash() {
        assertThat(hash(rows -> {})).isEqualTo(PLAIN).matches("[0-9a-f]{64}");
    }

    @Test
    void a_label_changes_it() {
        assertThat(hash(rows -> {}, true, true)).isNotEqualTo(PLAIN);
        assertThat(hash(rows -> {}, false, false)).isNotEqualTo(PLAIN);
        assertThat(hash(rows -> {}, false, true)).isNotEqualTo(PLAIN);
    }

    @Test
    void a_number_changes_it() {
        assertThat(hash(rows -> rows.get(0).setNumber(0, Math.nextUp(30.0)))).isNotEqualTo(PLAIN);
        assertThat(hash(rows -> rows.get(1).setNumber(1, Double.NaN))).isNotEqualTo(PLAIN);
    }

    @Test
    void a_text_changes_it() {
        assertThat(hash(rows -> rows.get(0).setText(2, "FI"))).isNotEqualTo(PLAIN);
        assertThat(hash(rows -> rows.get(0).setText(3, ""))).isNotEqualTo(PLAIN);
    }

    @Test
    void values_moved_to_the_next_field_or_row_change_it() {
        assertThat(hash(rows -> {
                    rows.get(0).setText(2, null);
                    rows.get(0).setText(3, "FR");
                }))
                .isNotEqualTo(PLAIN);
        assertThat(hash(rows -> {
                    rows.get(1).setText(2, "DEU");
                    rows.get(1).setText(3, "lm");
                }))
                .isNotEqualTo(PLAIN);
        assertThat(hash(rows -> {
                    rows.get(0).setNumber(0, 100);
                    rows.get(0).setNumber(1, 30);
                }))
                .isNotEqualTo(PLAIN);
        assertThat(hash(rows -> rows.add(rows.remove(0)))).isNotEqualTo(PLAIN);
    }
}
