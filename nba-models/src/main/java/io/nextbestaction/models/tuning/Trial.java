// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.models.evaluation.BinaryMetric;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One candidate a search has tried, or a blend of several, with what it scored on rows it had not seen. Immutable and
 * thread-safe.
 */
public final class Trial {
    private final String family;
    private final String settings;
    private final @Nullable Candidate candidate;
    private final List<Trial> members;
    private final double share;
    private final CrossValidation validation;

    private Trial(
            String family,
            String settings,
            @Nullable Candidate candidate,
            List<Trial> members,
            double share,
            CrossValidation validation) {
        this.family = family;
        this.settings = settings;
        this.candidate = candidate;
        this.members = members;
        this.share = share;
        this.validation = validation;
    }

    static Trial of(String settings, Candidate candidate, double share, CrossValidation validation) {
        return new Trial(candidate.name(), settings, candidate, List.of(), share, validation);
    }

    static Trial blend(String family, String settings, List<Trial> members, CrossValidation validation) {
        return new Trial(family, settings, null, List.copyOf(members), 1, validation);
    }

    /** The family it belongs to; "blend" for the mean of several trials. */
    public String family() {
        return family;
    }

    /** Its settings in words; "usual" for those a family starts with. */
    public String settings() {
        return settings;
    }

    /** Whether it is the mean of the calibrated probabilities of other trials. */
    public boolean blend() {
        return candidate == null;
    }

    /**
     * What was tried.
     *
     * @throws NullPointerException if it is a blend
     */
    public Candidate candidate() {
        return Objects.requireNonNull(candidate, "a blend has members");
    }

    /** The trials a blend is the mean of; of any other trial, itself. */
    public List<Trial> members() {
        return candidate == null ? members : List.of(this);
    }

    /** The part of the rows or rounds it was given, above 0 to 1; below 1 it is no candidate for the best. */
    public double share() {
        return share;
    }

    /** Its scores on the held-out parts. */
    public CrossValidation validation() {
        return validation;
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
