// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tries candidates in a fixed order until all are tried or the budget ends: the usual settings of every family, then one
 * more of each family in turn; and combines the best.
 */
final class Searcher {
    private static final String USUAL = "usual";
    private static final String TASK = "search";

    private final ModelSearch search;
    private final Folds folds;
    private final @Nullable TrialFile file;
    private final Progress progress;
    private final @Nullable Instant deadline;
    private final List<Trial> trials = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private @Nullable IllegalArgumentException firstFailure;
    private int tried;

    Searcher(ModelSearch search, Folds folds, @Nullable TrialFile file, Progress progress) {
        this.search = search;
        this.folds = folds;
        this.file = file;
        this.progress = progress;
        this.deadline = search.limit() == null ? null : search.clock().instant().plus(search.limit());
    }

    /** Settings of a family that are still to be tried, for any share of the resource. */
    private record Plan(Family family, DoubleFunction<NotedChoices> choices) {}

    List<Trial> run() {
        for (Family family : search.families()) {
            attempt(family, USUAL, family.usual(), 1);
        }
        boolean halving = search.strategy().kind() == Strategy.Kind.HALVING_ROWS
                || search.strategy().kind() == Strategy.Kind.HALVING_ROUNDS;
        if (halving) {
            halve();
        } else {
            for (Plan plan : inTurn(plans())) {
                attempt(plan, 1);
            }
        }
        if (trials.isEmpty() && firstFailure != null) {
            throw firstFailure;
        }
        List<Trial> ranked = trials.stream()
                .filter(trial -> trial.share() == 1)
                .sorted(ModelSelection.bestFirst(search.metric()))
                .toList();
        trials.addAll(new Blending(folds).of(ranked));
        progress.update(TASK, total(), total());
        return trials;
    }

    List<Failure> failures() {
        return failures;
    }

    private boolean over() {
        if (tried == 0) {
            return false;
        }
        return tried >= search.trials()
                || (deadline != null && !search.clock().instant().isBefore(deadline));
    }

    private int total() {
        return Math.min(search.trials(), search.plannedTrials());
    }

    private Map<Family, List<Plan>> plans() {
        SplittableRandom seeds = new SplittableRandom(folds.seed());
        Map<Family, List<Plan>> plans = new LinkedHashMap<>();
        for (Family family : search.families()) {
            List<Plan> own = new ArrayList<>();
            Space space = family.space();
            if (space != null && search.strategy().kind() == Strategy.Kind.GRID) {
                for (GridChoices point : GridChoices.of(space, search.strategy().levels())) {
                    own.add(new Plan(family, share -> point));
                }
            } else if (space != null) {
                for (int draw = 0; draw < family.draws(); draw++) {
                    long seed = seeds.nextLong();
                    own.add(new Plan(family, share -> new RandomChoices(seed, share)));
                }
            }
            plans.put(family, own);
        }
        return plans;
    }

    /** The first of every family, the second of every family, and so on: a budget that ends early ends fairly. */
    private static List<Plan> inTurn(Map<Family, List<Plan>> plans) {
        List<Plan> order = new ArrayList<>();
        int most = plans.values().stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < most; turn++) {
            for (List<Plan> own : plans.values()) {
                if (turn < own.size()) {
                    order.add(own.get(turn));
                }
            }
        }
        return order;
    }

    private void halve() {
        int keep = search.strategy().levels();
        Map<Family, List<Plan>> left = plans();
        for (double share : new double[] {1.0 / (keep * keep), 1.0 / keep, 1}) {
            Map<Family, Map<Plan, Trial>> rung = new LinkedHashMap<>();
            for (Plan plan : inTurn(left)) {
                Trial trial = attempt(plan, share);
                if (trial != null) {
                    rung.computeIfAbsent(plan.family, family -> new LinkedHashMap<>())
                            .put(plan, trial);
                }
            }
            left = new LinkedHashMap<>();
            for (Map.Entry<Family, Map<Plan, Trial>> entry : rung.entrySet()) {
                Map<Plan, Trial> tried = entry.getValue();
                left.put(
                        entry.getKey(),
                        tried.keySet().stream()
                                .sorted(Comparator.comparing(
                                        plan -> Objects.requireNonNull(tried.get(plan)),
                                        ModelSelection.bestFirst(search.metric())))
                                .limit((tried.size() + keep - 1) / keep)
                                .toList());
            }
        }
    }

    private @Nullable Trial attempt(Plan plan, double share) {
        boolean rounds = search.strategy().kind() == Strategy.Kind.HALVING_ROUNDS;
        NotedChoices choices = plan.choices.apply(rounds ? share : 1);
        ClassifierTrainer trainer = Objects.requireNonNull(plan.family.space()).trainer(choices);
        return attempt(plan.family, choices.settings(), trainer, share, rounds && choices.askedForRounds() ? 1 : share);
    }

    private void attempt(Family family, String settings, ClassifierTrainer trainer, double share) {
        attempt(family, settings, trainer, share, share);
    }

    private @Nullable Trial attempt(
            Family family, String settings, ClassifierTrainer trainer, double share, double rowShare) {
        if (over()) {
            return null;
        }
        progress.update(TASK, tried, total());
        Progress within = progress.within(TASK, tried, total());
        tried++;
        Candidate candidate = new Candidate(family.name(), family.recipe(search.recipe()), trainer);
        try {
            CrossValidation validation = validate(candidate, settings, rowShare, within);
            Trial trial = Trial.of(settings, candidate, share, validation);
            trials.add(trial);
            return trial;
        } catch (IllegalArgumentException e) {
            failures.add(new Failure(family.name(), settings, String.valueOf(e.getMessage())));
            firstFailure = firstFailure == null ? e : firstFailure;
            return null;
        }
    }

    private CrossValidation validate(Candidate candidate, String settings, double rowShare, Progress within) {
        if (file == null) {
            return folds.validate(candidate, rowShare, within);
        }
        String key = folds.key(candidate, settings, rowShare);
        TrialFile.Saved known = file.find(key);
        if (known != null && folds.fits(known.raw())) {
            return new CrossValidation(folds, candidate.trainer().calibrator(), known.raw(), known.seconds());
        }
        CrossValidation validation = folds.validate(candidate, rowShare, within);
        file.append(key, validation.raw(), validation.seconds());
        return validation;
    }
}
