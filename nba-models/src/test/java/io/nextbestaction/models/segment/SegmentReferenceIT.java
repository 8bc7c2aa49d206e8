// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.RealData;
import io.nextbestaction.models.Samples;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SegmentReferenceIT {

    private static FeatureMatrix cdnow() {
        RealData.Table table = RealData.csv("cdnow/cdnow_rfm.csv");
        String[] columns = {"recency_days", "frequency", "monetary"};
        int rows = table.rows().size();
        double[] values = new double[rows * 3];
        for (int j = 0; j < 3; j++) {
            double[] column = table.numbers(columns[j]);
            for (int i = 0; i < rows; i++) {
                values[3 * i + j] = StrictMath.log1p(column[i]);
            }
        }
        return Samples.matrix(3, values);
    }

    /**
     * scikit-learn 1.2.1 run to the end (tolerance 0) gives inertia 28567.23277030465 and sizes 17,059 and 6,511; its
     * default tolerance stops a little earlier, at 28,567.26 with 17,061 and 6,509.
     */
    @Test
    void cdnow_has_two_segments_of_the_reference() {
        FeatureMatrix rows = cdnow();
        Segmentation two = KMeans.of(2).train(rows, 42, Progress.NONE);
        assertThat(two.segments()).extracting(Segment::size).containsExactly(17_059L, 6_511L);
        double inertia = 0;
        double[] row = new double[3];
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, row);
            inertia += two.centroids().distance(row, two.centroids().nearest(row));
        }
        assertThat(inertia).isCloseTo(28_567.23277030465, Offset.offset(1e-6));
    }

    @Test
    void cdnow_is_two_by_the_silhouette_and_three_by_elbow_and_gap() {
        KSelection selection = KMeans.between(2, 10).study(cdnow(), 42, Progress.NONE);
        assertThat(selection.choice(Criterion.SILHOUETTE)).isEqualTo(2);
        assertThat(selection.choice(Criterion.ELBOW)).isEqualTo(3);
        assertThat(selection.choice(Criterion.GAP)).isEqualTo(3);
        assertThat(selection.choice(Criterion.CALINSKI_HARABASZ)).isEqualTo(2);
        assertThat(selection.choice(Criterion.DAVIES_BOULDIN)).isEqualTo(2);
        assertThat(selection.recommended()).isEqualTo(2);
        assertThat(selection.scores(2).silhouette()).isCloseTo(0.581, Offset.offset(0.02));
        assertThat(selection.rows()).isEqualTo(23_570);
        assertThat(selection.judged()).isEqualTo(10_000);
        assertThat(selection.silhouetteRows()).isEqualTo(5_000);
    }
}
