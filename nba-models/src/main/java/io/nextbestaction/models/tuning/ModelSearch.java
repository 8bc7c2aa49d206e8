// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.DataHash;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.evaluation.BinaryMetric;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search for the best model over several families and their settings, within a budget; in the end the best trials are
 * combined: means, a mean of greedily chosen weights, a stack. The best is the one of best mean score on held-out rows,
 * combined or not. An immutable value: every method
 * returns a new search; thread-safe.
 *
 * <pre>{@code
 * ModelSelection selection = ModelSearch.of(Features.all()).run(rows, labels);
 * selection.best();                     // family and settings
 * selection.best(BinaryMetric.AUC);     // by another metric, without another search
 * SelectedModel model = selection.fit();    // the best on all rows
 * }</pre>
 *
 * <p>Deterministic: the same rows, search and seed give the same trials in the same order. A limit of time only ends that
 * order early, so the same seed and the same number of trials give the same result; how many it allows depends on the
 * machine. A progress listener cancels by throwing. Single-threaded; features of all splits are kept up to half a gigabyte.
 */
public final class ModelSearch {
    private static final String NESTED = "nested search";

    private final FeaturePipeline recipe;
    private final List<Family> families;
    private final Splits splits;
    private final BinaryMetric metric;
    private final Strategy strategy;
    private final int trials;
    private final @Nullable Duration limit;
    private final Clock clock;
    private final long seed;
    private final @Nullable Path file;
    private final Progress progress;

    private ModelSearch(
            FeaturePipeline recipe,
            List<Family> families,
            Splits splits,
            BinaryMetric metric,
            Strategy strategy,
            int trials,
            @Nullable Duration limit,
            Clock clock,
            long seed,
            @Nullable Path file,
            Progress progress) {
        this.recipe = recipe;
        this.families = families;
        this.splits = splits;
        this.metric = metric;
        this.strategy = strategy;
        this.trials = trials;
        this.limit = limit;
        this.clock = clock;
        this.seed = seed;
        this.file = file;
        this.progress = progress;
    }

    /**
     * All families over five stratified folds, settings at random, judged by log loss, seed 1, every planned trial, no limit
     * of time.
     *
     * @param recipe what makes features of raw rows, fitted anew in every split
     */
    public static ModelSearch of(FeaturePipeline recipe) {
        return new ModelSearch(
                recipe,
                Families.all(),
                Splits.stratified(5),
                BinaryMetric.LOG_LOSS,
                Strategy.random(),
                Integer.MAX_VALUE,
                null,
                Clock.systemUTC(),
                1,
                null,
                Progress.NONE);
    }

    /**
     * The same over other families.
     *
     * @throws IllegalArgumentException if there is none, or two share a name
     */
    public ModelSearch families(List<Family> some) {
        Set<String> names = new HashSet<>();
        for (Family family : some) {
            if (!names.add(family.name())) {
                throw new IllegalArgumentException("The family \"" + family.name()
                        + "\" of a search must be given once.\nMaybe name one of the two otherwise.");
            }
        }
        if (some.isEmpty()) {
            throw new IllegalArgumentException(
                    "The families (0) of a search must be at least one.\nMaybe leave the call out to try all.");
        }
        return new ModelSearch(
                recipe, List.copyOf(some), splits, metric, strategy, trials, limit, clock, seed, file, progress);
    }

    /** The same over other splits. */
    public ModelSearch splits(Splits how) {
        return new ModelSearch(recipe, families, how, metric, strategy, trials, limit, clock, seed, file, progress);
    }

    /** The same judged by another metric. */
    public ModelSearch by(BinaryMetric judge) {
        return new ModelSearch(recipe, families, splits, judge, strategy, trials, limit, clock, seed, file, progress);
    }

    /** The same with settings chosen otherwise. */
    public ModelSearch strategy(Strategy how) {
        return new ModelSearch(recipe, families, splits, metric, how, trials, limit, clock, seed, file, progress);
    }

    /**
     * The same with at most so many trials.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public ModelSearch trials(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "The trials (" + most + ") of a search must be at least 1.\nMaybe leave the call out.");
        }
        return new ModelSearch(recipe, families, splits, metric, strategy, most, limit, clock, seed, file, progress);
    }

    /**
     * The same, beginning no trial after a time; the first is always tried. A nested validation gives each of its searches
     * as much.
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public ModelSearch within(Duration time, Clock by) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    "The time (" + time + ") of a search must be above 0.\nMaybe leave the call out.");
        }
        return new ModelSearch(recipe, families, splits, metric, strategy, trials, time, by, seed, file, progress);
    }

    /** The same with another seed of splits, settings, recipes and trainers. */
    public ModelSearch seed(long value) {
        return new ModelSearch(recipe, families, splits, metric, strategy, trials, limit, clock, value, file, progress);
    }

    /**
     * The same, keeping finished trials in a file: a search that was killed goes on where it ended. A file of other rows,
     * labels or another seed is refused; what changes features, splits or settings is tried anew.
     */
    public ModelSearch keepingTrialsIn(Path path) {
        return new ModelSearch(recipe, families, splits, metric, strategy, trials, limit, clock, seed, path, progress);
    }

    /** The same, heard by a listener. */
    public ModelSearch progress(Progress listener) {
        return new ModelSearch(recipe, families, splits, metric, strategy, trials, limit, clock, seed, file, listener);
    }

    /**
     * Searches; every trial is scored on the same splits of all rows. The scores of the best are those of the luckiest, too:
     * {@link #nested} says what to expect of it.
     *
     * @param rows raw rows of one schema
     * @param labels one for each row; true is the event
     * @throws IllegalArgumentException if the rows cannot be split, every trial fails, or the trial file does not belong to
     *     them
     * @throws java.io.UncheckedIOException if the trial file cannot be read or written
     * @throws java.util.concurrent.CancellationException if the progress listener throws it
     */
    public ModelSelection run(List<Row> rows, boolean[] labels) {
        try (TrialFile trialFile = open(rows, labels)) {
            return settled(rows).run(rows, labels, trialFile, progress);
        }
    }

    /** What recipes ask of the whole table is decided before any row is held out. */
    private ModelSearch settled(List<Row> rows) {
        Schema schema = Folds.schema(rows);
        return new ModelSearch(
                recipe.settled(schema, rows),
                families.stream().map(family -> family.settled(schema, rows)).toList(),
                splits,
                metric,
                strategy,
                trials,
                limit,
                clock,
                seed,
                file,
                progress);
    }

    /**
     * Searches anew inside every outer training part, fits its winner, and judges it on the outer part it has never seen:
     * what the whole procedure is worth (Cawley and Talbot 2010). The best of every family is judged likewise.
     *
     * @param outer the parts to be judged on
     * @throws IllegalArgumentException as of {@link #run}
     * @throws java.io.UncheckedIOException if the trial file cannot be read or written
     * @throws java.util.concurrent.CancellationException if the progress listener throws it
     */
    public NestedValidation nested(Splits outer, List<Row> rows, boolean[] labels) {
        List<Split> parts = outer.of(labels, seed);
        ModelSearch settled = settled(rows);
        List<NestedValidation.Part> judged = new ArrayList<>();
        double share = 0;
        try (TrialFile trialFile = open(rows, labels)) {
            for (Split part : parts) {
                int done = judged.size();
                Progress inner = (task, at, total) ->
                        progress.update(NESTED, done * total + at, parts.size() * Math.max(1, total));
                ModelSelection selection = settled.withSplitsAmong(part.training(), rows.size())
                        .run(Folds.pick(rows, part.training()), Folds.pick(labels, part.training()), trialFile, inner);
                judged.add(NestedValidation.judge(
                        selection,
                        Folds.pick(rows, part.heldOut()),
                        Folds.pick(labels, part.heldOut()),
                        progress.within(NESTED, done + 1L, parts.size())));
                share += (double) part.heldOut().length / part.training().length / parts.size();
            }
        }
        return new NestedValidation(judged, share);
    }

    /** Splits that know rows of the whole table by position are asked about the rows of an outer part. */
    private ModelSearch withSplitsAmong(int[] among, int rows) {
        Splits whole = splits;
        return splits(new Splits() {
            @Override
            public List<Split> of(boolean[] labels, int[] positions, long by) {
                boolean[] all = new boolean[rows];
                int[] placeOf = new int[rows];
                int[] asked = new int[positions.length];
                for (int i = 0; i < positions.length; i++) {
                    asked[i] = among[positions[i]];
                    all[asked[i]] = labels[positions[i]];
                    placeOf[asked[i]] = positions[i];
                }
                List<Split> inner = new ArrayList<>();
                for (Split split : whole.of(all, asked, by)) {
                    inner.add(new Split(
                            split.repetition(), places(split.training(), placeOf), places(split.heldOut(), placeOf)));
                }
                return inner;
            }

            @Override
            public boolean ordered() {
                return whole.ordered();
            }
        });
    }

    private static int[] places(int[] rows, int[] placeOf) {
        int[] places = new int[rows.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = placeOf[rows[i]];
        }
        return places;
    }

    private @Nullable TrialFile open(List<Row> rows, boolean[] labels) {
        return file == null ? null : TrialFile.open(file, DataHash.of(rows, labels) + " " + seed);
    }

    private ModelSelection run(List<Row> rows, boolean[] labels, @Nullable TrialFile trialFile, Progress listener) {
        Folds folds = new Folds(rows, labels, splits, seed);
        Searcher searcher = new Searcher(this, folds, trialFile, listener);
        List<Trial> found = searcher.run();
        folds.forget();
        return new ModelSelection(folds, metric, clock, found, searcher.failures());
    }

    /** The trials a random or grid search makes without a budget. */
    int plannedTrials() {
        int planned = 0;
        for (Family family : families) {
            Space space = family.space();
            int more = space != null && strategy.kind() == Strategy.Kind.GRID
                    ? GridChoices.of(space, strategy.levels()).size()
                    : family.draws();
            planned += 1 + more;
            if (strategy.kind() == Strategy.Kind.HALVING_ROWS || strategy.kind() == Strategy.Kind.HALVING_ROUNDS) {
                int keep = strategy.levels();
                int second = (more + keep - 1) / keep;
                planned += second + (second + keep - 1) / keep;
            }
        }
        return planned;
    }

    FeaturePipeline recipe() {
        return recipe;
    }

    List<Family> families() {
        return families;
    }

    BinaryMetric metric() {
        return metric;
    }

    Strategy strategy() {
        return strategy;
    }

    int trials() {
        return trials;
    }

    @Nullable
    Duration limit() {
        return limit;
    }

    Clock clock() {
        return clock;
    }
}
