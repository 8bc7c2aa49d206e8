// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.evaluation.BinaryMetric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NestedValidationTest {
    @Test
    void a_nested_validation_never_shows_its_search_an_outer_part() {
        List<Set<Integer>> seen = new ArrayList<>();
        FeaturePipeline recording = (schema, rows) -> {
            Set<Integer> ids = new HashSet<>();
            rows.forEach(row -> ids.add((int) row.number(0)));
            seen.add(ids);
            return Searches.RECIPE.fit(schema, rows);
        };
        double[] times = new double[400];
        for (int i = 0; i < times.length; i++) {
            times[i] = i;
        }
        NestedValidation nested = ModelSearch.of(recording)
                .families(List.of(Family.of("linear", LogisticRegression.classifier())))
                .splits(Splits.timeOrdered(times, 2))
                .seed(5)
                .nested(Splits.timeOrdered(times, 3), Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(nested.parts()).isEqualTo(3);
        // Two inner splits and the fit of the winner for each outer part, all before its first row.
        assertThat(seen).hasSize(9);
        for (int fit = 0; fit < 9; fit++) {
            int outerStart = 100 * (fit / 3 + 1);
            assertThat(seen.get(fit)).allMatch(id -> id < outerStart);
        }
        assertThat(nested.scores(BinaryMetric.AUC).mean()).isBetween(0.6, 0.9);
        assertThat(nested.leaderboard(BinaryMetric.AUC))
                .extracting(Standing::name)
                .containsExactlyInAnyOrder("linear", "selected");
        assertThat(nested.chosen(0)).isEqualTo("linear (usual)");
    }

    @Test
    void labels_without_signal_score_about_a_half_when_nested() {
        Tables table = Tables.of(400, 2);
        boolean[] shuffled = Tables.of(400, 99).labels();
        NestedValidation nested = Searches.search()
                .families(List.of(Searches.linear(), Family.of("boosting", GradientBoosting.classifier(Searches.FEW))))
                .splits(Splits.stratified(2))
                .nested(Splits.stratified(4), table.rows(), shuffled);
        FoldScores auc = nested.scores(BinaryMetric.AUC);
        assertThat(auc.low()).isLessThan(0.5);
        assertThat(auc.mean()).isBetween(0.4, 0.6);
    }
}
