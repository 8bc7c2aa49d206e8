// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which policy to take: a candidate only where it is worth more than the best fixed arm beyond chance, else that arm for
 * everyone, which is simpler and as good.
 */
public sealed interface Recommendation {

    /** In words. */
    String message();

    /** Every candidate with its value and its gain over the best fixed arm, in the order given. */
    List<Comparison> comparisons();

    /**
     * A candidate.
     *
     * @param name its name
     * @param value its value per decision
     * @param gain its value less that of the best fixed arm, the interval widened for the number of candidates
     */
    record Comparison(String name, PolicyValue value, PolicyValue gain) {
        boolean better() {
            return gain instanceof PolicyValue.Estimated estimated
                    && estimated.value().low() > 0;
        }
    }

    /**
     * A candidate beats every fixed arm.
     *
     * @param best the candidate
     * @param fixedArm the best fixed arm
     * @param comparisons all candidates
     * @param message in words
     */
    record UsePolicy(Comparison best, String fixedArm, List<Comparison> comparisons, String message)
            implements Recommendation {}

    /**
     * No candidate beats the best fixed arm.
     *
     * @param action its number
     * @param fixedArm its name
     * @param value its value per decision
     * @param comparisons all candidates
     * @param message in words
     */
    record UseFixedArm(
            int action, String fixedArm, PolicyValue.Estimated value, List<Comparison> comparisons, String message)
            implements Recommendation {}

    /**
     * The log can judge no fixed arm.
     *
     * @param comparisons none
     * @param message in words, with the reason for the first arm
     */
    record NoneJudged(List<Comparison> comparisons, String message) implements Recommendation {}

    /**
     * A policy that was learnt without the decisions it is judged on.
     *
     * @param name its name
     * @param policy what it would have done
     */
    record Candidate(String name, TargetPolicy policy) {}

    /**
     * Compares candidates with the best fixed arm, paired on the same decisions. The interval of a gain is at 1 − (1 − level) /
     * candidates, so that none of many passes by luck (Bonferroni).
     *
     * @param judge the log, with a reward model where the estimator needs one
     * @param arms the names of the actions
     * @throws IllegalArgumentException if names do not match the actions, there is no candidate, or as {@link OffPolicy#value} does
     */
    static Recommendation of(OffPolicy judge, List<String> arms, List<Candidate> candidates, Estimator estimator) {
        PolicyLog log = judge.log();
        if (arms.size() != log.actions() || candidates.isEmpty()) {
            throw new IllegalArgumentException("The arms (" + arms.size() + ") must be the actions of the log ("
                    + log.actions() + "), and the candidates (" + candidates.size() + ") at least one.");
        }
        PolicyValue.@Nullable Estimated best = null;
        int action = -1;
        String reason = "";
        for (int a = 0; a < arms.size(); a++) {
            PolicyValue value = judge.value(TargetPolicy.always(log, a), estimator);
            if (value instanceof PolicyValue.Estimated estimated) {
                if (best == null || estimated.value().value() > best.value().value()) {
                    best = estimated;
                    action = a;
                }
            } else if (value instanceof PolicyValue.Refused refused && reason.isEmpty()) {
                reason = refused.message();
            }
        }
        if (best == null) {
            return new NoneJudged(List.of(), "No fixed arm can be judged. " + reason);
        }
        TargetPolicy fixed = TargetPolicy.always(log, action);
        double level = 1 - (1 - judge.confidence().level()) / candidates.size();
        OffPolicy strict = judge.withConfidence(judge.confidence().withLevel(level));
        List<Comparison> comparisons = new ArrayList<>();
        @Nullable Comparison winner = null;
        for (Candidate candidate : candidates) {
            Comparison comparison = new Comparison(
                    candidate.name(),
                    judge.value(candidate.policy(), estimator),
                    strict.difference(candidate.policy(), fixed, estimator));
            comparisons.add(comparison);
            if (comparison.better() && (winner == null || gain(comparison) > gain(winner))) {
                winner = comparison;
            }
        }
        String name = arms.get(action);
        return winner == null
                ? new UseFixedArm(
                        action,
                        name,
                        best,
                        List.copyOf(comparisons),
                        "No policy beats \"" + name + "\" for everyone: use it.")
                : new UsePolicy(
                        winner,
                        name,
                        List.copyOf(comparisons),
                        "\"" + winner.name() + "\" beats \"" + name + "\" for everyone.");
    }

    private static double gain(Comparison comparison) {
        return comparison.gain() instanceof PolicyValue.Estimated estimated
                ? estimated.value().value()
                : Double.NEGATIVE_INFINITY;
    }
}
