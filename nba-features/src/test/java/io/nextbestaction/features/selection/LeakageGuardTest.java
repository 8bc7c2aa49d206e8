// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeakageGuardTest {
    private static final Schema SCHEMA = Schema.builder()
            .category("name")
            .number("number")
            .category("reason")
            .number("reversed")
            .number("middle")
            .number("closed")
            .date("since")
            .date("left")
            .category("honest")
            .build();

    private final List<Row> rows = new ArrayList<>();
    private final boolean[] labels = new boolean[1_000];

    LeakageGuardTest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < labels.length; i++) {
            boolean event = random.nextInt(5) == 0;
            labels[i] = event;
            Row row = new Row(SCHEMA);
            row.setText(0, "customer " + i);
            row.setNumber(1, i);
            row.setText(2, event ? "moved" : null);
            row.setNumber(3, event ? -1 - random.nextDouble() : random.nextDouble());
            row.setNumber(
                    4, event ? 0.5 : random.nextBoolean() ? random.nextDouble(0.4) : 0.6 + random.nextDouble(0.4));
            row.setNumber(5, event ? random.nextDouble() : Double.NaN);
            row.setNumber(6, random.nextInt(10_000));
            row.setNumber(7, 20_000 + random.nextInt(100));
            row.setText(8, event && random.nextBoolean() ? "a" : "b" + random.nextInt(3));
            rows.add(row);
        }
    }

    @Test
    void leaks_of_every_kind_are_named_and_identifiers_are_not() {
        List<Suspect> suspects = LeakageGuard.defaults().check(SCHEMA, rows, labels);

        assertThat(suspects).extracting(Suspect::field).containsExactly("reason", "reversed", "middle", "closed");
        assertThat(suspects).allMatch(suspect -> suspect.reason() == Suspect.Reason.PREDICTS_TOO_WELL);
    }

    @Test
    void what_is_known_later_is_declared_or_dated() {
        List<Suspect> suspects = LeakageGuard.defaults()
                .withKnownLater("reason", "reversed", "middle", "closed")
                .withAsOf(LocalDate.ofEpochDay(20_000))
                .check(SCHEMA, rows, labels);

        assertThat(suspects).hasSize(5);
        assertThat(suspects.get(0).why()).isEqualTo("declared as known only after the event");
        assertThat(suspects.get(4)).isEqualTo(new Suspect("left", Suspect.Reason.DATED_LATER, 1));
        assertThat(suspects.get(4).why()).isEqualTo("100.0 % of its dates lie on the reference day or later");
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> LeakageGuard.defaults().withLimit(0.5))
                .hasMessage("The limit (0.5) of the leakage guard must lie between 0.5 and 1.\n"
                        + "Maybe leave it out: 0.97 is the default.");
        assertThatThrownBy(() -> LeakageGuard.defaults().check(SCHEMA, rows, new boolean[1_000]))
                .hasMessage("The labels (0 events in 1000 rows) of the leakage guard must have both outcomes.\n"
                        + "Maybe the rows are customers of one outcome only.");
        assertThatThrownBy(() -> LeakageGuard.defaults().check(SCHEMA, rows, new boolean[2]))
                .hasMessage("The labels (2) of the leakage guard must be as many as the rows (1000).\n"
                        + "Maybe they come from another file.");
    }
}
