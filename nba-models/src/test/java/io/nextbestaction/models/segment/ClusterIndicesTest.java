// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.models.Samples;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden values: scikit-learn 1.2.1 on the congruential stream of 60 rows by 3. */
class ClusterIndicesTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);
    private static final double[] X = Samples.stream(180, 7);
    private static final FeatureMatrix ROWS = Samples.matrix(3, X);
    private static final int[] THREE = IntStream.range(0, 60)
            .map(i -> X[3 * i] < 0.3 ? 0 : X[3 * i] < 0.7 ? 1 : 2)
            .toArray();

    /** Two of its five clusters have one row. */
    private static final int[] FIVE = IntStream.range(0, 60)
            .map(i -> i == 5 ? 4 : X[3 * i + 1] < 0.25 ? 0 : X[3 * i + 1] < 0.5 ? 1 : X[3 * i + 1] < 0.99 ? 2 : 3)
            .toArray();

    @Test
    void the_indices_are_the_golden_ones() {
        assertThat(ClusterIndices.silhouette(ROWS, THREE)).isCloseTo(0.11213753932573764, EXACT);
        assertThat(ClusterIndices.calinskiHarabasz(ROWS, THREE)).isCloseTo(10.926960515061278, EXACT);
        assertThat(ClusterIndices.daviesBouldin(ROWS, THREE)).isCloseTo(2.1564246090923036, EXACT);
        assertThat(ClusterIndices.silhouette(ROWS, FIVE)).isCloseTo(-0.05183644033342013, EXACT);
        assertThat(ClusterIndices.calinskiHarabasz(ROWS, FIVE)).isCloseTo(10.36128669545152, EXACT);
        assertThat(ClusterIndices.daviesBouldin(ROWS, FIVE)).isCloseTo(1.4854533630734807, EXACT);
    }

    @Test
    void adjusted_rand_is_the_golden_one_and_knows_no_names() {
        int[] renamed = IntStream.of(THREE).map(c -> (c + 1) % 3).toArray();
        int[] near = IntStream.range(0, 60)
                .map(i -> X[3 * i] < 0.35 ? 0 : X[3 * i] < 0.7 ? 1 : 2)
                .toArray();
        assertThat(ClusterIndices.adjustedRand(THREE, FIVE)).isCloseTo(-0.02746417254941937, EXACT);
        assertThat(ClusterIndices.adjustedRand(THREE, near)).isCloseTo(0.7844068697472013, EXACT);
        assertThat(ClusterIndices.adjustedRand(THREE, renamed)).isEqualTo(1);
        assertThat(ClusterIndices.adjustedRand(new int[] {0}, new int[] {3})).isEqualTo(1);
        assertThat(ClusterIndices.adjustedRand(new int[3], new int[3])).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void adjusted_rand_is_what_counting_all_pairs_says(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 2 + random.nextInt(20);
        int[] a = random.ints(n, 0, 3).toArray();
        int[] b = random.ints(n, 0, 4).toArray();
        double both = 0;
        double first = 0;
        double second = 0;
        double pairs = n * (n - 1) / 2.0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                both += a[i] == a[j] && b[i] == b[j] ? 1 : 0;
                first += a[i] == a[j] ? 1 : 0;
                second += b[i] == b[j] ? 1 : 0;
            }
        }
        double chance = first * second / pairs;
        double most = (first + second) / 2;
        double expected = most == chance ? 1 : (both - chance) / (most - chance);
        assertThat(ClusterIndices.adjustedRand(a, b)).isCloseTo(expected, EXACT);
    }

    @Test
    void rows_and_labels_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> ClusterIndices.silhouette(ROWS, new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The labels (3) must be as many as the rows (60).\nMaybe they are of other rows.");
        assertThatThrownBy(() -> ClusterIndices.daviesBouldin(ROWS, new int[60]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The clusters with rows (1) must be at least 2.\nMaybe all rows were given one label.");
        assertThatThrownBy(() -> ClusterIndices.calinskiHarabasz(Samples.matrix(1, 1, Double.NaN), new int[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value (NaN) of feature \"x0\" in row 2 must be finite.\n"
                        + "Maybe impute missing values first.");
        assertThatThrownBy(() -> ClusterIndices.adjustedRand(new int[] {0, -1}, new int[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cluster (-1) of a row must be at least 0.\nMaybe noise was marked by -1.");
        assertThatThrownBy(() -> ClusterIndices.adjustedRand(new int[2], new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The labels (2 and 3) of two clusterings must be equally many.\n"
                        + "Maybe they are of other rows.");
    }
}
