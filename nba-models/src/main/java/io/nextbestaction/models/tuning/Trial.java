// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Link;
import io.nextbestaction.models.SoftVoting;
import io.nextbestaction.models.Stacking;
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
    /** How members become one; null if there is but the trial itself. */
    private final @Nullable MemberWeights weights;

    private final double share;
    private final CrossValidation validation;

    private Trial(
            String family,
            String settings,
            @Nullable Candidate candidate,
            List<Trial> members,
            @Nullable MemberWeights weights,
            double share,
            CrossValidation validation) {
        this.family = family;
        this.settings = settings;
        this.candidate = candidate;
        this.members = members;
        this.weights = weights;
        this.share = share;
        this.validation = validation;
    }

    static Trial of(String settings, Candidate candidate, double share, CrossValidation validation) {
        return new Trial(candidate.name(), settings, candidate, List.of(), null, share, validation);
    }

    static Trial blend(
            String family, String settings, List<Trial> members, MemberWeights weights, CrossValidation validation) {
        return new Trial(family, settings, null, List.copyOf(members), weights, 1, validation);
    }

    /**
     * The family it belongs to; of several trials "blend" for their mean, "weighted blend" for a mean of weights chosen
     * greedily (Caruana et al. 2004), "stack" for logistic regression on their log-odds.
     */
    public String family() {
        return family;
    }

    /** Its settings in words; "usual" for those a family starts with. */
    public String settings() {
        return settings;
    }

    /** Whether it is made of the calibrated probabilities of other trials. */
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
     * The trial as one trainer, to be trained anew on features of its recipe: of a mean, soft voting of its members, each
     * calibrated on three inner folds of the rows it is given; of a stack, stacking, which learns its weights anew. That
     * trains members × 4 or × 6 scorers; {@link ModelSelection#fit} trains each member once.
     *
     * @throws IllegalArgumentException if the members of a blend make their features by different recipes
     */
    public ClassifierTrainer trainer() {
        if (!oneRecipe(members())) {
            throw new IllegalArgumentException("The recipes of the members (" + members.size()
                    + ") of a blend must be one for it to be one trainer.\n"
                    + "Maybe fit it by ModelSelection.fit, or leave .withRecipe(…) of the families out.");
        }
        if (candidate != null) {
            return candidate.trainer();
        }
        List<ClassifierTrainer> trainers =
                members.stream().map(member -> member.candidate().trainer()).toList();
        return weights().link() == Link.LOGISTIC
                ? Stacking.of(trainers, 1)
                : SoftVoting.weighted(trainers, weights().values(), INNER_FOLDS);
    }

    /** Whether all trials read the same features. */
    static boolean oneRecipe(List<Trial> trials) {
        return trials.stream()
                        .map(trial -> trial.candidate().recipe())
                        .distinct()
                        .count()
                == 1;
    }

    /** How the members of a blend become one. */
    MemberWeights weights() {
        return Objects.requireNonNull(weights, "a trial of its own has no members");
    }

    /** The trials a blend is made of; of any other trial, itself. */
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
