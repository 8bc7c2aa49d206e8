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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * k-means segments. Numbers are standardised; columns of 0 and 1 are taken as they are, since scaling them up would
 * make every rare level a segment of its own; a missing value stands at the mean of its column. Starts by k-means++
 * (Arthur and Vassilvitskii 2007), the best of several runs by inertia. Where a range of k is given, a {@link Criterion}
 * chooses: the silhouette on all rows or a seeded sample of {@value #SAMPLE}, the smaller k at a tie; any other as by
 * {@link #study}. Segments come largest first. Immutable; one thread, the same bits for the same seed. Memory is linear in
 * the rows; the silhouette takes the square of its sample.
 *
 * @param min the least number of segments
 * @param max the largest number of segments
 * @param restarts the runs for each number of segments, at least 1
 * @param criterion what chooses from a range
 * @param standardised whether numbers are standardised
 */
public record KMeans(int min, int max, int restarts, Criterion criterion, boolean standardised)
        implements SegmenterTrainer {
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
        return new KMeans(min, max, RESTARTS, Criterion.SILHOUETTE, true);
    }

    /** Exactly k segments. */
    public static KMeans of(int k) {
        return new KMeans(k, k, RESTARTS, Criterion.SILHOUETTE, true);
    }

    /** These settings with another number of runs. */
    public KMeans withRestarts(int value) {
        return new KMeans(min, max, value, criterion, standardised);
    }

    /** These settings with another choice from the range. */
    public KMeans by(Criterion value) {
        return new KMeans(min, max, restarts, value, standardised);
    }

    /** These settings on the values as they are, for columns that share a scale already. */
    public KMeans unscaled() {
        return new KMeans(min, max, restarts, criterion, false);
    }

    @Override
    public String describe() {
        return "k-means (" + (min == max ? "k = " + min : "k from " + min + " to " + max + " by " + criterion.label())
                + ", best of " + restarts + (standardised ? ")" : ", unscaled)");
    }

    @Override
    public Segmentation train(FeatureMatrix features, long seed, Progress progress) {
        Checks.usable(features);
        Standard standard = standard(features);
        double[] scaled = standard.scale(features);
        int columns = features.columns();
        int most = most(scaled, columns);
        SplittableRandom random = new SplittableRandom(seed);
        if (min == max) {
            Clustering clustering = best(scaled, columns, min, random, progress);
            return compile(features, standard, clustering, "k = " + min + " as asked");
        }
        if (criterion != Criterion.SILHOUETTE) {
            KSelection selection = new KStudy(columns, most, restarts, progress).of(scaled, min, random);
            int chosen = Math.max(min, selection.choice(criterion));
            Clustering clustering = best(scaled, columns, chosen, random, progress);
            return compile(features, standard, clustering, choice(selection, chosen));
        }
        double[] judged = KStudy.sample(scaled, columns, SAMPLE, random);
        boolean all = judged == scaled;
        // A sample may hold fewer distinct rows than the whole.
        most = Math.min(most, distinct(judged, columns, max));
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

    /**
     * Judges every number of segments of the range by every criterion and by stability, and recommends one. Judged on at
     * most 10,000 rows, the silhouette on 5,000 of them, drawn by the seed; some 20 fits of each number.
     *
     * @throws IllegalArgumentException if there is no range, no row, an infinite value, or fewer distinct rows than its
     *     least number
     */
    public KSelection study(FeatureMatrix features, long seed, Progress progress) {
        if (min == max) {
            throw new IllegalArgumentException(
                    "The number of segments (" + min + ") of a study must be a range.\n" + "Maybe use between(2, 10).");
        }
        Checks.usable(features);
        double[] scaled = standard(features).scale(features);
        int most = most(scaled, features.columns());
        return new KStudy(features.columns(), most, restarts, progress).of(scaled, min, new SplittableRandom(seed));
    }

    private Standard standard(FeatureMatrix features) {
        Standard standard = Standard.of(features);
        return standardised ? standard.keepingFlags() : standard.unscaled();
    }

    /** The largest number of segments that the distinct rows allow. */
    private int most(double[] scaled, int columns) {
        int distinct = distinct(scaled, columns, max);
        if (distinct < min) {
            throw new IllegalArgumentException("The distinct rows (" + distinct + ") of the training set must be at"
                    + " least as many as the segments (" + min + ").\n"
                    + "Maybe ask for fewer segments, or keep more features.");
        }
        return distinct;
    }

    private Clustering best(double[] values, int columns, int k, SplittableRandom random, Progress progress) {
        Clustering best = new Lloyd(values, columns).best(k, restarts, random);
        progress.update("segmenting", 1, 1);
        return best;
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

    private String choice(KSelection selection, int chosen) {
        return criterion == Criterion.VOTE
                ? selection.reason()
                : "k = " + chosen + " by the " + criterion.label()
                        + (selection.choice(criterion) < min ? ", which sees no segments: the least asked for" : "");
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
