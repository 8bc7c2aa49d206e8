// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.ScoreExplainer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearShapleyTest {
    private static final LinearModel MODEL =
            LinearModel.of(new double[] {2, -1, 0}, 0.5, new double[] {1, 4, 9}, Link.LOGISTIC);

    @Test
    void each_feature_gets_weight_times_distance_from_the_mean() {
        ScoreExplainer explainer = bind(MODEL);
        double[] phi = new double[3];
        explainer.explain(new double[] {3, 4.5, 100}, phi);
        assertThat(explainer.base()).isEqualTo(-1.5);
        assertThat(phi).containsExactly(4, -0.5, 0);
    }

    @Test
    void a_missing_value_contributes_nothing() {
        double[] phi = new double[3];
        bind(MODEL).explain(new double[] {Double.NaN, 0, Double.NaN}, phi);
        assertThat(phi).containsExactly(0, 4, 0);
    }

    @Test
    void values_equal_brute_force_over_the_means() {
        SplittableRandom random = new SplittableRandom(3);
        int inputs = 8;
        for (int i = 0; i < 100; i++) {
            double[] weights = random.doubles(inputs, -2, 2).toArray();
            double[] means = random.doubles(inputs, -2, 2).toArray();
            LinearModel model = LinearModel.of(weights, random.nextDouble(), means, Link.LOGISTIC);
            double[] row = random.doubles(inputs, -5, 5).toArray();
            row[random.nextInt(inputs)] = Double.NaN;
            double[] phi = new double[inputs];
            bind(model).explain(row, phi);
            double[] expected = BruteForce.shapley(inputs, known -> {
                double[] partly = row.clone();
                for (int j = 0; j < inputs; j++) {
                    if ((known >> j & 1) == 0) {
                        partly[j] = means[j];
                    }
                }
                return model.margin(partly);
            });
            assertThat(phi).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void amounts_in_the_billions_still_add_up() {
        LinearModel model = LinearModel.of(new double[] {3.3, -1.7}, 0.1, new double[] {1.1e9, 2.3e9}, Link.IDENTITY);
        double[] phi = new double[2];
        bind(model).explain(new double[] {7.7e9, 0.3}, phi);
        assertThat(phi[0]).isCloseTo(3.3 * 6.6e9, within(1e-4));
    }

    @Test
    void an_infinite_value_is_refused_without_telling_it() {
        assertThatThrownBy(() -> bind(MODEL).explain(new double[] {0, Double.POSITIVE_INFINITY, 0}, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of input 1 of a linear score must be finite to be explained.\n"
                        + "Maybe clip it in the pipeline, or pass NaN for missing.");
    }

    @Test
    void against_a_background_its_means_are_the_reference() {
        double nan = Double.NaN;
        FeatureMatrix background =
                FeatureMatrix.of(FeatureNames.of("a", "b", "c"), new double[] {1, 2, nan, 5, nan, 3});
        ShapleyKernel kernel = ShapleyKernels.bind(MODEL, new Settings(background, 0, 0), false);
        double[] row = {2, nan, 7};
        double[] phi = new double[3];
        kernel.explain(row, phi);
        double mean = 0;
        double[] averaged = new double[3];
        for (int b = 0; b < 2; b++) {
            double[] reference = new double[3];
            background.row(b, reference);
            mean += MODEL.margin(reference) / 2;
            double[] one = new double[3];
            kernel.addAgainst(b, row, one, kernel.newReference());
            for (int i = 0; i < 3; i++) {
                averaged[i] += one[i] / 2;
            }
        }
        assertThat(kernel.base()).isCloseTo(mean, within(1e-14));
        assertThat(phi).containsExactly(averaged, within(1e-14));
    }

    @Test
    void no_two_features_interact() {
        double[] matrix = new double[9];
        ShapleyKernels.bind(MODEL, new Settings(null, 0, 0), true).explain(new double[] {3, 4.5, 100}, matrix);
        assertThat(matrix).containsExactly(4, 0, 0, 0, -0.5, 0, 0, 0, 0);
    }

    private static ShapleyKernel bind(LinearModel model) {
        return ShapleyKernels.bind(model, new Settings(null, 0, 0), false);
    }
}
