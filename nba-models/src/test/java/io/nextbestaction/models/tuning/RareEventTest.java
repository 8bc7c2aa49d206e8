// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.features.Features;
import io.nextbestaction.features.sampling.Smote;
import io.nextbestaction.model.Resampled;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.DecisionTree;
import io.nextbestaction.models.GaussianNaiveBayes;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.evaluation.BinaryMetric;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 99.9 % of one class, and fewer rows than folds. */
class RareEventTest {
    private static final int ROWS = 10_000;
    private static final Features RECIPE = Features.all().ignore("id");

    /** The ten rows of the largest {@code a} among {@code count} have the event. */
    private static boolean[] labels(Tables table, int count) {
        double[] a = table.rows().stream().mapToDouble(row -> row.number(1)).toArray();
        double bound = Arrays.stream(a).sorted().toArray()[a.length - count];
        boolean[] labels = new boolean[a.length];
        for (int i = 0; i < a.length; i++) {
            labels[i] = a[i] >= bound;
        }
        return labels;
    }

    @Test
    void ten_events_in_ten_thousand_rows_are_found_or_the_refusal_of_a_family_is_told() {
        Tables table = Tables.of(ROWS, 4);
        GradientBoosting.Parameters few = GradientBoosting.Parameters.defaults().withRounds(20);
        ModelSelection selection = ModelSearch.of(RECIPE)
                .families(List.of(
                        Family.of("boosting", GradientBoosting.classifier(few)),
                        Family.of(
                                "early-stopped",
                                GradientBoosting.classifier(
                                        few.withEarlyStopping(GradientBoosting.EarlyStopping.defaults()))),
                        Family.of("linear", LogisticRegression.classifier()),
                        Family.of("tree", DecisionTree.classifier()),
                        Family.of("Bayes", GaussianNaiveBayes.classifier()),
                        Family.of("SMOTE", Resampled.of(Smote.plain(), LogisticRegression.classifier())),
                        Family.of(
                                "SMOTE of many",
                                Resampled.of(Smote.plain().withNeighbours(12), LogisticRegression.classifier()))))
                .splits(Splits.stratified(3))
                .run(table.rows(), labels(table, 10));

        assertThat(selection.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.family()).isEqualTo("SMOTE of many");
            assertThat(failure.message())
                    .isEqualTo("The rows of the rare outcome (6) for SMOTE must be more than its neighbours (12).\n"
                            + "Maybe use .withNeighbours(5), or RandomOversampling.");
        });
        assertThat(selection.best(BinaryMetric.AUC).scores(BinaryMetric.AUC).mean())
                .isGreaterThan(0.99);
        for (Standing standing : selection.families(BinaryMetric.LOG_LOSS)) {
            assertThat(standing.scores().mean()).as(standing.name()).isBetween(0.0, 0.02);
        }
        SelectedModel model = selection.fit();
        double mean = Arrays.stream(model.probabilities(table.rows())).average().orElseThrow();
        assertThat(mean).isBetween(0.0005, 0.002);
    }

    @Test
    void fewer_rows_of_a_class_than_folds_are_told() {
        Tables table = Tables.of(ROWS, 4);
        ModelSearch search = ModelSearch.of(RECIPE).splits(Splits.stratified(5));
        assertThatThrownBy(() -> search.run(table.rows(), labels(table, 4)))
                .hasMessage(
                        "The rows with the event (4) must be at least as many as the folds (5).\nMaybe use fewer folds.");
        Tables three = Tables.of(3, 1);
        assertThatThrownBy(() -> search.run(three.rows(), new boolean[] {true, false, true}))
                .hasMessage("The rows (3) must be at least as many as the folds (5).\nMaybe use fewer folds.");
    }
}
