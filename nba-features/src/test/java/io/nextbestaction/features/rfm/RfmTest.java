// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.features.source.CsvOptions;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RfmTest {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../shared/data"));
    private static final Schema BUYS =
            Schema.builder().category("customer").date("day").number("amount").build();
    private static final LocalDate START = LocalDate.of(2026, 1, 1);
    private static final Rfm RFM = Rfm.of("customer", "day", "amount");

    private final List<Row> buys = new ArrayList<>();

    private void buy(String customer, int day, double amount) {
        Row row = new Row(BUYS);
        row.setText(0, customer);
        row.setNumber(1, (double) START.plusDays(day).toEpochDay());
        row.setNumber(2, amount);
        buys.add(row);
    }

    private Table table() {
        return Table.of("buys", BUYS, buys);
    }

    @Test
    void days_are_counted_and_the_reference_day_is_not_yet_known() {
        buy("b", 0, 10);
        buy("a", 3, 5);
        buy("b", 3, 1);
        buy("b", 3, 2);
        buy("a", 10, 1000);
        buy("c", 10, 1000);

        Table measured = RFM.measure(table(), START.plusDays(10));

        assertThat(measured.rows()).extracting(row -> row.text(0)).containsExactly("b", "a");
        assertThat(measured.rows()).extracting(row -> row.number(1)).containsExactly(7.0, 7.0);
        assertThat(measured.rows()).extracting(row -> row.number(2)).containsExactly(2.0, 1.0);
        assertThat(measured.rows()).extracting(row -> row.number(3)).containsExactly(13.0, 5.0);
        assertThat(RFM.countingTransactions()
                        .measure(table(), START.plusDays(11))
                        .rows())
                .extracting(row -> row.number(2))
                .containsExactly(3.0, 2.0, 1.0);
    }

    @Test
    void transactions_that_cannot_be_measured_are_refused() {
        buy("a", 3, 5);
        buy("a", 4, Double.NaN);

        assertThatThrownBy(() -> RFM.measure(table(), START.plusDays(9)))
                .hasMessage("The field \"amount\" in row 2 of \"buys\" must not be missing.\n"
                        + "Maybe leave such rows out with .dropMissing(\"amount\").");
        assertThatThrownBy(() -> RFM.measure(table().dropMissing("amount"), START))
                .hasMessage("The transactions (0 of 1) of \"buys\" before 2026-01-01 must be at least one.\n"
                        + "Maybe take a later day.");
        assertThatThrownBy(() -> Rfm.of("customer", "amount", "amount").measure(table(), START))
                .hasMessage("The field \"amount\" (NUMBER) of \"buys\" must be a DATE.\n"
                        + "Maybe declare its type when it is read.");
    }

    @Test
    void scores_are_quantiles_and_recent_is_good() {
        for (int i = 0; i < 10; i++) {
            buy("c" + i, i, i);
        }
        Table measured = RFM.measure(table(), START.plusDays(10));
        RfmScores scores = RfmScores.fit(measured, 5);

        List<Row> scored = scores.score(measured).rows();

        for (int i = 0; i < 10; i++) {
            assertThat(scored.get(i).number(4)).isEqualTo(i / 2 + 1);
            assertThat(scored.get(i).number(5)).as("all bought once").isEqualTo(1);
            assertThat(scored.get(i).number(6)).isEqualTo(i / 2 + 1);
        }
        assertThat(scores.score(0.5, 2, 100)).isEqualTo(new RfmScore(5, 5, 5)).hasToString("5-5-5");
        assertThat(scores.score(Double.NaN, Double.NaN, Double.NaN).total()).isEqualTo(3);
    }

    @Test
    void scores_rise_with_value_and_survive_their_state() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            buy("c" + random.nextInt(300), random.nextInt(100), random.nextInt(40));
        }
        RfmScores scores = RfmScores.fit(RFM.measure(table(), START.plusDays(100)), 4);
        RfmScores restored = RfmScores.restore(scores.state());

        assertThat(restored).isEqualTo(scores).hasSameHashCodeAs(scores);
        for (int i = 0; i < 1_000; i++) {
            double r = random.nextInt(120);
            double f = random.nextInt(20);
            double m = random.nextInt(900);
            RfmScore score = scores.score(r, f, m);
            RfmScore better = scores.score(r - 1, f + 1, m + 1);
            assertThat(better.recency()).isBetween(score.recency(), 4);
            assertThat(better.frequency()).isBetween(score.frequency(), 4);
            assertThat(better.monetary()).isBetween(score.monetary(), 4);
            assertThat(restored.score(r, f, m)).isEqualTo(score);
        }
    }

    @Test
    void scores_that_cannot_be_are_refused() {
        buy("a", 1, 1);
        Table measured = RFM.measure(table(), START.plusDays(2));

        assertThatThrownBy(() -> RfmScores.fit(measured, 1))
                .hasMessage("The quantiles (1) of RFM scores must be 2 to 10.\nMaybe use 5.");
        assertThatThrownBy(() -> RfmScores.fit(measured, 5))
                .hasMessage("The customers (1) of \"RFM of buys\" must be at least as many as the quantiles (5).\n"
                        + "Maybe use fewer quantiles.");
        State damaged = State.builder()
                .put("recency", new double[] {2, 1})
                .put("frequency", new double[] {1, 2})
                .put("monetary", new double[] {1, 2})
                .build();
        assertThatThrownBy(() -> RfmScores.restore(damaged))
                .hasMessage("The saved cuts (2, 2, 2) of RFM scores must be 1 to 9 ordered numbers each.\n"
                        + "Maybe the file is damaged or was changed by hand.");
    }

    @Test
    void cdnow_is_reproduced() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "the real data sets are not at " + DATA);
        List<String> lines = Files.readAllLines(DATA.resolve("cdnow/CDNOW_master.txt"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.strip().split(" +", -1);
            Row row = new Row(BUYS);
            row.setText(0, cells[0]);
            row.setNumber(1, (double)
                    LocalDate.parse(cells[1], DateTimeFormatter.BASIC_ISO_DATE).toEpochDay());
            row.setNumber(2, Double.parseDouble(cells[3]));
            buys.add(row);
        }
        CsvTable expected = CsvTable.read(
                DATA.resolve("cdnow/cdnow_rfm.csv"), CsvOptions.defaults().withType("id", FieldType.CATEGORY));

        Table measured = RFM.measure(table(), LocalDate.of(1998, 7, 1));

        assertThat(measured.rows()).hasSize(23_570);
        for (int i = 0; i < 23_570; i++) {
            Row row = measured.rows().get(i);
            Row wanted = expected.rows().get(i);
            assertThat(row.text(0)).isEqualTo(wanted.text(0));
            assertThat(row.number(1)).isEqualTo(wanted.number(1));
            assertThat(row.number(2)).isEqualTo(wanted.number(2));
            assertThat(row.number(3)).isCloseTo(wanted.number(3), within(1e-9));
        }
        RfmScores scores = RfmScores.fit(measured, 5);
        assertThat(scores.score(1, 171, 10_000)).isEqualTo(new RfmScore(5, 5, 5));
        assertThat(scores.score(546, 1, 0)).isEqualTo(new RfmScore(1, 1, 1));
    }
}
