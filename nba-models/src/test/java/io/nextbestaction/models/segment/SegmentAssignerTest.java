// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.OneVersusRest;
import io.nextbestaction.models.Samples;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmentAssignerTest {
    private static final SegmentAssigner ASSIGNER =
            SegmentAssigner.by(OneVersusRest.of(LogisticRegression.classifier()));
    private static final int ROWS = 600;

    /** Histories in three groups; the first demographic column follows the group by a given strength. */
    private static FeatureMatrix[] customers(double strength) {
        SplittableRandom random = new SplittableRandom(5);
        double[] history = new double[ROWS * 2];
        double[] demographics = new double[ROWS * 2];
        for (int i = 0; i < ROWS; i++) {
            int group = i % 3;
            history[2 * i] = random.nextGaussian() + 20 * group;
            history[2 * i + 1] = random.nextGaussian();
            demographics[2 * i] = random.nextGaussian() + strength * group;
            demographics[2 * i + 1] = random.nextGaussian();
        }
        return new FeatureMatrix[] {Samples.matrix(2, history), Samples.matrix(2, demographics)};
    }

    @Test
    void new_customers_get_the_segment_their_demographics_tell() {
        FeatureMatrix[] known = customers(3);
        Segmentation segmentation = KMeans.of(3).train(known[0], 1, Progress.NONE);

        SegmentAssignment assignment = ASSIGNER.fit(segmentation, known[0], known[1], 1, Progress.NONE);

        assertThat(assignment.hasSignal()).isTrue();
        assertThat(assignment.auc().low()).isGreaterThan(0.8);
        assertThat(assignment.accuracy()).isGreaterThan(assignment.commonest() + 0.2);
        Segment low = segmentation.of(new double[] {0, 0});
        assertThat(assignment.assign(new double[] {-2, 0})).contains(low);
        assertThat(assignment.toString()).startsWith("Signal: AUC 0.").contains("(95 % interval 0.");
    }

    @Test
    void demographics_that_tell_nothing_are_no_signal_and_name_no_segment() {
        FeatureMatrix[] known = customers(0);
        Segmentation segmentation = KMeans.of(3).train(known[0], 1, Progress.NONE);

        SegmentAssignment assignment = ASSIGNER.fit(segmentation, known[0], known[1], 1, Progress.NONE);

        assertThat(assignment.hasSignal()).isFalse();
        assertThat(assignment.auc().low()).isLessThan(0.5);
        assertThat(assignment.auc().estimate()).isBetween(0.42, 0.55);
        assertThat(assignment.assign(new double[] {-2, 0})).isEmpty();
        assertThat(assignment.toString())
                .startsWith("No signal: AUC 0.")
                .endsWith(" Do not deploy it: what is known of new customers does not tell their segment.");
    }

    @Test
    void the_same_seed_gives_the_same_interval() {
        FeatureMatrix[] known = customers(1);
        Segmentation segmentation = KMeans.of(3).train(known[0], 1, Progress.NONE);
        assertThat(ASSIGNER.fit(segmentation, known[0], known[1], 7, Progress.NONE)
                        .auc())
                .isEqualTo(ASSIGNER.fit(segmentation, known[0], known[1], 7, Progress.NONE)
                        .auc());
    }

    @Test
    void rows_that_do_not_fit_are_refused() {
        FeatureMatrix[] known = customers(1);
        Segmentation segmentation = KMeans.of(3).train(known[0], 1, Progress.NONE);
        assertThatThrownBy(() -> ASSIGNER.fit(segmentation, known[0], Samples.matrix(1, 1, 2), 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The demographics (2 rows) must be as many as the histories (600).\n"
                        + "Maybe they were filtered apart.");
        assertThatThrownBy(() -> ASSIGNER.fit(
                        segmentation.segments(),
                        new int[] {0, 0, 1, 2},
                        Samples.matrix(1, 1, 2, 3, 4),
                        1,
                        Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The customers (2) of segment \""
                        + segmentation.segments().get(0).name()
                        + "\" must be at least twice as many as the folds (5).\n"
                        + "Maybe ask for fewer segments, or fewer folds.");
    }
}
