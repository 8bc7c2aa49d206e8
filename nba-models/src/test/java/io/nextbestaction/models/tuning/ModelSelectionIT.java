// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.features.Features;
import io.nextbestaction.features.source.CsvOptions;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.RealData;
import io.nextbestaction.models.evaluation.BinaryMetric;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small search on German credit, judged on the published folds, which it has not seen. */
class ModelSelectionIT {

    @Test
    void a_search_that_has_not_seen_the_fold_reaches_the_best_reference_within_its_noise() {
        LabelledRows table = CsvTable.read(
                        RealData.file("german/german.data"),
                        CsvOptions.defaults()
                                .withSeparator(' ')
                                .withNames(("status duration credit_history purpose amount savings employment"
                                                + " installment_rate personal_status debtors residence_since property"
                                                + " age other_plans housing existing_credits job liable_people"
                                                + " telephone foreign_worker class")
                                        .split(" ")))
                .label("class", "2");
        int[] folds = Arrays.stream(RealData.csv("folds/german.csv").numbers("fold"))
                .mapToInt(fold -> (int) fold)
                .toArray();
        NestedValidation nested = ModelSearch.of(Features.all())
                .families(List.of(
                        Family.of("gradient boosting", GradientBoosting.classifier()),
                        Family.of("logistic regression", LogisticRegression.classifier())))
                .splits(Splits.stratified(3))
                .nested(Splits.given(folds), table.rows(), table.labels());
        // The best of all references, RF5, is 0.7950 with a standard deviation of 0.0211 over five folds.
        assertThat(nested.scores(BinaryMetric.AUC).mean()).isGreaterThanOrEqualTo(0.7950 - 0.0211 / Math.sqrt(5));
    }
}
