// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Forest;
import java.util.Locale;

/** Checks, before any clock runs, that a peer gives the answers of the plain definition of the forest. */
public final class PeerAgreement {
    /** Rows compared; four columns of them have missing values. */
    public static final int ROWS = 1000;

    private static final int EXPLAINED_ROWS = 20;
    /** Shapley values of floats, summed over trees, against doubles; relative to the largest of the row. */
    private static final double CONTRIBUTION_TOLERANCE = 2e-3;

    private PeerAgreement() {}

    /** The rows compared. */
    public static FeatureMatrix rows() {
        return BankData.rows(ROWS);
    }

    /**
     * Compares probabilities row by row.
     *
     * @return the largest difference
     * @throws IllegalStateException if it is beyond the peer's tolerance
     */
    public static double checkRows(Peer peer, Forest forest, RowScorer scorer) {
        double[] scores = new double[ROWS];
        double[][] rows = BankData.each(rows());
        for (int i = 0; i < ROWS; i++) {
            scores[i] = scorer.score(rows[i]);
        }
        return compare(peer, forest, scores);
    }

    /**
     * Compares probabilities of a batch.
     *
     * @return the largest difference
     * @throws IllegalStateException if it is beyond the peer's tolerance
     */
    public static double checkBatch(Peer peer, Forest forest, BatchScorer scorer) {
        double[] scores = new double[ROWS];
        scorer.score(Rows.of(rows()), scores);
        return compare(peer, forest, scores);
    }

    /** Against the sum it comes closest to: a thousand floats alone may drift by more than the tolerance. */
    private static double compare(Peer peer, Forest forest, double[] scores) {
        double[][] rows = BankData.each(rows());
        double closest = Double.POSITIVE_INFINITY;
        for (PlainForest.Sum sum : PlainForest.Sum.values()) {
            double worst = 0;
            for (int i = 0; i < ROWS; i++) {
                double expected = forest.link().probability(PlainForest.margin(forest, rows[i], sum));
                worst = Math.max(worst, distance(scores[i], expected));
            }
            closest = Math.min(closest, worst);
        }
        return within(closest, peer.tolerance(), "probabilities", peer);
    }

    /**
     * Compares Shapley values with those of this library.
     *
     * @return the largest difference, as a part of the largest value of its row
     * @throws IllegalStateException if it is beyond 2e-3
     */
    public static double checkContributions(Peer peer, Forest forest, ContributionScorer scorer) {
        Rows rows = Rows.of(rows()).first(EXPLAINED_ROWS);
        int width = rows.columns() + 1;
        double[] theirs = new double[EXPLAINED_ROWS * width];
        double[] ours = new double[EXPLAINED_ROWS * width];
        scorer.explain(rows, theirs);
        try (PeerModel model = Peer.OURS.load(forest)) {
            model.contributions().explain(rows, ours);
        }
        double worst = 0;
        for (int i = 0; i < EXPLAINED_ROWS; i++) {
            double largest = 0;
            double difference = 0;
            for (int k = i * width; k < (i + 1) * width; k++) {
                largest = Math.max(largest, Math.abs(ours[k]));
                difference = Math.max(difference, distance(theirs[k], ours[k]));
            }
            worst = Math.max(worst, difference / largest);
        }
        return within(worst, CONTRIBUTION_TOLERANCE, "Shapley values", peer);
    }

    /** Infinite if either is no number, so that no comparison hides it. */
    private static double distance(double a, double b) {
        return Double.isNaN(a) || Double.isNaN(b) ? Double.POSITIVE_INFINITY : Math.abs(a - b);
    }

    private static double within(double worst, double tolerance, String what, Peer peer) {
        if (worst <= tolerance) {
            return worst;
        }
        throw new IllegalStateException(String.format(
                Locale.ROOT,
                "The %s of %s (worst difference %.2e) must be within %.0e of the forest's.\n"
                        + "Maybe the export changed a split: nothing is timed.",
                what,
                peer,
                worst,
                tolerance));
    }
}
