// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * k-means over scaled rows (Lloyd 1982) from k-means++ starts (Arthur and Vassilvitskii 2007), each start the best of a few
 * candidates; a centre that loses its rows moves to the row farthest from its own. O(rows · k · columns) a round, memory
 * linear in rows. One thread, the same bits for the same random numbers.
 */
final class Lloyd {
    private static final int ROUNDS = 300;

    private final double[] values;
    private final int columns;
    private final int rows;
    private final int restless;
    private final int[] clusters;
    private final double[] distances;
    private final double[] candidate;
    private final double[] best;

    /** Runs to where no row changes its centre. */
    Lloyd(double[] values, int columns) {
        this(values, columns, 0);
    }

    /**
     * Takes the rows to be clustered.
     *
     * @param values row-major [rows × columns], nothing missing, at least one row
     * @param restless a run ends when no more than this share of the rows change their centre
     */
    Lloyd(double[] values, int columns, double restless) {
        this.values = values;
        this.columns = columns;
        this.rows = values.length / columns;
        this.restless = (int) (restless * rows);
        this.clusters = new int[rows];
        this.distances = new double[rows];
        this.candidate = new double[rows];
        this.best = new double[rows];
    }

    /** The run of least inertia, the first at a tie. */
    Clustering best(int k, int runs, SplittableRandom random) {
        Clustering least = run(k, random);
        for (int run = 1; run < runs; run++) {
            Clustering clustering = run(k, random);
            // A run that lost a segment to equal rows never wins by that.
            if (clustering.size() > least.size()
                    || (clustering.size() == least.size() && clustering.inertia() < least.inertia())) {
                least = clustering;
            }
        }
        return least;
    }

    /** One run; fewer centres than k where there are fewer distinct rows. */
    Clustering run(int k, SplittableRandom random) {
        double[][] centres = starts(k, random);
        Arrays.fill(clusters, -1);
        for (int round = 0; round < ROUNDS && assign(centres) > restless; round++) {
            move(centres);
        }
        return Clustering.of(values, centres);
    }

    private double[][] starts(int k, SplittableRandom random) {
        double[][] centres = new double[k][];
        centres[0] = row(random.nextInt(rows));
        double total = 0;
        for (int i = 0; i < rows; i++) {
            distances[i] = squared(i, centres[0]);
            total += distances[i];
        }
        int candidates = 2 + (int) StrictMath.log(k);
        for (int c = 1; c < k; c++) {
            if (!(total > 0)) {
                return Arrays.copyOf(centres, c);
            }
            double least = Double.POSITIVE_INFINITY;
            for (int t = 0; t < candidates; t++) {
                double[] start = row(draw(random.nextDouble() * total));
                double potential = 0;
                for (int i = 0; i < rows; i++) {
                    candidate[i] = Math.min(distances[i], squared(i, start));
                    potential += candidate[i];
                }
                if (potential < least) {
                    least = potential;
                    centres[c] = start;
                    System.arraycopy(candidate, 0, best, 0, rows);
                }
            }
            System.arraycopy(best, 0, distances, 0, rows);
            total = least;
        }
        return centres;
    }

    /** The row at which the running sum of squared distances passes the target; never one that is a centre already. */
    private int draw(double target) {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < rows; i++) {
            if (distances[i] > 0) {
                sum += distances[i];
                last = i;
                if (sum > target) {
                    return i;
                }
            }
        }
        return last;
    }

    /** Gives every row its nearest centre, the first at a tie; how many changed. */
    private int assign(double[][] centres) {
        int changed = 0;
        for (int i = 0; i < rows; i++) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centres.length; c++) {
                double distance = squared(i, centres[c]);
                if (distance < least) {
                    least = distance;
                    nearest = c;
                }
            }
            changed += clusters[i] != nearest ? 1 : 0;
            clusters[i] = nearest;
            distances[i] = least;
        }
        return changed;
    }

    private void move(double[][] centres) {
        int[] counts = new int[centres.length];
        double[][] sums = new double[centres.length][columns];
        for (int i = 0; i < rows; i++) {
            double[] sum = sums[clusters[i]];
            counts[clusters[i]]++;
            for (int j = 0; j < columns; j++) {
                sum[j] += values[i * columns + j];
            }
        }
        for (int c = 0; c < centres.length; c++) {
            if (counts[c] == 0) {
                int farthest = farthest();
                distances[farthest] = 0;
                centres[c] = row(farthest);
                continue;
            }
            for (int j = 0; j < columns; j++) {
                sums[c][j] /= counts[c];
            }
            centres[c] = sums[c];
        }
    }

    private int farthest() {
        int farthest = 0;
        for (int i = 1; i < rows; i++) {
            farthest = distances[i] > distances[farthest] ? i : farthest;
        }
        return farthest;
    }

    private double[] row(int i) {
        return Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
    }

    private double squared(int i, double[] centre) {
        double sum = 0;
        int at = i * columns;
        for (int j = 0; j < columns; j++) {
            double difference = values[at + j] - centre[j];
            sum += difference * difference;
        }
        return sum;
    }
}
