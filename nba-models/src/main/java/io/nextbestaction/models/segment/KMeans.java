// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Centroids;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.model.SegmenterTrainer;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.Standard;
import io.nextbestaction.models.tribuo.TribuoKMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * k-means segments. Numbers are standardised; columns of 0 and 1 are taken as they are, since scaling them up would
 * make every rare level a segment of its own; a missing value stands at the mean of its column. Starts by k-means++
 * (Arthur and Vassilvitskii 2007), the best of several runs by inertia. Where a range of k is given, the k of the
 * largest mean silhouette wins, the smaller at a tie, judged on all rows or a seeded sample of {@value #SAMPLE}.
 * Segments come largest first. Immutable; one thread, the same bits for the same seed.
 *
 * @param min the least number of segments
 * @param max the largest number of segments
 * @param restarts the runs for each number of segments, at least 1
 */
public record KMeans(int min, int max, int restarts) implements SegmenterTrainer {
    private static final int SAMPLE = 4_000;
    private static final int MOST = 1_000;
    private static final int RESTARTS = 10;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a number is below 1 or above 1,000, or a range is empty or begins below 2
     */
    public KMeans {
        if (min < 1 || max > MOST || min > max || (min == 1 && max > 1)) {
            throw new IllegalArgumentException("The number of segments (" + min + " to " + max + ") of k-means must be"
                    + " one from 1 to " + MOST + ", or a range within 2 to " + MOST + ".\nMaybe use between(2, 10).");
        }
        Checks.range("k-means", "restarts", restarts, 1, 1_000, RESTARTS);
    }

    /** As many segments as the largest silhouette says, from min to max (min at least 2). */
    public static KMeans between(int min, int max) {
        return new KMeans(min, max, RESTARTS);
    }

    /** Exactly k segments. */
    public static KMeans of(int k) {
        return new KMeans(k, k, RESTARTS);
    }

    /** These settings with another number of runs. */
    public KMeans withRestarts(int value) {
        return new KMeans(min, max, value);
    }

    @Override
    public String describe() {
        return "k-means (" + (min == max ? "k = " + min : "k from " + min + " to " + max + " by silhouette")
                + ", best of " + restarts + ")";
    }

    @Override
    public Segmentation train(FeatureMatrix features, long seed, Progress progress) {
        Checks.usable(features);
        Standard standard = Standard.of(features).keepingFlags();
        double[] scaled = standard.scale(features);
        int columns = features.columns();
        int distinct = distinct(scaled, columns, max);
        if (distinct < min) {
            throw new IllegalArgumentException("The distinct rows (" + distinct + ") of the training set must be at"
                    + " least as many as the segments (" + min + ").\n"
                    + "Maybe ask for fewer segments, or keep more features.");
        }
        SplittableRandom random = new SplittableRandom(seed);
        if (min == max) {
            Clustering clustering = best(scaled, columns, min, random, progress);
            return compile(features, standard, clustering, "k = " + min + " as asked");
        }
        double[] judged = sample(scaled, columns, random);
        boolean all = judged == scaled;
        // A sample may hold fewer distinct rows than the whole.
        int most = Math.min(max, distinct(judged, columns, max));
        int least = Math.min(min, most);
        Clustering[] candidates = new Clustering[most - least + 1];
        for (int k = least; k <= most; k++) {
            candidates[k - least] = best(judged, columns, k, random, Progress.NONE);
            progress.update("choosing the number of segments", k - least + 1L, candidates.length);
        }
        double[] scores = Silhouette.scores(
                judged,
                columns,
                Arrays.stream(candidates).map(Clustering::clusters).toArray(int[][]::new),
                Arrays.stream(candidates).mapToInt(Clustering::size).toArray());
        int chosen = 0;
        for (int i = 1; i < scores.length; i++) {
            chosen = scores[i] > scores[chosen] ? i : chosen;
        }
        Clustering clustering = all ? candidates[chosen] : best(scaled, columns, least + chosen, random, progress);
        return compile(features, standard, clustering, choice(least, chosen, scores, judged.length / columns));
    }

    /** The run of least inertia, the first at a tie; runs that lost a segment only where every run did. */
    private Clustering best(double[] values, int columns, int k, SplittableRandom random, Progress progress) {
        TribuoKMeans runs = new TribuoKMeans(values, columns);
        @Nullable Clustering best = null;
        for (int run = 0; run < restarts; run++) {
            Clustering clustering = Clustering.of(values, runs.centres(k, random.nextLong()));
            if (best == null
                    || clustering.size() > best.size()
                    || (clustering.size() == best.size() && clustering.inertia() < best.inertia())) {
                best = clustering;
            }
            progress.update("segmenting", run + 1L, restarts);
        }
        return Objects.requireNonNull(best);
    }

    /** How many different rows there are, counted no further than needed. */
    private static int distinct(double[] values, int columns, int enough) {
        Set<List<Double>> rows = new HashSet<>();
        for (int i = 0; i < values.length && rows.size() < enough; i += columns) {
            List<Double> row = new ArrayList<>(columns);
            for (int j = 0; j < columns; j++) {
                row.add(values[i + j] + 0.0);
            }
            rows.add(row);
        }
        return rows.size();
    }

    /** All rows, or where there are more than {@value #SAMPLE}, so many drawn without replacement. */
    private static double[] sample(double[] values, int columns, SplittableRandom random) {
        int rows = values.length / columns;
        if (rows <= SAMPLE) {
            return values;
        }
        double[] sample = new double[SAMPLE * columns];
        int taken = 0;
        for (int i = 0; taken < SAMPLE; i++) {
            if (random.nextInt(rows - i) < SAMPLE - taken) {
                System.arraycopy(values, i * columns, sample, taken++ * columns, columns);
            }
        }
        return sample;
    }

    private static Segmentation compile(
            FeatureMatrix features, Standard standard, Clustering clustering, String choice) {
        int columns = features.columns();
        int k = clustering.size();
        double[] weights = new double[columns];
        boolean[] flags = new boolean[columns];
        double[][] centres = new double[k][columns];
        for (int j = 0; j < columns; j++) {
            double deviation = standard.deviation(j);
            weights[j] = standard.active(j) ? 1 / (deviation * deviation) : 0;
            flags[j] = standard.flag(j);
            for (int c = 0; c < k; c++) {
                centres[c][j] = standard.mean(j) + deviation * clustering.centres()[c][j];
            }
        }
        Centroids centroids = Centroids.of(centres, weights, standard.means());
        long[] sizes = new long[k];
        double[] row = new double[columns];
        for (int i = 0; i < features.rows(); i++) {
            features.row(i, row);
            sizes[centroids.nearest(row)]++;
        }
        List<String> names = SegmentNames.of(features.names(), deviations(centres, Standard.of(features)), flags);
        List<Segment> segments = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            segments.add(new Segment(c, names.get(c), sizes[c], (double) sizes[c] / features.rows()));
        }
        return new Segmentation(centroids, segments, choice);
    }

    /** Centres in standard deviations from the mean, flags too, so that names weigh all fields alike. */
    private static double[][] deviations(double[][] centres, Standard standard) {
        double[][] deviations = new double[centres.length][standard.columns()];
        for (int c = 0; c < centres.length; c++) {
            for (int j = 0; j < standard.columns(); j++) {
                deviations[c][j] = standard.active(j) ? (centres[c][j] - standard.mean(j)) / standard.deviation(j) : 0;
            }
        }
        return deviations;
    }

    private static String choice(int least, int chosen, double[] scores, int rows) {
        StringBuilder text = new StringBuilder(
                "k = " + (least + chosen) + " by the largest mean silhouette over " + rows + " rows:");
        for (int i = 0; i < scores.length; i++) {
            text.append(i == 0 ? " " : ", ").append(String.format(Locale.ROOT, "%d %.3f", least + i, scores[i]));
        }
        return text.toString();
    }
}
