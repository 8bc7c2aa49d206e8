// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import static io.nextbestaction.explain.quality.QualityCases.FEW;
import static io.nextbestaction.explain.quality.QualityCases.interventional;
import static io.nextbestaction.explain.quality.QualityCases.linear;
import static io.nextbestaction.explain.quality.QualityCases.matrix;
import static io.nextbestaction.explain.quality.QualityCases.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.importance.FeatureGroup;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ScoreExplainer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class QualityContractTest {
    @Test
    void the_same_seed_gives_the_same_bits_on_every_thread_and_another_seed_others() {
        SplittableRandom random = new SplittableRandom(9);
        Forest forest = RandomForests.forest(RandomForests.trees(random, 4, 5), 4, 0);
        FeatureMatrix background = RandomForests.background(random, 4, 8);
        FeatureMatrix rows = RandomForests.background(random, 4, 20);
        ExplanationQuality quality =
                interventional(forest, background).with(FEW).madeBy((b, s) -> Shapley.interventional(b));
        List<CompletableFuture<QualityMeasures>> futures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            futures.add(CompletableFuture.supplyAsync(() -> quality.measure(rows, 11)));
        }
        QualityMeasures alone = quality.measure(rows, 11);
        assertThat(futures).allSatisfy(future -> assertThat(future.join()).isEqualTo(alone));
        assertThat(quality.measure(rows, 12).infidelity()).isNotEqualTo(alone.infidelity());
    }

    @Test
    void progress_runs_to_its_end() {
        SplittableRandom random = new SplittableRandom(12);
        FeatureMatrix background = numbers(random, 2, 5);
        List<Long> done = new ArrayList<>();
        interventional(linear(1, 2), background)
                .with(FEW)
                .madeBy((b, s) -> Shapley.interventional(b))
                .measure(numbers(random, 2, 10), 1, (task, units, total) -> {
                    assertThat(task).isEqualTo("explanation quality");
                    assertThat(total).isEqualTo(10 + 4 + 2 + 1);
                    done.add(units);
                });
        assertThat(done).hasSize(18).isSorted().contains(0L, 17L);
    }

    @Test
    void what_cannot_be_measured_is_refused() {
        FeatureMatrix two = matrix(new double[] {1, 2}, new double[] {2, 1});
        ExplanationQuality quality = interventional(linear(1, 2), two);
        FeatureMatrix none = FeatureMatrix.of(two.names(), new double[0]);

        assertThatThrownBy(() -> quality.measure(none, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The rows (0 of 2 columns) of explanation quality must be at least 2, of the scorer's 2 inputs."
                                + "\nMaybe transform some hundred held-out customers with the scorer's own pipeline.");
        assertThatThrownBy(() -> quality.measure(matrix(new double[] {1, 2}), 1))
                .hasMessageStartingWith("The rows (1 of 2 columns)");
        assertThatThrownBy(() -> quality.measure(matrix(new double[] {1}, new double[] {2}), 1))
                .hasMessageStartingWith("The rows (2 of 1 columns)");
        assertThatThrownBy(() ->
                        ExplanationQuality.of(linear(1, 2), Shapley.values().bind(linear(1, 2)), none))
                .hasMessage("The background (0 rows, 2 columns) of explanation quality must have at least 1 row and the"
                        + " scorer's 2 inputs.\nMaybe transform customers with the scorer's own pipeline.");
        assertThatThrownBy(() -> quality.by(FeatureGroup.byColumn(two.names()).subList(0, 1)))
                .hasMessage("The column \"1\" (share 0.0) must belong to the fields once."
                        + "\nMaybe start from FeatureGroup.bySource(names).");
        ScoreExplainer broken =
                WrongExplainers.changed(Shapley.values().bind(linear(1, 2)), (row, phi) -> phi[1] = Double.NaN);
        assertThatThrownBy(
                        () -> ExplanationQuality.of(linear(1, 2), broken, two).measure(two, 1))
                .hasMessage("The contribution (NaN) of column 2 must be finite."
                        + "\nMaybe the explainer does not take missing values.");
        assertThatThrownBy(() -> new QualitySettings(0, 20, 10, 0.1, 10, 3, 200, 0.95))
                .hasMessage("The reasons (0) of explanation quality must be at least 1.\nMaybe 4 is meant.");
        assertThatThrownBy(() -> new QualitySettings(4, 20, 10, Double.NaN, 10, 3, 200, 0.95))
                .hasMessage("The radius (NaN) of neighbours must be a number of standard deviations above 0."
                        + "\nMaybe 0.1 is meant.");
    }
}
