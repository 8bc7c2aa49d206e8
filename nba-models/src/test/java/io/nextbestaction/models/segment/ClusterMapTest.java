// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.Samples;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterMapTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-9);

    private static FeatureMatrix rows() {
        double[] x = Samples.stream(180, 7);
        double[] values = new double[180];
        for (int i = 0; i < 60; i++) {
            values[3 * i] = x[3 * i];
            values[3 * i + 1] = 3 * x[3 * i + 1] + x[3 * i];
            values[3 * i + 2] = 0.5 * x[3 * i + 2] + 2 * x[3 * i];
        }
        return Samples.matrix(3, values);
    }

    /** scikit-learn 1.2.1, PCA: shares, components and coordinates; its signs are turned by our rule. */
    @Test
    void it_is_the_golden_projection() {
        Segmentation segmentation = KMeans.of(2).unscaled().train(rows(), 1, Progress.NONE);
        ClusterMap map = ClusterMap.of(segmentation, rows(), 60, 1);

        assertThat(map.horizontal().explained()).isCloseTo(0.7837562543793389, CLOSE);
        assertThat(map.vertical().explained()).isCloseTo(0.21384225381025185, CLOSE);
        double[] first = {0.12487139688353838, 0.9671861110497523, 0.22126491098411838};
        double[] second = {0.4277291135348626, -0.2536996431915478, 0.8675737988662183};
        for (int j = 0; j < 3; j++) {
            assertThat(map.horizontal().loadings().get(j)).isCloseTo(first[j], CLOSE);
            assertThat(map.vertical().loadings().get(j)).isCloseTo(second[j], CLOSE);
        }
        assertThat(map.points().get(0).x()).isCloseTo(-0.29816192362764643, CLOSE);
        assertThat(map.points().get(0).y()).isCloseTo(0.2561877121203817, CLOSE);
        assertThat(map.points().get(1).x()).isCloseTo(1.8344538175644527, CLOSE);
        assertThat(map.points().get(1).y()).isCloseTo(-0.1897583872828315, CLOSE);
        assertThat(map.horizontal().label()).isEqualTo("+x1, +x2, +x0 (78 %)");
        assertThat(map.vertical().label()).isEqualTo("+x2, +x0, −x1 (21 %)");
    }

    @Test
    void a_centre_is_the_mean_of_its_points() {
        Segmentation segmentation = KMeans.of(3).train(rows(), 1, Progress.NONE);
        ClusterMap map = ClusterMap.of(segmentation, rows(), 1_000, 1);
        assertThat(map.points()).hasSize(60);
        for (int c = 0; c < 3; c++) {
            int segment = c;
            assertThat(map.points().stream()
                            .filter(p -> p.segment() == segment)
                            .mapToDouble(ClusterMap.Point::x)
                            .average()
                            .orElseThrow())
                    .isCloseTo(map.centres().get(c).x(), CLOSE);
        }
    }

    @Test
    void fewer_points_are_drawn_by_the_seed_and_one_column_makes_a_line() {
        FeatureMatrix line = Samples.matrix(1, 1, 2, 3, Double.NaN, 9, 10, 11);
        Segmentation segmentation = KMeans.of(2).train(line, 1, Progress.NONE);
        ClusterMap map = ClusterMap.of(segmentation, line, 4, 5);
        assertThat(map.points()).hasSize(4).allMatch(p -> p.y() == 0);
        assertThat(map.vertical().label()).isEqualTo("(0 %)");
        assertThat(map.horizontal().explained()).isEqualTo(1);
        assertThat(ClusterMap.of(segmentation, line, 4, 5)).isEqualTo(map);
    }

    @Test
    void foreign_rows_and_no_points_are_refused() {
        Segmentation segmentation = KMeans.of(2).train(rows(), 1, Progress.NONE);
        assertThatThrownBy(() -> ClusterMap.of(segmentation, Samples.matrix(1, 1, 2), 10, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The rows (2 of 1 columns) must be at least one, with the 3 columns of the segmentation.\n"
                        + "Maybe they come from another pipeline.");
        assertThatThrownBy(() -> ClusterMap.of(segmentation, rows(), 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The points (0) of a cluster map must be at least 1.\nMaybe 2,000 are enough to see.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12, 40})
    void eigenvectors_are_orthonormal_and_give_the_matrix_back(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = random.nextGaussian();
                a[j][i] = a[i][j];
            }
        }
        double[][] copy = new double[n][];
        for (int i = 0; i < n; i++) {
            copy[i] = a[i].clone();
        }
        Eigen eigen = Eigen.of(copy);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double again = 0;
                double dot = 0;
                for (int k = 0; k < n; k++) {
                    again += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
                    dot += eigen.vectors()[i][k] * eigen.vectors()[j][k];
                }
                assertThat(again).isCloseTo(a[i][j], Offset.offset(1e-12 * n));
                assertThat(dot).isCloseTo(i == j ? 1 : 0, Offset.offset(1e-12 * n));
            }
            assertThat(i == 0 || eigen.values()[i] <= eigen.values()[i - 1]).isTrue();
        }
    }
}
