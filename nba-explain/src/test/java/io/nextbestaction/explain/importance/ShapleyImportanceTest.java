// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapleyImportanceTest {
    private static final FeatureNames NAMES = FeatureNames.of("a", "b");
    private static final ShapleyExplainer EXPLAINER =
            Shapley.values().bind(LinearModel.of(new double[] {1, 3}, 0, new double[] {0, 0}, Link.IDENTITY));

    @Test
    void it_is_the_mean_size_with_the_interval_of_a_mean() {
        FeatureMatrix rows = FeatureMatrix.of(NAMES, new double[] {1, 1, -2, 1, 3, -1, -4, -1});
        List<Importance> found = ShapleyImportance.measure(EXPLAINER, rows, FeatureGroup.byColumn(NAMES), 0.95);
        assertThat(found).extracting(Importance::feature).containsExactly("b", "a");
        assertThat(found.get(0).value().estimate()).isEqualTo(3, within(1e-14));
        assertThat(found.get(0).value().high()).isEqualTo(3, within(1e-14));
        // sizes 1 to 4: mean 2.5, variance 5/3, standard error √(5/12)
        double reach = 1.959963984540054 * Math.sqrt(5.0 / 12);
        assertThat(found.get(1).value().estimate()).isEqualTo(2.5, within(1e-14));
        assertThat(found.get(1).value().low()).isEqualTo(2.5 - reach, within(1e-10));
        assertThat(found.get(1).value().high()).isEqualTo(2.5 + reach, within(1e-10));
    }

    @Test
    void contributions_of_a_group_are_added_before_their_size_is_taken() {
        FeatureMatrix rows = FeatureMatrix.of(NAMES, new double[] {3, -1, 3, 1});
        List<FeatureGroup> both = List.of(FeatureGroup.of("both", NAMES, "a", "b"));
        assertThat(ShapleyImportance.measure(EXPLAINER, rows, both, 0.9)
                        .get(0)
                        .value()
                        .estimate())
                .isEqualTo(3, within(1e-14));
    }

    @Test
    void no_row_is_refused() {
        FeatureMatrix none = FeatureMatrix.of(NAMES, new double[0]);
        assertThatThrownBy(() -> ShapleyImportance.measure(EXPLAINER, none, FeatureGroup.byColumn(NAMES), 0.9))
                .hasMessage("The rows (0) of an importance must be at least 1.\nMaybe every customer was left out.");
    }
}
