// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.models.evaluation.BinaryMetric;
import java.util.List;

/**
 * One candidate a search has tried, with what it scored on rows it had not seen. Immutable.
 *
 * @param family the family it belongs to
 * @param settings its settings in words; "usual" for those a family starts with
 * @param candidates the one candidate, or the members of a blend, whose probabilities are averaged
 * @param share the part of the rows or rounds it was given, above 0 to 1; below 1 it is no candidate for the best
 * @param validation its scores on the held-out parts
 */
public record Trial(
        String family, String settings, List<Candidate> candidates, double share, CrossValidation validation) {

    /** Copies the list. */
    public Trial {
        candidates = List.copyOf(candidates);
    }

    /** Whether it averages several candidates. */
    public boolean blend() {
        return candidates.size() > 1;
    }

    /** A metric on the held-out parts, calibrated as the final model will be. */
    public FoldScores scores(BinaryMetric metric) {
        return validation.scores(metric);
    }

    /** How long training and scoring took over all splits, in seconds; of a blend, that of its members together. */
    public double seconds() {
        return validation.seconds();
    }

    @Override
    public String toString() {
        return family + " (" + settings + ")";
    }
}
