// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.internal.WoeBinning;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.features.source.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../shared/data"));
    private static final Schema SCHEMA = Schema.builder()
            .category("id")
            .number("a")
            .category("same")
            .number("copy")
            .number("near")
            .number("b")
            .number("sum")
            .number("gone")
            .category("city")
            .category("town")
            .build();

    private static List<Row> rows() {
        SplittableRandom random = new SplittableRandom(5);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Row row = new Row(SCHEMA);
            double a = random.nextDouble();
            double b = random.nextDouble();
            String city = random.nextInt(3) == 0 ? null : "c" + random.nextInt(4);
            row.setText(0, "id" + i);
            row.setNumber(1, a);
            row.setText(2, "x");
            row.setNumber(3, a);
            row.setNumber(4, i % 9 == 0 ? Double.NaN : -2 * a + 0.01 * random.nextDouble());
            row.setNumber(5, b);
            row.setNumber(6, a + b);
            row.setText(8, city);
            row.setText(9, city == null ? " " : city);
            rows.add(row);
        }
        return rows;
    }

    private static boolean[] labels(List<Row> rows) {
        boolean[] labels = new boolean[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows.get(i).number(1) > 0.6;
        }
        return labels;
    }

    @Test
    void each_field_leaves_for_its_reason() {
        SelectionReport report = Selection.none()
                .unwanted("id")
                .constant()
                .duplicates()
                .correlation(0.95)
                .varianceInflation(10)
                .apply(SCHEMA, rows());

        assertThat(report.kept()).containsExactly("a", "b", "city");
        assertThat(report.ignored()).containsExactly("id", "same", "gone", "copy", "town", "near", "sum");
        assertThat(report.removals())
                .extracting(Removal::why)
                .containsExactly(
                        "unwanted",
                        "the same value in every row",
                        "the same value in every row",
                        "equal to \"a\" in every row",
                        "equal to \"city\" in every row",
                        "correlation -1.000 with \"a\"",
                        "a linear combination of other fields");
    }

    @Test
    void fields_without_information_leave_if_labels_are_given() {
        List<Row> rows = rows();
        Selection selection = Selection.none().informationValue(0.1);

        SelectionReport report = selection.apply(SCHEMA, rows, labels(rows));

        assertThat(report.kept()).containsExactly("a", "copy", "near", "sum");
        assertThat(report.removals()).allMatch(removal -> removal.reason() == Removal.Reason.INFORMATION);
        assertThatThrownBy(() -> selection.apply(SCHEMA, rows))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The information value of a selection must have labels.\n"
                        + "Maybe use apply(schema, rows, labels).");
    }

    @Test
    void it_goes_before_a_recipe_inside_each_fold() {
        Selection selection = Selection.none().unwanted("id").constant().duplicates();
        FeaturePipeline pipeline = (schema, rows) ->
                Features.all().ignore(selection.apply(schema, rows).ignored()).fit(schema, rows);

        assertThat(pipeline.fit(SCHEMA, rows()).features().sources()).containsExactly("a", "near", "b", "sum", "city");
    }

    @Test
    void wrong_limits_are_refused() {
        assertThatThrownBy(() -> Selection.none().correlation(1))
                .hasMessage("The limit (1.0) of the correlation must lie between 0 and 1.\nMaybe use 0.95.");
        assertThatThrownBy(() -> Selection.none().varianceInflation(Double.NaN))
                .hasMessage("The limit (NaN) of the variance inflation factor must be above 1.\nMaybe use 10.");
        assertThatThrownBy(() -> Selection.none().informationValue(0))
                .hasMessage("The limit (0.0) of the information value must be above 0.\nMaybe use 0.02.");
        assertThatThrownBy(() -> Selection.none().constant().apply(SCHEMA, List.of()))
                .hasMessage("The rows (0) of a selection must be at least one.\nMaybe a filter left none.");
    }

    @Test
    void weights_and_value_are_those_of_the_reference() {
        int[] goods = {50, 75, 125, 175, 200};
        int[] bads = {120, 110, 90, 80, 70};

        double[] weights = WoeBinning.weights(goods, bads, 0);

        double[] expected = {-1.160488, -0.668011, 0.043485, 0.497740, 0.764803};
        for (int i = 0; i < weights.length; i++) {
            assertThat(weights[i]).isCloseTo(expected[i], within(5e-7));
        }
        assertThat(WoeBinning.value(goods, bads, 0)).isCloseTo(0.46548320353564143, within(1e-14));
    }

    @Test
    void bins_are_large_and_monotone_and_missing_stands_apart() {
        SplittableRandom random = new SplittableRandom(11);
        Schema schema = Schema.builder().number("x").build();
        for (int round = 0; round < 200; round++) {
            int n = 50 + random.nextInt(500);
            List<Row> rows = new ArrayList<>();
            boolean[] labels = new boolean[n];
            int values = 1 + random.nextInt(60);
            for (int i = 0; i < n; i++) {
                Row row = new Row(schema);
                row.setNumber(0, random.nextInt(10) == 0 ? Double.NaN : random.nextInt(values));
                rows.add(row);
                labels[i] = i < 2 ? i == 0 : random.nextDouble() * values > row.number(0);
            }
            InformationValue value = InformationValue.of(schema, rows, labels).get(0);
            List<WoeBin> bins = new ArrayList<>(value.bins());
            if (bins.get(bins.size() - 1).label().equals("missing")) {
                bins.remove(bins.size() - 1);
            }
            boolean rising = true;
            boolean falling = true;
            int counted = 0;
            for (int i = 0; i < bins.size(); i++) {
                counted += bins.get(i).goods() + bins.get(i).bads();
                if (bins.size() > 1) {
                    assertThat(bins.get(i).goods() + bins.get(i).bads()).isGreaterThanOrEqualTo(n / 20);
                }
                if (i > 0) {
                    double step = bins.get(i).weight() - bins.get(i - 1).weight();
                    rising &= step >= -1e-12;
                    falling &= step <= 1e-12;
                }
            }
            assertThat(rising || falling).isTrue();
            long present = rows.stream().filter(row -> !row.isMissing(0)).count();
            assertThat(counted).isEqualTo((int) present);
            assertThat(value.value()).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void a_rare_level_joins_other_and_strengths_have_names() {
        Schema schema = Schema.builder().category("c").build();
        List<Row> rows = new ArrayList<>();
        boolean[] labels = new boolean[100];
        for (int i = 0; i < 100; i++) {
            Row row = new Row(schema);
            row.setText(0, i < 2 ? "rare" : i < 40 ? "b" : i < 90 ? "a" : null);
            rows.add(row);
            labels[i] = i % 4 == 0;
        }

        InformationValue value = InformationValue.of(schema, rows, labels).get(0);

        assertThat(value.bins()).extracting(WoeBin::label).containsExactly("a", "b", "other", "missing");
        assertThat(value.strength()).isEqualTo(InformationValue.Strength.WEAK);
        assertThat(new InformationValue("x", List.of(), 0.6).strength()).isEqualTo(InformationValue.Strength.SUSPECT);
    }

    @Test
    void real_tables_have_no_suspect_but_the_columns_made_from_the_target() {
        assumeTrue(Files.isDirectory(DATA), "the real data sets are not at " + DATA);
        LabelledRows bank = CsvTable.read(DATA.resolve("bank_churners/BankChurners.csv"))
                .label("Attrition_Flag", "Attrited Customer");
        List<Suspect> suspects = LeakageGuard.defaults().check(bank.schema(), bank.rows(), bank.labels());

        assertThat(suspects).hasSize(2).allMatch(suspect -> suspect.field().startsWith("Naive_Bayes"));
        assertThat(suspects.get(0).why()).isEqualTo("alone it predicts the label with AUC 1.000");

        Table thera = CsvTable.read(DATA.resolve("thera/Data1.csv"))
                .table()
                .join(CsvTable.read(DATA.resolve("thera/Data2.csv")).table(), "ID")
                .table()
                .dropMissing("LoanOnCard");
        String[] german = new String[21];
        for (int i = 0; i < 21; i++) {
            german[i] = "c" + (i + 1);
        }
        List<LabelledRows> honest = List.of(
                thera.label("LoanOnCard"),
                CsvTable.read(DATA.resolve("churn_modelling/Churn_Modelling.csv"))
                        .label("Exited"),
                CsvTable.read(
                                DATA.resolve("german/german.data"),
                                io.nextbestaction.features.source.CsvOptions.defaults()
                                        .withSeparator(' ')
                                        .withNames(german))
                        .label("c21", "2"));
        for (LabelledRows rows : honest) {
            assertThat(LeakageGuard.defaults().check(rows.schema(), rows.rows(), rows.labels()))
                    .isEmpty();
        }

        SelectionReport report = Selection.none().correlation(0.95).apply(thera.schema(), thera.rows());
        assertThat(report.removals()).hasSize(1);
        assertThat(report.removals().get(0).why()).isEqualTo("correlation 0.994 with \"Age\"");
        SelectionReport collinear = Selection.none().varianceInflation(10).apply(bank.schema(), bank.rows());
        assertThat(collinear.removals())
                .anyMatch(removal -> removal.field().equals("Avg_Open_To_Buy") && Double.isInfinite(removal.value()));
    }
}
