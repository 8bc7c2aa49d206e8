// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.model.Link;
import io.nextbestaction.models.internal.StackFit;
import java.util.Arrays;

/**
 * How the calibrated probabilities of several members become one: their weighted mean, or a sigmoid of the weighted sum of
 * their log-odds. Immutable.
 */
final class MemberWeights {
    private static final int STEPS = 25;
    private static final double EDGE = 1e-6;
    private static final double PENALTY = 1;

    private final Link link;
    private final double bias;
    private final double[] weights;

    private MemberWeights(Link link, double bias, double[] weights) {
        this.link = link;
        this.bias = bias;
        this.weights = weights;
    }

    /** The plain mean. */
    static MemberWeights equal(int members) {
        double[] weights = new double[members];
        Arrays.fill(weights, 1.0 / members);
        return new MemberWeights(Link.IDENTITY, 0, weights);
    }

    /**
     * Ensemble selection (Caruana et al. 2004): members are added one by one, each as often as it lowers the log loss of the
     * mean most, 25 times; the best mean on the way is kept.
     *
     * @param probabilities [members × rows]
     * @param most how many different members there may be
     */
    static MemberWeights greedy(double[][] probabilities, boolean[] labels, int most) {
        int[] times = new int[probabilities.length];
        int[] best = times;
        double least = Double.POSITIVE_INFINITY;
        double[] sum = new double[labels.length];
        for (int step = 1; step <= STEPS; step++) {
            boolean open = Arrays.stream(times).filter(t -> t > 0).count() < most;
            int chosen = -1;
            double lowest = Double.POSITIVE_INFINITY;
            for (int m = 0; m < times.length; m++) {
                if (open || times[m] > 0) {
                    double loss = loss(sum, probabilities[m], labels, step);
                    if (chosen < 0 || loss < lowest) {
                        chosen = m;
                        lowest = loss;
                    }
                }
            }
            times[chosen]++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += probabilities[chosen][i];
            }
            if (lowest < least) {
                least = lowest;
                best = times.clone();
            }
        }
        int total = Arrays.stream(best).sum();
        return new MemberWeights(
                Link.IDENTITY,
                0,
                Arrays.stream(best).mapToDouble(t -> (double) t / total).toArray());
    }

    private static double loss(double[] sum, double[] added, boolean[] labels, int terms) {
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            double p = (sum[i] + added[i]) / terms;
            loss -= StrictMath.log(Math.max(EDGE, labels[i] ? p : 1 - p));
        }
        return loss;
    }

    /** Logistic regression on the log-odds, its weights not negative and drawn to the equal ones; see {@link StackFit}. */
    static MemberWeights stack(double[][] probabilities, boolean[] labels) {
        double[][] logOdds = new double[probabilities.length][labels.length];
        for (int m = 0; m < logOdds.length; m++) {
            for (int i = 0; i < labels.length; i++) {
                logOdds[m][i] = logOdds(probabilities[m][i]);
            }
        }
        double[] fitted = StackFit.fit(logOdds, labels, new double[0], PENALTY);
        return new MemberWeights(Link.LOGISTIC, fitted[0], Arrays.copyOfRange(fitted, 1, fitted.length));
    }

    private static double logOdds(double p) {
        return Link.logit(Math.max(EDGE, Math.min(1 - EDGE, p)));
    }

    /** One probability for each row of [members × rows]. */
    double[] combine(double[][] probabilities) {
        double[] combined = new double[probabilities[0].length];
        for (int i = 0; i < combined.length; i++) {
            double sum = bias;
            for (int m = 0; m < weights.length; m++) {
                sum += weights[m] * (link == Link.IDENTITY ? probabilities[m][i] : logOdds(probabilities[m][i]));
            }
            combined[i] = Math.min(1, link.probability(sum)); // rounding may pass 1 by a bit
        }
        return combined;
    }

    /** Without the members of weight 0. */
    MemberWeights withoutIdle() {
        return new MemberWeights(
                link, bias, Arrays.stream(weights).filter(w -> w > 0).toArray());
    }

    Link link() {
        return link;
    }

    double bias() {
        return bias;
    }

    double of(int member) {
        return weights[member];
    }

    double[] values() {
        return weights.clone();
    }

    /** Whether this is the plain mean. */
    boolean even() {
        return link == Link.IDENTITY && Arrays.stream(weights).allMatch(w -> w == weights[0]);
    }
}
