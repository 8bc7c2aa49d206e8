// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import io.nextbestaction.action.Action;
import io.nextbestaction.data.JsonException;
import java.util.Locale;

/**
 * How a decision tries what is not the best, so that the log can tell what another policy would have earned. The options
 * are the allowed actions and doing nothing; each gets a probability in closed form, and a hash of seed and decision id
 * takes one, so that the same decision is always taken the same way. Credits and complaints are left out unless asked for:
 * such an action is never tried, and where it is the best nothing else is. Immutable.
 *
 * @param weighting the probabilities, in units of the arbitration's score, and the most that exploring may cost a decision
 *     on average
 * @param seed of the draws
 * @param credits whether actions with credit terms take part
 * @param complaints whether actions take part whose issue or group begins with "complaint", in any case
 */
public record Exploration(InverseGap weighting, long seed, boolean credits, boolean complaints) {

    /**
     * By inverse-gap weighting, without credits and complaints.
     *
     * @param gamma how fast probabilities fall with the gap, per unit of score: the larger, the greedier
     * @throws IllegalArgumentException if gamma is negative or not finite
     */
    public static Exploration inverseGap(double gamma) {
        return new Exploration(InverseGap.of(gamma), 1, false, false);
    }

    /** The same, costing a decision at most so much of the score on average. */
    public Exploration withMaxLoss(double loss) {
        return new Exploration(weighting.withMaxLoss(loss), seed, credits, complaints);
    }

    /** The same with other draws. */
    public Exploration withSeed(long other) {
        return new Exploration(weighting, other, credits, complaints);
    }

    /** The same, credits taking part. */
    public Exploration withCredits() {
        return new Exploration(weighting, seed, true, complaints);
    }

    /** The same, complaints taking part. */
    public Exploration withComplaints() {
        return new Exploration(weighting, seed, credits, true);
    }

    /** Whether an action takes part. */
    public boolean covers(Action action) {
        boolean complaint = isComplaint(action.issue()) || isComplaint(action.group());
        return (credits || action.credit() == null) && (complaints || !complaint);
    }

    private static boolean isComplaint(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("complaint");
    }

    /** This exploration as JSON; equal after a round trip. */
    public String toJson() {
        return ExplorationJson.write(this);
    }

    /**
     * Reads an exploration.
     *
     * @param source what messages call it
     * @throws JsonException if the text breaks a rule; the message names line, column and field
     */
    public static Exploration parse(String json, String source) {
        return ExplorationJson.parse(json, source);
    }
}
