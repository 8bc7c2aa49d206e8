// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import io.nextbestaction.data.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Judges every number of segments of scaled rows, on seeded samples where there are many. */
final class KStudy {
    /** All but the silhouette is judged on at most so many rows. */
    static final int JUDGED = 10_000;

    /** The silhouette, which takes the square of the rows, on so many of those. */
    static final int SILHOUETTE = 5_000;

    private static final int REFERENCES = 10;
    private static final int REFITS = 8;
    private static final double PART = 0.8;
    /** Runs of a fit to uniform rows, where all starts end alike. */
    private static final int FEW_RUNS = 3;
    /** The share of rows that may still be changing at the end of a fit that is one of many. */
    private static final double RESTLESS = 0.001;

    private final int columns;
    private final int max;
    private final int restarts;
    private final Progress progress;
    private int done;

    KStudy(int columns, int max, int restarts, Progress progress) {
        this.columns = columns;
        this.max = max;
        this.restarts = restarts;
        this.progress = progress;
    }

    /**
     * The verdict.
     *
     * @param all row-major [rows × columns]
     */
    KSelection of(double[] all, int min, SplittableRandom random) {
        double[] values = sample(all, columns, JUDGED, random);
        Clustering[] fits = fits(new Lloyd(values, columns), restarts, random.split());
        double[] silhouettes = silhouettes(values, fits, random.split());
        double[][] gaps = gaps(values, fits, random.split());
        double[] stability = stability(values, fits, random.split());
        List<KScores> candidates = new ArrayList<>();
        for (int k = 1; k <= max; k++) {
            Clustering fit = fits[k - 1];
            Spread spread = Spread.of(values, columns, fit.clusters(), fit.size());
            candidates.add(new KScores(
                    k,
                    fit.inertia(),
                    silhouettes[k - 1],
                    gaps[k - 1][0],
                    gaps[k - 1][1],
                    k == 1 ? Double.NaN : spread.calinskiHarabasz(),
                    k == 1 ? Double.NaN : spread.daviesBouldin(),
                    stability[k - 1]));
        }
        int judged = values.length / columns;
        return KSelection.of(candidates, min, all.length / columns, judged, Math.min(judged, SILHOUETTE));
    }

    private Clustering[] fits(Lloyd lloyd, int runs, SplittableRandom random) {
        Clustering[] fits = new Clustering[max];
        for (int k = 1; k <= max; k++) {
            fits[k - 1] = lloyd.best(k, runs, random);
        }
        progress.update("judging numbers of segments", ++done, 1 + REFERENCES + REFITS);
        return fits;
    }

    private double[] silhouettes(double[] values, Clustering[] fits, SplittableRandom random) {
        int rows = values.length / columns;
        int[] positions = positions(rows, Math.min(rows, SILHOUETTE), random);
        int[][] clusters = new int[max - 1][];
        int[] sizes = new int[max - 1];
        for (int k = 2; k <= max; k++) {
            clusters[k - 2] = select(fits[k - 1].clusters(), positions);
            sizes[k - 2] = fits[k - 1].size();
        }
        double[] scores = new double[max];
        scores[0] = Double.NaN;
        System.arraycopy(
                Silhouette.scores(select(values, columns, positions), columns, clusters, sizes), 0, scores, 1, max - 1);
        return scores;
    }

    /** The gap and its error of each number of segments. */
    private double[][] gaps(double[] values, Clustering[] fits, SplittableRandom random) {
        double[] low = Arrays.copyOf(values, columns);
        double[] high = Arrays.copyOf(values, columns);
        for (int i = 0; i < values.length; i++) {
            low[i % columns] = Math.min(low[i % columns], values[i]);
            high[i % columns] = Math.max(high[i % columns], values[i]);
        }
        double[][] logs = new double[max][REFERENCES];
        double[] uniform = new double[values.length];
        for (int r = 0; r < REFERENCES; r++) {
            for (int i = 0; i < uniform.length; i++) {
                uniform[i] = low[i % columns] + random.nextDouble() * (high[i % columns] - low[i % columns]);
            }
            Clustering[] references = fits(new Lloyd(uniform, columns, RESTLESS), Math.min(restarts, FEW_RUNS), random);
            for (int k = 0; k < max; k++) {
                logs[k][r] = StrictMath.log(references[k].inertia());
            }
        }
        double[][] gaps = new double[max][2];
        for (int k = 0; k < max; k++) {
            double mean = Arrays.stream(logs[k]).sum() / REFERENCES;
            double squares = 0;
            for (double log : logs[k]) {
                squares += (log - mean) * (log - mean);
            }
            gaps[k][0] = mean - StrictMath.log(fits[k].inertia());
            gaps[k][1] = Math.sqrt(squares / REFERENCES) * Math.sqrt(1 + 1.0 / REFERENCES);
        }
        return gaps;
    }

    private double[] stability(double[] values, Clustering[] fits, SplittableRandom random) {
        int rows = values.length / columns;
        double[] sums = new double[max];
        sums[0] = Double.NaN;
        for (int r = 0; r < REFITS; r++) {
            int[] positions = positions(rows, Math.max(1, (int) (PART * rows)), random);
            Clustering[] refits =
                    fits(new Lloyd(select(values, columns, positions), columns, RESTLESS), restarts, random);
            for (int k = 2; k <= max; k++) {
                sums[k - 1] +=
                        ClusterIndices.adjustedRand(select(fits[k - 1].clusters(), positions), refits[k - 1].clusters())
                                / REFITS;
            }
        }
        return sums;
    }

    /** All rows, or where there are more, so many drawn without replacement, in their order. */
    static double[] sample(double[] values, int columns, int most, SplittableRandom random) {
        int rows = values.length / columns;
        return rows <= most ? values : select(values, columns, positions(rows, most, random));
    }

    /** So many of the positions, drawn without replacement, in order. */
    static int[] positions(int rows, int wanted, SplittableRandom random) {
        int[] positions = new int[wanted];
        int taken = 0;
        for (int i = 0; taken < wanted; i++) {
            if (random.nextInt(rows - i) < wanted - taken) {
                positions[taken++] = i;
            }
        }
        return positions;
    }

    private static double[] select(double[] values, int columns, int[] positions) {
        double[] selected = new double[positions.length * columns];
        for (int i = 0; i < positions.length; i++) {
            System.arraycopy(values, positions[i] * columns, selected, i * columns, columns);
        }
        return selected;
    }

    private static int[] select(int[] clusters, int[] positions) {
        int[] selected = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            selected[i] = clusters[positions[i]];
        }
        return selected;
    }
}
