// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.features.rfm.Rfm;
import io.nextbestaction.features.source.Table;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.segment.Criterion;
import io.nextbestaction.models.segment.KMeans;
import io.nextbestaction.models.segment.KSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clusters of recency, frequency and money as classes of value, "A" the one of the highest mean amount.
 *
 * @param selection every number of clusters by every index
 * @param k how many classes there are
 * @param reason why
 * @param classes in the order of value
 * @param labels the class of each customer
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record ValueClasses(KSelection selection, int k, String reason, List<Result.ValueClass> classes, int[] labels) {
    private static final int LEAST = 3;
    private static final int MOST = 10;
    private static final int RESTARTS = 3;
    private static final FeatureNames NAMES = FeatureNames.of("recency", "frequency", "monetary");

    static ValueClasses of(Table measured, long seed, Progress progress) {
        FeatureMatrix rows = logs(measured);
        KSelection selection =
                KMeans.between(2, MOST).withRestarts(RESTARTS).study(rows, seed, progress);
        int k = atLeastThree(selection);
        Segmentation segments = KMeans.of(k).train(rows, seed, progress);
        int[] cluster = new int[rows.rows()];
        double[][] sums = new double[k][NAMES.size() + 1];
        double[] row = new double[NAMES.size()];
        for (int i = 0; i < cluster.length; i++) {
            rows.row(i, row);
            cluster[i] = segments.centroids().nearest(row);
            double[] sum = sums[cluster[i]];
            sum[NAMES.size()]++;
            for (int j = 0; j < NAMES.size(); j++) {
                sum[j] += measured.rows().get(i).number(j + 1);
            }
        }
        List<Integer> order = IntStream.range(0, k)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -sums[c][2] / sums[c][NAMES.size()]))
                .toList();
        double money = IntStream.range(0, k).mapToDouble(c -> sums[c][2]).sum();
        List<Result.ValueClass> classes = new ArrayList<>();
        for (int c : order) {
            double n = sums[c][NAMES.size()];
            classes.add(new Result.ValueClass(
                    (char) ('A' + classes.size()) + ": "
                            + segments.segments().get(c).name(),
                    (int) n,
                    n / cluster.length,
                    sums[c][0] / n,
                    sums[c][1] / n,
                    sums[c][2] / n,
                    sums[c][2] / money));
        }
        return new ValueClasses(
                selection,
                k,
                reason(selection, k),
                classes,
                IntStream.of(cluster).map(order::indexOf).toArray());
    }

    /** ln(1 + x), since all three are skewed; more given back than paid counts as nothing. */
    private static FeatureMatrix logs(Table measured) {
        double[] values = new double[measured.rows().size() * NAMES.size()];
        int next = 0;
        for (Row row : measured.rows()) {
            values[next++] = StrictMath.log1p(row.number(measured.schema().indexOf(Rfm.RECENCY)));
            values[next++] = StrictMath.log1p(row.number(measured.schema().indexOf(Rfm.FREQUENCY)));
            values[next++] = StrictMath.log1p(Math.max(0, row.number(measured.schema().indexOf(Rfm.MONETARY))));
        }
        return FeatureMatrix.of(NAMES, values);
    }

    /** The recommended number, or where that is two the one that most indices choose beyond, the least of equals. */
    private static int atLeastThree(KSelection selection) {
        if (selection.recommended() >= LEAST) {
            return selection.recommended();
        }
        int best = LEAST;
        for (int k = LEAST; k <= selection.candidates().size(); k++) {
            best = choosing(selection, k).count() > choosing(selection, best).count() ? k : best;
        }
        return best;
    }

    private static Stream<Criterion> choosing(KSelection selection, int k) {
        return Stream.of(Criterion.values())
                .filter(criterion -> criterion != Criterion.VOTE && selection.choice(criterion) == k);
    }

    private static String reason(KSelection selection, int k) {
        if (k == selection.recommended()) {
            return "The recommended number.";
        }
        String by = choosing(selection, k).map(Criterion::label).collect(Collectors.joining(" and "));
        return "Recommended are " + selection.recommended() + "; two steps need three classes, so it is " + k
                + (by.isEmpty() ? ", the least." : ", the choice of " + by + ".");
    }
}
