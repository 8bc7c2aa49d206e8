// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.data.DataHash;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.evaluation.BinaryMetric;
import io.nextbestaction.models.evaluation.Predictions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a search found: every trial, the best by any metric, leaderboards, and the best one fitted on all rows. Immutable
 * and thread-safe; it holds the rows it was made from.
 */
public final class ModelSelection {
    private static final String FITTING = "fitting the selected model";

    private final Folds folds;
    private final BinaryMetric metric;
    private final Clock clock;
    private final List<Trial> trials;
    private final List<Failure> failures;

    ModelSelection(Folds folds, BinaryMetric metric, Clock clock, List<Trial> trials, List<Failure> failures) {
        this.folds = folds;
        this.metric = metric;
        this.clock = clock;
        this.trials = List.copyOf(trials);
        this.failures = List.copyOf(failures);
    }

    /**
     * The default search in one call; see {@link ModelSearch#of}.
     *
     * @throws IllegalArgumentException if the rows cannot be split or every trial fails
     */
    public static ModelSelection of(FeaturePipeline recipe, List<Row> rows, boolean[] labels, long seed) {
        return ModelSearch.of(recipe).seed(seed).run(rows, labels);
    }

    /** Every trial in the order in which it was tried, blends last. */
    public List<Trial> trials() {
        return trials;
    }

    /** The candidates that could not be fitted. */
    public List<Failure> failures() {
        return failures;
    }

    /** The best trial by the metric of the search; of equals the earlier. */
    public Trial best() {
        return best(metric);
    }

    /** The best trial by another metric; of equals the earlier. */
    public Trial best(BinaryMetric by) {
        return complete(by).get(0);
    }

    /**
     * The best trial by a figure of the user's own, such as F1 at a threshold or the profit of a campaign: the greatest mean
     * over the held-out parts of what it is of their calibrated predictions; of equals the earlier, NaN counts as least.
     *
     * @param benefit the more the better
     */
    public Trial best(ToDoubleFunction<Predictions> benefit) {
        @Nullable Trial best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Trial trial : trials) {
            if (trial.share() == 1) {
                double sum = 0;
                for (int part = 0; part < trial.validation().parts(); part++) {
                    sum += benefit.applyAsDouble(trial.validation().predictions(part));
                }
                double mean = sum / trial.validation().parts();
                if (best == null || mean > most) {
                    best = trial;
                    most = Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean;
                }
            }
        }
        return Objects.requireNonNull(best, "a search has a complete trial");
    }

    /** Every complete trial by a metric, the best first. */
    public List<Standing> leaderboard(BinaryMetric by) {
        return Standing.rank(
                complete(by).stream().map(trial -> standing(trial, by)).toList());
    }

    /** The best trial of each family, chosen by the metric of the search and ranked by another, the best first. */
    public List<Standing> families(BinaryMetric by) {
        return Standing.rank(
                bestOfFamilies().stream().map(trial -> standing(trial, by)).toList());
    }

    /** The best trial of each family by the metric of the search, the best first. */
    List<Trial> bestOfFamilies() {
        Set<String> seen = new HashSet<>();
        return complete(metric).stream()
                .filter(trial -> seen.add(trial.family()))
                .toList();
    }

    /**
     * The best trial, fitted on all rows and calibrated on out-of-fold scores.
     *
     * @throws IllegalArgumentException if its scores carry no signal to calibrate by
     */
    public SelectedModel fit() {
        return fit(best());
    }

    /**
     * A trial of this selection, fitted on all rows and calibrated on out-of-fold scores.
     *
     * @throws IllegalArgumentException if its scores carry no signal to calibrate by
     */
    public SelectedModel fit(Trial trial) {
        return fit(trial, Progress.NONE);
    }

    /**
     * The same, heard by a listener. Each member is trained once, each recipe fitted once.
     *
     * @throws IllegalArgumentException if its scores carry no signal to calibrate by
     * @throws java.util.concurrent.CancellationException if the progress listener throws it
     */
    public SelectedModel fit(Trial trial, Progress progress) {
        return fit(trial, new Trained(new HashMap<>(), new HashMap<>()), progress);
    }

    /** What is fitted once, however many trials it is part of. */
    record Trained(Map<FeaturePipeline, TrainingFeatures> features, Map<Trial, Scorer> scorers) {}

    SelectedModel fit(Trial trial, Trained trained, Progress progress) {
        // Learnt first: a trial without signal is refused before anything is trained.
        Calibration ofMean = trial.blend() ? calibration(trial) : null;
        List<Calibration> calibrations =
                trial.members().stream().map(ModelSelection::calibration).toList();
        List<SelectedModel.Member> members = new ArrayList<>();
        int total = trial.members().size();
        for (int m = 0; m < total; m++) {
            progress.update(FITTING, m, total);
            Trial member = trial.members().get(m);
            Candidate candidate = member.candidate();
            TrainingFeatures features = trained.features.computeIfAbsent(
                    candidate.recipe(),
                    recipe -> recipe.fit(folds.schema(), folds.rows(), folds.labels(), folds.seed()));
            Progress within = progress.within(FITTING, m, total);
            Scorer scorer = trained.scorers.computeIfAbsent(member, unused -> candidate
                    .trainer()
                    .train(new TrainingSet(features.features(), folds.labels()), folds.seed(), within));
            double weight = trial.blend() ? trial.weights().of(m) : 1;
            members.add(new SelectedModel.Member(
                    features.pipeline(), new ProbabilityModel(scorer, calibrations.get(m)), weight));
        }
        progress.update(FITTING, total, total);
        if (ofMean != null && Trial.oneRecipe(trial.members())) {
            MemberWeights weights = trial.weights();
            Blend blend = Blend.of(
                    weights.link(),
                    weights.bias(),
                    weights.values(),
                    members.stream().map(SelectedModel.Member::model).toList());
            members = List.of(
                    new SelectedModel.Member(members.get(0).pipeline(), new ProbabilityModel(blend, ofMean), 1));
            ofMean = null;
        }
        return new SelectedModel(trial.toString(), members, ofMean, provenance(trial));
    }

    /** Whether scores rise with the event, so that the trial can be calibrated and fitted. */
    static boolean carriesSignal(Trial trial) {
        try {
            trial.members().forEach(member -> member.validation().calibration());
            return trial.validation().calibration().rows() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Calibration calibration(Trial trial) {
        try {
            return trial.validation().calibration();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The model (%s, AUC %.3f on rows it had not seen) cannot be calibrated: %s",
                            trial,
                            trial.scores(BinaryMetric.AUC).mean(),
                            e.getMessage()),
                    e);
        }
    }

    private Provenance provenance(Trial trial) {
        Map<String, String> trainers = new LinkedHashMap<>();
        for (int i = 0; i < trial.members().size(); i++) {
            trainers.put(
                    trial.blend() ? "member " + (i + 1) : "model",
                    trial.members().get(i).candidate().trainer().describe());
        }
        trainers.put("selected", trial + ", of " + trials.size() + " trials by " + metric);
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (BinaryMetric each : BinaryMetric.values()) {
            metrics.put(each.name().toLowerCase(Locale.ROOT), trial.scores(each).mean());
        }
        return new Provenance(
                clock.instant(),
                folds.rows().size(),
                eventRate(),
                DataHash.of(folds.rows(), folds.labels()),
                folds.seed(),
                trainers,
                metrics);
    }

    /** The share of rows with the event. */
    double eventRate() {
        int events = 0;
        for (boolean label : folds.labels()) {
            events += label ? 1 : 0;
        }
        return (double) events / folds.labels().length;
    }

    private static Standing standing(Trial trial, BinaryMetric by) {
        return new Standing(trial.family(), trial.settings(), trial.scores(by), trial.seconds(), null);
    }

    private List<Trial> complete(BinaryMetric by) {
        return trials.stream()
                .filter(trial -> trial.share() == 1)
                .sorted(bestFirst(by))
                .toList();
    }

    /** The better mean first; each trial is scored once for a whole sort. */
    static Comparator<Trial> bestFirst(BinaryMetric by) {
        IdentityHashMap<Trial, FoldScores> scores = new IdentityHashMap<>();
        return (a, b) -> {
            FoldScores first = scores.computeIfAbsent(a, trial -> trial.scores(by));
            FoldScores second = scores.computeIfAbsent(b, trial -> trial.scores(by));
            return first.betterThan(second) ? -1 : second.betterThan(first) ? 1 : 0;
        };
    }
}
