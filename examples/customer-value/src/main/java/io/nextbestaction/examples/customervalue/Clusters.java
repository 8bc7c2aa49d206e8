// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.features.rfm.Rfm;
import io.nextbestaction.features.source.Table;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.segment.KMeans;
import io.nextbestaction.models.segment.KSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Clusters of recency, frequency and money. How many is asked of a sample, since a curve over k needs no more; the clusters
 * themselves are of everybody.
 *
 * @param selection every number of clusters by every index
 * @param clusters in the order of mean money
 */
record Clusters(KSelection selection, List<Result.Cluster> clusters) {
    private static final int MOST = 8;
    private static final int RESTARTS = 3;
    private static final int SAMPLE = 2_500;
    private static final FeatureNames NAMES = FeatureNames.of("recency", "frequency", "monetary");

    static Clusters of(Table measured, long seed, Progress progress) {
        FeatureMatrix rows = logs(measured);
        KSelection selection = KMeans.between(2, MOST).withRestarts(RESTARTS).study(sample(rows, seed), seed, progress);
        int k = selection.recommended();
        Segmentation segments = KMeans.of(k).withRestarts(RESTARTS).train(rows, seed, progress);
        double[][] sums = new double[k][NAMES.size() + 1];
        double[] row = new double[NAMES.size()];
        double money = 0;
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, row);
            double[] sum = sums[segments.centroids().nearest(row)];
            sum[NAMES.size()]++;
            for (int j = 0; j < NAMES.size(); j++) {
                sum[j] += measured.rows().get(i).number(j + 1);
            }
            money += measured.rows().get(i).number(NAMES.size());
        }
        List<Result.Cluster> clusters = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            double n = sums[c][NAMES.size()];
            clusters.add(new Result.Cluster(
                    segments.segments().get(c).name(),
                    (int) n,
                    n / rows.rows(),
                    sums[c][0] / n,
                    sums[c][1] / n,
                    sums[c][2] / n,
                    sums[c][2] / money));
        }
        clusters.sort(Comparator.comparingDouble(cluster -> -cluster.monetary()));
        return new Clusters(selection, clusters);
    }

    private static FeatureMatrix sample(FeatureMatrix rows, long seed) {
        int[] drawn = IntStream.range(0, rows.rows()).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        int size = Math.min(SAMPLE, drawn.length);
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(drawn.length - i);
            int row = drawn[i];
            drawn[i] = drawn[j];
            drawn[j] = row;
        }
        return rows.select(IntStream.of(drawn).limit(size).toArray());
    }

    /** ln(1 + x), since all three are skewed; more given back than paid counts as nothing. */
    private static FeatureMatrix logs(Table measured) {
        double[] values = new double[measured.rows().size() * NAMES.size()];
        int next = 0;
        for (Row row : measured.rows()) {
            values[next++] = StrictMath.log1p(row.number(measured.schema().indexOf(Rfm.RECENCY)));
            values[next++] = StrictMath.log1p(row.number(measured.schema().indexOf(Rfm.FREQUENCY)));
            values[next++] =
                    StrictMath.log1p(Math.max(0, row.number(measured.schema().indexOf(Rfm.MONETARY))));
        }
        return FeatureMatrix.of(NAMES, values);
    }
}
