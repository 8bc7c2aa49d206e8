// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

/**
 * Inverse-gap weighting: an action whose score lies a gap below the best is tried with probability 1 / (K + γ·gap), K being
 * how many may be tried, and the best with what is left (Abe and Long 1999; Foster and Rakhlin 2020). Closed form, so every
 * probability can be recorded. Immutable.
 *
 * @param gamma how fast probabilities fall with the gap, at least 0, per unit of score; 0 tries all alike
 * @param maxLoss the most that exploring may cost a decision on average, in units of the score; infinite for no limit
 */
public record InverseGap(double gamma, double maxLoss) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if gamma is negative or not finite, or the loss is negative or NaN
     */
    public InverseGap {
        if (!(gamma >= 0) || !Double.isFinite(gamma)) {
            throw new IllegalArgumentException(
                    "The gamma (" + gamma + ") of inverse-gap weighting must be finite and at least 0.\n"
                            + "Maybe 10 divided by a usual gap of scores was meant.");
        }
        if (!(maxLoss >= 0)) {
            throw new IllegalArgumentException("The loss (" + maxLoss
                    + ") that exploring may cost must be at least 0.\nMaybe leave exploring out.");
        }
    }

    /** Explores without a limit on what it costs. */
    public static InverseGap of(double gamma) {
        return new InverseGap(gamma, Double.POSITIVE_INFINITY);
    }

    /** The same, costing a decision at most so much on average. */
    public InverseGap withMaxLoss(double loss) {
        return new InverseGap(gamma, loss);
    }

    /**
     * Writes the probability of each option; allocates nothing. Where the expected loss exceeds the limit, every probability
     * but the best's is scaled down to meet it.
     *
     * @param scores of the options, NaN for one that must not be tried; it gets 0
     * @param probabilities what is written, of the same length; they add up to 1
     * @return the expected loss against always taking the best
     * @throws IllegalArgumentException if no option may be tried or the lengths differ
     */
    public double probabilities(double[] scores, double[] probabilities) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = Double.isNaN(scores[best]) || scores[i] > scores[best] ? i : best;
        }
        return probabilities(best, scores, probabilities);
    }

    /**
     * The same where the best is known, such as one of several equal ones.
     *
     * @param best the position of a highest score
     * @throws IllegalArgumentException if it is missing or not the highest, or the lengths differ
     */
    public double probabilities(int best, double[] scores, double[] probabilities) {
        int options = 0;
        boolean highest = best >= 0 && best < scores.length && !Double.isNaN(scores[best]);
        for (double score : scores) {
            options += Double.isNaN(score) ? 0 : 1;
            highest = highest && !(score > scores[best]);
        }
        if (!highest || probabilities.length != scores.length) {
            throw new IllegalArgumentException("The scores (" + scores.length + ", " + options
                    + " of them not missing) must have one that is not missing, and a place each among the "
                    + probabilities.length + " probabilities.\nMaybe add doing nothing, with a score of 0.");
        }
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double gap = scores[best] - scores[i];
            boolean tried = i != best && Double.isFinite(gap);
            probabilities[i] = tried ? 1 / (options + gamma * gap) : 0;
            loss += tried ? probabilities[i] * gap : 0;
        }
        double scale = loss > maxLoss ? maxLoss / loss : 1;
        double others = 0;
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] *= scale;
            others += probabilities[i];
        }
        probabilities[best] = 1 - others;
        return loss * scale;
    }

    /**
     * The option a decision takes: always the same for the same salt, decision and probabilities.
     *
     * @param probabilities that add up to 1
     */
    public static int draw(double[] probabilities, String salt, String decision) {
        double left = (Arbitration.tie(salt, decision, -1) >>> 11) * 0x1.0p-53;
        int last = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > 0) {
                last = i;
                left -= probabilities[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
