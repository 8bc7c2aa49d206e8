// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.models.SoftVoting;
import io.nextbestaction.models.evaluation.BinaryMetric;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One candidate a search has tried, or a blend of several, with what it scored on rows it had not seen. Immutable and
 * thread-safe.
 */
public final class Trial {
    /** A calibration has two numbers to learn; more folds would cost more than they tell. */
    private static final int INNER_FOLDS = 3;

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

    /**
     * The trial as one trainer, to be trained anew on features of its recipe: of a blend, soft voting of its members, each
     * calibrated on three inner folds of the rows it is given. That trains members × 4 scorers; {@link ModelSelection#fit}
     * trains each member once.
     *
     * @throws IllegalArgumentException if the members of a blend make their features by different recipes
     */
    public ClassifierTrainer trainer() {
        if (!oneRecipe()) {
            throw new IllegalArgumentException("The recipes of the members (" + members.size()
                    + ") of a blend must be one for it to be one trainer.\n"
                    + "Maybe fit it by ModelSelection.fit, or leave .withRecipe(…) of the families out.");
        }
        return candidate != null
                ? candidate.trainer()
                : SoftVoting.of(
                        members.stream()
                                .map(member -> member.candidate().trainer())
                                .toList(),
                        INNER_FOLDS);
    }

    /** Whether all members read the same features. */
    boolean oneRecipe() {
        return members().stream()
                        .map(member -> member.candidate().recipe())
                        .distinct()
                        .count()
                == 1;
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
