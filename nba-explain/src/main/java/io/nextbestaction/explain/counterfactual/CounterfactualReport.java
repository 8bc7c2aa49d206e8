// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import io.nextbestaction.Decision;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a search found.
 *
 * @param goal what was to be reached
 * @param before the decision as things are
 * @param isMetAlready whether nothing needs to change
 * @param answers the cheapest first; each changes other fields, and none all the fields of one before it
 * @param tried how many changes were decided on
 * @param implausible how many of them reach the goal, but by a customer too unusual to be an answer
 * @param isComplete whether the search ended because there are no more answers, or as many as asked for; otherwise it gave up,
 *     and dearer answers may exist. The answers it has are the cheapest either way
 */
public record CounterfactualReport(
        Goal goal,
        Decision before,
        boolean isMetAlready,
        List<Counterfactual> answers,
        long tried,
        long implausible,
        boolean isComplete) {
    /** Keeps the list from changing. */
    public CounterfactualReport {
        answers = List.copyOf(answers);
    }

    /** The answers in lines, or why there is none. */
    @Override
    public String toString() {
        if (isMetAlready) {
            return "The goal (" + goal + ") is met already.";
        }
        if (answers.isEmpty()) {
            String reaches =
                    "reaches the goal (" + goal + ")" + (implausible == 0 ? "" : " by a customer usual enough");
            String unusual =
                    implausible == 0 ? "" : ", and " + implausible + " of them reach it by one too unusual to be real";
            return isComplete
                    ? "No allowed change " + reaches + ": all " + tried + " were tried" + unusual + "."
                    : "None of the " + tried + " cheapest allowed changes " + reaches + "; dearer ones were not tried"
                            + unusual + ".";
        }
        return "For the goal (" + goal + "):\n"
                + answers.stream().map(answer -> "  " + answer).collect(Collectors.joining("\n"));
    }
}
