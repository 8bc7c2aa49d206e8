// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.model.Centroids;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.Samples;
import io.nextbestaction.models.internal.Standard;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.kmeans.KMeansModel;

class TribuoKMeansTest {

    @Test
    void compiled_centroids_give_every_raw_row_the_segment_tribuo_gives_its_scaled_form() {
        int columns = 12;
        TrainingSet data = Samples.withMissing(10_000, columns, 7);
        Standard standard = Standard.of(data.features());
        double[] scaled = standard.scale(data.features());
        TribuoKMeans runs = new TribuoKMeans(scaled, columns);
        KMeansModel model = runs.model(8, 3);
        double[][] centres = runs.centres(8, 3);
        double[] weights = new double[columns];
        for (int j = 0; j < columns; j++) {
            double deviation = standard.deviation(j);
            weights[j] = standard.active(j) ? 1 / (deviation * deviation) : 0;
            for (double[] centre : centres) {
                centre[j] = standard.mean(j) + deviation * centre[j];
            }
        }
        Centroids centroids = Centroids.of(centres, weights, standard.means());

        String[] names = IntStream.range(0, columns).mapToObj(TribuoData::name).toArray(String[]::new);
        int[] counts = new int[8];
        double[] row = new double[columns];
        for (int i = 0; i < data.rows(); i++) {
            int expected = model.predict(
                            TribuoData.example(names, scaled, i * columns, new ClusterID(ClusterID.UNASSIGNED)))
                    .getOutput()
                    .getID();
            data.features().row(i, row);
            assertThat(centroids.nearest(row)).isEqualTo(expected);
            counts[expected]++;
        }
        assertThat(counts).doesNotContain(0);
    }
}
