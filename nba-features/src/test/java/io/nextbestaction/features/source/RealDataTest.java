// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.FeaturesProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published files, with the shapes and counts known of them. */
class RealDataTest {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../shared/data"));

    @BeforeEach
    void data_is_there() {
        assumeTrue(Files.isDirectory(DATA), "the real data sets are not at " + DATA);
    }

    @ParameterizedTest
    @CsvSource({
        "thera/Data1.csv, 5000, 8, 8, 0",
        "thera/Data2.csv, 5000, 7, 7, 0",
        "churn_modelling/Churn_Modelling.csv, 10000, 14, 11, 3",
        "bank_churners/BankChurners.csv, 10127, 23, 17, 6",
        "mall/Mall_Customers.csv, 200, 5, 4, 1",
        "cdnow/cdnow_customers_summary.csv, 2357, 4, 4, 0",
        "cdnow/cdnow_rfm.csv, 23570, 4, 4, 0",
        "hillstrom/hillstrom.csv, 64000, 12, 8, 4",
        "folds/thera.csv, 4980, 3, 3, 0",
        "folds/churn.csv, 10000, 3, 3, 0",
        "folds/bankchurners.csv, 10127, 3, 3, 0",
        "folds/german.csv, 1000, 3, 3, 0",
        "folds/hillstrom.csv, 64000, 2, 2, 0",
    })
    void has_its_rows_and_columns(String name, int rows, int columns, int numbers, int categories) {
        check(CsvTable.read(DATA.resolve(name)), rows, columns, numbers, categories);
    }

    /** Their first column, an index, has no name: one column less than in the file. */
    @ParameterizedTest
    @CsvSource({
        "obd/random_men.csv, 10000, 43, 38, 5",
        "obd/bts_men.csv, 10000, 43, 38, 5",
        "obd/random_women.csv, 10000, 55, 50, 5",
        "obd/bts_women.csv, 10000, 55, 50, 5",
        "obd/random_item_context.csv, 34, 5, 2, 3",
        "obd/bts_item_context.csv, 34, 5, 2, 3",
    })
    void has_its_rows_and_named_columns(String name, int rows, int columns, int numbers, int categories) {
        CsvTable table = CsvTable.read(DATA.resolve(name), CsvOptions.defaults().withDropped(""));

        check(table, rows, columns, numbers, categories);
    }

    private static void check(CsvTable table, int rows, int columns, int numbers, int categories) {
        assertThat(table.rows()).hasSize(rows);
        assertThat(table.schema().size()).isEqualTo(columns);
        assertThat(table.schema().fields())
                .filteredOn(field -> field.type() == FieldType.NUMBER)
                .hasSize(numbers);
        assertThat(table.schema().fields())
                .filteredOn(field -> field.type() == FieldType.CATEGORY)
                .hasSize(categories);
        assertThat(table.warnings()).isEmpty();
    }

    @Test
    void german_has_spaces_and_no_header() {
        String[] names = IntStream.rangeClosed(1, 21).mapToObj(i -> "c" + i).toArray(String[]::new);
        CsvTable table = CsvTable.read(
                DATA.resolve("german/german.data"),
                CsvOptions.defaults().withSeparator(' ').withNames(names));

        check(table, 1000, 21, 8, 13);
        assertThat(positives(table.label("c21", "2"))).isEqualTo(300);
    }

    @Test
    void churn_and_bankchurners_have_their_share_of_leavers() {
        CsvTable churn = CsvTable.read(DATA.resolve("churn_modelling/Churn_Modelling.csv"));
        CsvTable bank = CsvTable.read(DATA.resolve("bank_churners/BankChurners.csv"));

        assertThat(positives(churn.label("Exited"))).isEqualTo(2037);
        assertThat(positives(bank.label("Attrition_Flag", "Attrited Customer"))).isEqualTo(1627);
    }

    @Test
    void thera_has_twenty_blank_labels() {
        CsvTable table = CsvTable.read(DATA.resolve("thera/Data2.csv"));

        assertThat(table.rows().stream()
                        .filter(row -> row.isMissing(table.schema().indexOf("LoanOnCard"))))
                .hasSize(20);
    }

    @Test
    void churn_becomes_thirteen_columns_and_back_from_its_state() {
        LabelledRows churn = CsvTable.read(
                        DATA.resolve("churn_modelling/Churn_Modelling.csv"),
                        CsvOptions.defaults().withDropped("RowNumber", "CustomerId", "Surname"))
                .label("Exited");
        FittedPipeline fitted = Features.of(churn.schema()).log("Balance").fit(churn.schema(), churn.rows());
        FeatureMatrix matrix = fitted.transform(churn.rows());

        assertThat(matrix.columns()).isEqualTo(13);
        assertThat(sum(matrix, "Geography=France")).isEqualTo(5014);
        assertThat(sum(matrix, "Geography=Germany")).isEqualTo(2509);
        assertThat(sum(matrix, "Geography=Spain")).isEqualTo(2477);
        assertThat(new FeaturesProvider()
                        .restore(churn.schema(), fitted.state())
                        .transform(churn.rows())
                        .values())
                .isEqualTo(matrix.values());
    }

    private static double sum(FeatureMatrix matrix, String column) {
        int position = IntStream.range(0, matrix.columns())
                .filter(i -> matrix.names().name(i).equals(column))
                .findFirst()
                .orElseThrow();
        return IntStream.range(0, matrix.rows())
                .mapToDouble(row -> matrix.get(row, position))
                .sum();
    }

    private static int positives(LabelledRows rows) {
        int positives = 0;
        for (boolean label : rows.labels()) {
            positives += label ? 1 : 0;
        }
        return positives;
    }
}
