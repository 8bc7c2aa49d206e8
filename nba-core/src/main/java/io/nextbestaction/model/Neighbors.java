// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.Arrays;

/**
 * The share of events among the k nearest training rows (Cover and Hart 1967), each vote weighted, and divided by its
 * distance if wanted. Distances are Euclidean in scaled units, a missing value counts as the mean of its column; equal
 * distances go to the lower row. With division by distance, rows at distance 0 outvote all others.
 *
 * <p>It holds the customers' rows of the training set in scaled units, all of them: this kernel, and a file that holds
 * it, is customer data, 8 bytes a value and as many for each row's vote.
 *
 * <p>Immutable, thread-safe; the search is exact, O(rows · inputs), and allocates nothing once the scratch has grown.
 */
public final class Neighbors implements Scorer {
    private static final String OWNER = "nearest neighbours";

    private final Points points;
    private final double[] votes;
    private final int k;
    private final boolean byDistance;

    private Neighbors(Points points, double[] votes, int k, boolean byDistance) {
        this.points = points;
        this.votes = votes;
        this.k = k;
        this.byDistance = byDistance;
    }

    /**
     * Nearest neighbours; arrays are copied.
     *
     * @param points the training rows, row-major [rows × inputs], scaled, finite
     * @param votes the weight of each row, finite, not 0; above 0 for a row with the event, below for one without
     * @param k how many neighbours vote, 1 to the number of rows
     * @param byDistance whether a vote is divided by its distance
     * @param scales what (value − mean) is multiplied by, finite, at least 0; 0 leaves an input out
     * @param means the training mean of each input, finite
     * @throws IllegalArgumentException if lengths differ or a number breaks its rule
     */
    public static Neighbors of(
            double[] points, double[] votes, int k, boolean byDistance, double[] scales, double[] means) {
        Points rows = Points.of(OWNER, points, scales, means);
        if (votes.length != rows.size()) {
            throw new IllegalArgumentException("The votes (" + votes.length
                    + ") of nearest neighbours must be as many as the rows (" + rows.size() + ").");
        }
        if (!Arrays.stream(votes).allMatch(v -> Double.isFinite(v) && v != 0)) {
            throw new IllegalArgumentException("The votes of nearest neighbours must be finite and not 0.");
        }
        if (k < 1 || k > rows.size()) {
            throw new IllegalArgumentException(
                    "The neighbours (" + k + ") must lie between 1 and the rows (" + rows.size() + ").");
        }
        return new Neighbors(rows, votes.clone(), k, byDistance);
    }

    @Override
    public int inputs() {
        return points.inputs();
    }

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    /** True: it holds all of them. */
    @Override
    public boolean holdsTrainingRows() {
        return true;
    }

    /** As {@link #margin(double[], Scratch)}, with buffers of its own. */
    @Override
    public double margin(double[] features) {
        return margin(features, 0, new Scratch());
    }

    @Override
    public double margin(double[] features, Scratch scratch) {
        return margin(features, 0, scratch);
    }

    private double margin(double[] rows, int offset, Scratch scratch) {
        double[] scaled = scratch.scaled(points.inputs());
        points.scale(rows, offset, scaled);
        double[] distances = scratch.distances(Points.BLOCK);
        double[] nearest = scratch.sums(k);
        int[] who = scratch.nodes(k);
        Arrays.fill(nearest, 0, k, Double.POSITIVE_INFINITY);
        Arrays.fill(who, 0, k, -1);
        for (int from = 0; from < votes.length; from += Points.BLOCK) {
            int size = points.distances(scaled, from, distances);
            double farthest = nearest[k - 1];
            for (int p = 0; p < size; p++) {
                if (distances[p] < farthest) {
                    insert(nearest, who, distances[p], from + p);
                    farthest = nearest[k - 1];
                }
            }
        }
        return share(nearest, who);
    }

    /** Puts a row among the nearest, behind those as near, which are lower. */
    private void insert(double[] nearest, int[] who, double distance, int row) {
        int at = k - 1;
        while (at > 0 && distance < nearest[at - 1]) {
            nearest[at] = nearest[at - 1];
            who[at] = who[at - 1];
            at--;
        }
        nearest[at] = distance;
        who[at] = row;
    }

    private double share(double[] nearest, int[] who) {
        boolean exact = byDistance && nearest[0] == 0;
        double yes = 0;
        double all = 0;
        for (int n = 0; n < k && who[n] >= 0; n++) {
            if (exact && nearest[n] > 0) {
                break;
            }
            double vote = votes[who[n]];
            double weight = byDistance && !exact ? Math.abs(vote) / Math.sqrt(nearest[n]) : Math.abs(vote);
            yes += vote > 0 ? weight : 0;
            all += weight;
        }
        return yes / all;
    }

    @Override
    public void margins(FeatureMatrix rows, int from, int to, double[] out, Scratch scratch) {
        RowTasks.check(this, rows, from, to, out);
        double[] values = rows.values();
        for (int row = from; row < to; row++) {
            out[row] = margin(values, row * rows.columns(), scratch);
        }
    }

    /** The number of training rows. */
    public int size() {
        return votes.length;
    }

    /** How many neighbours vote. */
    public int neighbors() {
        return k;
    }

    /** Whether a vote is divided by its distance. */
    public boolean byDistance() {
        return byDistance;
    }

    /** A coordinate of a training row, in scaled units. */
    public double value(int row, int input) {
        return points.value(row, input);
    }

    /** The weight of a training row, above 0 with the event and below without. */
    public double vote(int row) {
        return votes[row];
    }

    /** What (value − mean) of an input is multiplied by. */
    public double scale(int input) {
        return points.scale(input);
    }

    /** The training mean of an input. */
    public double mean(int input) {
        return points.mean(input);
    }
}
