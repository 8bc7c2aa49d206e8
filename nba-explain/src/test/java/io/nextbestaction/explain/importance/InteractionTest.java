// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.profile.Profiles;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.model.Forest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class InteractionTest {
    private static final FeatureMatrix CORNERS =
            FeatureMatrix.of(FeatureNames.of("a", "b"), new double[] {-1, -1, -1, 1, 1, -1, 1, 1});

    private static Interaction of(ToDoubleFunction<double[]> score) {
        return Interaction.between(Profiles.grid(score, CORNERS, 4), CORNERS, 0, 1);
    }

    @Test
    void sums_products_and_halves_have_their_known_strength() {
        assertThat(of(x -> 5 + x[0] + 2 * x[1])).isEqualTo(new Interaction("a", "b", 0, 0));
        assertThat(of(x -> 3 * x[0] * x[1])).isEqualTo(new Interaction("a", "b", 1, 3));
        assertThat(of(x -> x[0] * x[1] + x[0])).isEqualTo(new Interaction("a", "b", 0.5, 1));
        assertThat(of(x -> 7)).isEqualTo(new Interaction("a", "b", 0, 0));
    }

    @Test
    void that_of_a_forest_is_its_definition_by_scoring_again() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 60; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, 3, 4), 3, 0);
            FeatureMatrix rows = RandomForests.background(random, 3, 25);
            List<Interaction> found = Interaction.among(Profiles.exact(forest, rows), rows, 0, 1, 2);
            assertThat(found).hasSize(3);
            assertThat(found.get(0).strength())
                    .isGreaterThanOrEqualTo(found.get(2).strength());
            for (Interaction pair : found) {
                int a = Integer.parseInt(pair.one());
                int b = Integer.parseInt(pair.other());
                double truth = truth(forest, rows, a, b);
                assertThat(pair.strength()).isEqualTo(truth, within(1e-12));
            }
        }
    }

    private static double truth(Forest forest, FeatureMatrix rows, int a, int b) {
        int n = rows.rows();
        double[] more = new double[n];
        double mean = 0;
        for (int r = 0; r < n; r++) {
            more[r] = mean(forest, rows, r, a, b) - mean(forest, rows, r, a, a) - mean(forest, rows, r, b, b);
            mean += more[r] / n;
        }
        double sum = 0;
        for (double value : more) {
            sum += (value - mean) * (value - mean) / n;
        }
        return Math.sqrt(sum);
    }

    private static double mean(Forest forest, FeatureMatrix rows, int from, int a, int b) {
        double[] row = new double[rows.columns()];
        double sum = 0;
        for (int r = 0; r < rows.rows(); r++) {
            rows.row(r, row);
            row[a] = rows.get(from, a);
            row[b] = rows.get(from, b);
            sum += forest.margin(row) / rows.rows();
        }
        return sum;
    }
}
