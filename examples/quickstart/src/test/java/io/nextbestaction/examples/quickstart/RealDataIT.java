// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Progress;
import io.nextbestaction.examples.support.FoldFile;
import io.nextbestaction.features.source.CsvOptions;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.model.BinaryMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The main job's engine on real bank tables, over the published folds: each row scored by an engine that never saw it. */
class RealDataIT {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../../shared/data"));
    private static final ActionCatalog CATALOG =
            ActionCatalog.parse("{\"actions\": [{\"id\": \"call\", \"title\": \"Call\"}]}", "one action");

    private static List<BinaryMetrics> folds(LabelledRows table, Path file, String folds) {
        int[] foldOf = FoldFile.read(DATA.resolve("folds").resolve(folds), table.labels());
        List<CsvStudy> studies = IntStream.range(0, 5)
                .mapToObj(fold -> new CsvStudy(file, table, CATALOG, i -> foldOf[i] == fold, 42))
                .toList();
        return Job.crossValidate(studies, 42, Progress.NONE);
    }

    private static double auc(List<BinaryMetrics> folds) {
        return folds.stream().mapToDouble(BinaryMetrics::auc).average().orElseThrow();
    }

    private static Path require(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> "real data is absent: " + file + " (set -Dnba.data)");
        return file;
    }

    @Test
    void churn_modelling_reaches_the_reference_within_five_thousandths() {
        Path file = require("churn_modelling/Churn_Modelling.csv");
        LabelledRows table = CsvTable.read(
                        file, CsvOptions.defaults().withDropped("RowNumber", "CustomerId", "Surname"))
                .label("Exited");

        assertThat(auc(folds(table, file, "churn.csv"))).isGreaterThan(0.8687 - 0.005);
    }

    @Test
    void bank_churners_reaches_the_reference_within_five_thousandths() {
        Path file = require("bank_churners/BankChurners.csv");
        String leaked = "Naive_Bayes_Classifier_Attrition_Flag_Card_Category_Contacts_Count_12_mon_Dependent_count"
                + "_Education_Level_Months_Inactive_12_mon_";
        LabelledRows table = CsvTable.read(
                        file, CsvOptions.defaults().withDropped("CLIENTNUM", leaked + "1", leaked + "2"))
                .label("Attrition_Flag", "Attrited Customer");

        assertThat(auc(folds(table, file, "bankchurners.csv"))).isGreaterThan(0.9935 - 0.005);
    }
}
