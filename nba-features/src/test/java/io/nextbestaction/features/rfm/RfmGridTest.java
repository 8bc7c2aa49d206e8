// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RfmGridTest {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../shared/data"));

    @ParameterizedTest
    @CsvSource({
        "5, 5, 5, champions",
        "5, 4, 3, champions",
        "5, 1, 1, new customers",
        "5, 1, 2, potential loyal",
        "4, 1, 1, promising",
        "4, 3, 3, potential loyal",
        "4, 3, 4, loyal",
        "3, 5, 5, loyal",
        "3, 3, 3, need attention",
        "3, 2, 2, about to sleep",
        "2, 5, 4, cannot lose",
        "1, 3, 2, at risk",
        "1, 1, 2, hibernating"
    })
    void a_score_has_the_name_marketing_gives_it(int r, int f, int m, String name) {
        assertThat(RfmGrid.classic().name(new RfmScore(r, f, m))).isEqualTo(name);
    }

    @Test
    void a_grid_of_ones_own_sums_its_customers() {
        Schema schema = Schema.builder()
                .number(Rfm.RECENCY)
                .number(Rfm.FREQUENCY)
                .number(Rfm.MONETARY)
                .build();
        List<Row> rows = new ArrayList<>();
        for (double[] values : new double[][] {{10, 5, 300}, {20, 6, 500}, {90, 1, 100}, {99, 1, 100}}) {
            Row row = new Row(schema);
            for (int i = 0; i < 3; i++) {
                row.setNumber(i, values[i]);
            }
            rows.add(row);
        }
        Table table = Table.of("t", schema, rows);
        RfmGrid grid = RfmGrid.of(List.of(List.of("fresh", "good"), List.of("gone", "lost")));

        assertThat(grid.segments(table, RfmScores.fit(table, 2)))
                .containsExactly(
                        new RfmSegment("good", 2, 0.5, 15, 5.5, 400, 0.8),
                        new RfmSegment("gone", 2, 0.5, 94.5, 1, 100, 0.2));
        assertThatThrownBy(() -> RfmGrid.classic().segments(table, RfmScores.fit(table, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The scores (2 quantiles) must be as many as the grid's 5.\n"
                        + "Maybe fit them again, or use another grid.");
    }

    @Test
    void a_grid_must_be_square_and_a_score_within_it() {
        assertThatThrownBy(() -> RfmGrid.of(List.of(List.of("a", "b"), List.of("c"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The RFM grid (2 rows of [1, 2] names) must have 2 to 10 rows of as many names, none blank.\n"
                                + "Maybe use RfmGrid.classic().");
        assertThatThrownBy(() -> RfmGrid.of(List.of(List.of("a", " "), List.of("c", "d"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RfmGrid.classic().name(new RfmScore(6, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The RFM score (6-1-1) must lie within 1 to 5, the quantiles of the grid.\n"
                        + "Maybe fit the scores with 5 quantiles.");
    }

    /** Counts and shares of money from an independent script over the same file. */
    @Test
    void cdnow_has_the_classic_segments() {
        assumeTrue(Files.isDirectory(DATA), "the real data sets are not at " + DATA);
        CsvTable table = CsvTable.read(DATA.resolve("cdnow/cdnow_rfm.csv"));
        Table measured = Table.of("cdnow", table.schema(), table.rows());

        List<RfmSegment> segments = RfmGrid.classic().segments(measured, RfmScores.fit(measured, 5));

        Map<String, Integer> counts =
                segments.stream().collect(Collectors.toMap(RfmSegment::name, RfmSegment::customers));
        assertThat(counts)
                .isEqualTo(Map.of(
                        "hibernating",
                        7688,
                        "at risk",
                        1564,
                        "champions",
                        4350,
                        "loyal",
                        4331,
                        "potential loyal",
                        1493,
                        "need attention",
                        923,
                        "cannot lose",
                        35,
                        "about to sleep",
                        3186));
        RfmSegment champions = segments.stream()
                .filter(s -> s.name().equals("champions"))
                .findFirst()
                .orElseThrow();
        assertThat(champions.monetaryShare()).isCloseTo(0.5282, within(0.00005));
    }
}
