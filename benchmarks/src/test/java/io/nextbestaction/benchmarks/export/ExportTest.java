// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.benchmarks.peer.Peer;
import io.nextbestaction.benchmarks.peer.PeerModel;
import io.nextbestaction.benchmarks.peer.Rows;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {
    private static final float[] TIES = {-1.5f, 0.1f, 1f, 3e8f, 1e-30f};
    private static final float[] TINY_TIES = {-0.0f, 0f, 1e-40f, -1e-36f};

    @ParameterizedTest
    @EnumSource(Peer.class)
    void thresholds_their_neighbours_and_missing_values_take_the_same_way_after_export(Peer peer) {
        agrees(peer, TIES);
    }

    /** LightGBM takes what is within 1e-35 of zero for zero. */
    @ParameterizedTest
    @EnumSource(
            value = Peer.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LIGHTGBM", "LIGHTGBM_FAST"})
    void numbers_near_zero_take_the_same_way_after_export(Peer peer) {
        agrees(peer, TINY_TIES);
    }

    private static void agrees(Peer peer, float[] ties) {
        Forest forest = randomForest(ties, new SplittableRandom(5));
        FeatureMatrix rows = edges(ties, new SplittableRandom(6));
        double[] scores = new double[rows.rows()];
        try (PeerModel model = peer.load(forest)) {
            model.batch(1).score(Rows.of(rows), scores);
        }
        double[] row = new double[rows.columns()];
        for (int i = 0; i < scores.length; i++) {
            rows.row(i, row);
            assertThat(scores[i]).as("row %d", i).isCloseTo(forest.probability(row), within(1e-6));
        }
    }

    @Test
    void a_forest_that_was_not_trained_on_floats_is_refused() {
        Forest forest = stump(Link.LOGISTIC, 0.1);
        assertThatThrownBy(() -> XgboostJson.of(forest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The threshold (0.1) of the forest must be one of a comparison in floats.\n"
                        + "Maybe the forest is not one of XGBoost.");
    }

    @Test
    void a_forest_of_probabilities_is_refused() {
        Forest forest = stump(Link.IDENTITY, Forest.belowFloat(0.1f));
        assertThatThrownBy(() -> OnnxModel.of(forest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The link (IDENTITY) of the forest must be LOGISTIC.\n"
                        + "Maybe export a boosted forest, not a random one.");
    }

    @Test
    void every_float_threshold_is_found_again() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            float threshold = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(threshold)) {
                assertThat(Tree.belowFloat(Forest.belowFloat(threshold))).isEqualTo(threshold + 0f);
            }
        }
    }

    @Test
    void a_stump_is_written_as_XGBoost_writes_it() {
        String json = new String(XgboostJson.of(stump(Link.LOGISTIC, Forest.belowFloat(0.5f))), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"split_conditions\":[0.5,-1.0,1.0]")
                .contains("\"default_left\":[1,0,0]")
                .contains("\"parents\":[2147483647,0,0]")
                .contains("\"sum_hessian\":[3.0,1.0,2.0]")
                .contains("\"base_score\":\"0.5\"");
    }

    @Test
    void a_stump_is_written_as_LightGBM_writes_it() {
        assertThat(LightgbmText.of(stump(Link.LOGISTIC, 0.5)))
                .contains("Tree=0\nnum_leaves=2\nnum_cat=0\nsplit_feature=0\n")
                .contains("\nthreshold=0.49999999999999994\ndecision_type=10\nleft_child=-1\nright_child=-2\n")
                .contains("\nleaf_count=333333333 666666667\n");
    }

    private static Forest stump(Link link, double threshold) {
        return Forest.builder(1, link, 0)
                .tree(
                        new int[] {0, -1, -1},
                        new double[] {threshold, -1, 1},
                        new boolean[] {true, false, false},
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new double[] {3, 1, 2})
                .build();
    }

    /** Complete trees of depth 3 whose thresholds are the ties, and one leaf alone. */
    private static Forest randomForest(float[] ties, SplittableRandom random) {
        Forest.Builder forest = Forest.builder(4, Link.LOGISTIC, Link.logit(0.25f));
        for (int t = 0; t < 30; t++) {
            int size = t == 7 ? 1 : 15;
            int[] feature = new int[size];
            double[] value = new double[size];
            boolean[] missingLeft = new boolean[size];
            int[] left = new int[size];
            int[] right = new int[size];
            double[] cover = new double[size];
            for (int n = 0; n < size; n++) {
                boolean leaf = 2 * n + 2 >= size;
                feature[n] = leaf ? -1 : random.nextInt(4);
                value[n] = leaf
                        ? (float) random.nextDouble(-0.2, 0.2)
                        : Forest.belowFloat(ties[random.nextInt(ties.length)]);
                missingLeft[n] = random.nextBoolean();
                left[n] = leaf ? -1 : 2 * n + 1;
                right[n] = leaf ? -1 : 2 * n + 2;
                cover[n] = 1;
            }
            forest.tree(feature, value, missingLeft, left, right, cover);
        }
        return forest.build();
    }

    private static FeatureMatrix edges(float[] ties, SplittableRandom random) {
        double[] values = new double[4 * 2000];
        for (int i = 0; i < values.length; i++) {
            float tie = ties[random.nextInt(ties.length)];
            values[i] = switch (random.nextInt(5)) {
                case 0 -> Double.NaN;
                case 1 -> Math.nextDown(tie);
                case 2 -> Math.nextUp(tie);
                default -> tie;
            };
        }
        // XGBoost's in-place prediction and Tribuo want something known in each row.
        for (int i = 0; i < values.length; i += 4) {
            values[i] = Double.isNaN(values[i]) ? 0.1f : values[i];
        }
        return FeatureMatrix.of(FeatureNames.of("a", "b", "c", "d"), values);
    }
}
