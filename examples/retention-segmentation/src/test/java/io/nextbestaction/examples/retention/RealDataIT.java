// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.features.source.CsvOptions;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.model.Splits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forests side by side on real tables over the published folds, and everything that follows. */
class RealDataIT {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../../shared/data"));

    private static Path require(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> "real data is absent: " + file + " (set -Dnba.data)");
        return file;
    }

    private static Result run(String name, LabelledRows table, String folds) {
        CsvTable file = CsvTable.read(require("folds/" + folds));
        int fold = file.schema().indexOf("fold");
        int y = file.schema().indexOf("y");
        int[] foldOf = new int[table.labels().length];
        for (int i = 0; i < foldOf.length; i++) {
            Row row = file.rows().get(i);
            assertThat(row.number(y) == 1).isEqualTo(table.labels()[i]);
            foldOf[i] = (int) row.number(fold);
        }
        Result result = new RetentionJob(
                        Study.table(name, table, 42),
                        ActionCatalog.parse("""
                                {"currency": "EUR", "actions": [{"id": "call", "title": "Call", "cost": {"contact": 9},
                                  "retention": {"saveRate": 0.3, "lifetimeValue": {"fixed": 350}}}]}
                                """, "one action"),
                        Splits.given(foldOf),
                        50,
                        42,
                        Progress.NONE)
                .run(Map.of());
        new ConsoleReport(System.out).print(result, "EUR");
        return result;
    }

    /** Weights and synthetic rows raise the recall and break the calibration; learnt out of fold, it is mended. */
    private static void checkSides(Result result) {
        Result.Forest plain = result.forests().get(0);
        assertThat(plain.name()).isEqualTo("plain");
        for (Result.Forest forest : result.forests().subList(1, result.forests().size())) {
            assertThat(forest.raw().recall())
                    .as(forest.name())
                    .isGreaterThan(plain.raw().recall());
            assertThat(forest.raw().meanProbability()).isGreaterThan(result.churnRate());
            assertThat(forest.raw().brier()).isGreaterThan(forest.calibrated().brier());
            assertThat(forest.auc()).isLessThan(plain.auc() + 0.003);
            assertThat(forest.calibrated().calibrationError()).isLessThan(0.03);
        }
    }

    @Test
    void churn_modelling_reaches_the_reference_of_a_forest() {
        LabelledRows table = CsvTable.read(
                        require("churn_modelling/Churn_Modelling.csv"),
                        CsvOptions.defaults().withDropped("RowNumber", "CustomerId", "Surname"))
                .label("Exited");
        Result result = run("Churn_Modelling", table, "churn.csv");
        assertThat(result.forests().get(0).auc()).isGreaterThan(0.8602 - 0.007);
        checkSides(result);
    }

    @Test
    void bank_churners_reaches_the_reference_of_a_forest() {
        String leaked = "Naive_Bayes_Classifier_Attrition_Flag_Card_Category_Contacts_Count_12_mon_Dependent_count"
                + "_Education_Level_Months_Inactive_12_mon_";
        LabelledRows table = CsvTable.read(
                        require("bank_churners/BankChurners.csv"),
                        CsvOptions.defaults().withDropped("CLIENTNUM", leaked + "1", leaked + "2"))
                .label("Attrition_Flag", "Attrited Customer");
        Result result = run("BankChurners", table, "bankchurners.csv");
        assertThat(result.forests().get(0).auc()).isGreaterThan(0.9853 - 0.007);
        checkSides(result);
    }
}
