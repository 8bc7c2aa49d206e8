// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.modelselection;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.artifact.ModelCard;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.features.selection.Removal;
import io.nextbestaction.history.History;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.evaluation.BinaryMetric;
import io.nextbestaction.models.evaluation.Bootstrap;
import io.nextbestaction.models.evaluation.CalibrationCurve;
import io.nextbestaction.models.evaluation.CardEvaluation;
import io.nextbestaction.models.evaluation.Predictions;
import io.nextbestaction.models.tuning.CrossValidation;
import io.nextbestaction.models.tuning.ModelSearch;
import io.nextbestaction.models.tuning.ModelSelection;
import io.nextbestaction.models.tuning.NestedValidation;
import io.nextbestaction.models.tuning.PairedTest;
import io.nextbestaction.models.tuning.Standing;
import io.nextbestaction.models.tuning.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Searches, measures, and saves the best model as an artifact that decides without any training module. */
final class SelectionJob {
    private static final int LEAST_PER_CLASS = 10;
    private static final int TENTHS = 10;
    private static final ActionCatalog NO_OFFERS = ActionCatalog.parse(
            "{\"actions\": [{\"id\": \"contact\", \"title\": \"Contact\"}]}",
            "one action, so that the model can be saved");

    private static final String CUSTOMER_DATA =
            ", which holds rows of the table: this file is customer data, keep it where those may lie";

    private static final String HELD_OUT = "rows held out by the folds of the search, each calibrated on the others";
    private static final String BEST_OF_MANY =
            "The rows held out also chose this model among the trials: its figures flatter it a little.";

    private final ModelSearch search;
    private final long seed;
    private final Path folder;
    private final Progress progress;

    SelectionJob(ModelSearch search, long seed, Path folder, Progress progress) {
        this.search = search;
        this.seed = seed;
        this.folder = folder;
        this.progress = progress;
    }

    /** What the artifact asks for, told before the search rather than after it. */
    static void check(Study study) {
        int events = study.events();
        int others = study.rows().size() - events;
        if (Math.min(events, others) < LEAST_PER_CLASS) {
            throw new IllegalArgumentException("The rows (" + study.rows().size() + ", " + events
                    + " with the event) of " + study.title() + " must hold at least " + LEAST_PER_CLASS
                    + " with the event and " + LEAST_PER_CLASS + " without.\n"
                    + "Maybe the label was read from the wrong column, or a longer history is at hand.");
        }
    }

    Outcome run(Study study, int[] foldOf) {
        long start = System.nanoTime();
        ModelSelection selection = search.run(study.rows(), study.labels());
        double seconds = (System.nanoTime() - start) / 1e9;
        Outcome.Nested nested = foldOf.length == 0 ? null : nested(study, foldOf);

        Trial best = selection.best();
        Path artifact = folder.resolve("model.nba");
        Predictions heldOut = heldOut(best.validation());
        boolean customerData = save(study, best, heldOut, artifact);
        Map<String, String> removals = new LinkedHashMap<>();
        for (Removal removal : study.removals()) {
            removals.put(removal.field(), removal.why());
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (BinaryMetric metric : BinaryMetric.values()) {
            metrics.put(metric.name(), best.scores(metric).mean());
        }
        return new Outcome(
                study.title(),
                seed,
                study.rows().size(),
                study.events(),
                removals,
                selection.trials().size(),
                seconds,
                best.toString(),
                metrics,
                lines(selection.families(BinaryMetric.AUC)),
                lines(selection.leaderboard(BinaryMetric.LOG_LOSS)),
                tenths(heldOut),
                selection.failures().stream()
                        .map(f -> f.family() + " (" + f.settings() + "): " + f.message())
                        .toList(),
                nested,
                best + (customerData ? CUSTOMER_DATA : ""),
                artifact.toString());
    }

    private Outcome.Nested nested(Study study, int[] foldOf) {
        long start = System.nanoTime();
        NestedValidation nested = search.nested(Splits.given(foldOf), study.rows(), study.labels());
        List<String> chosen =
                IntStream.range(0, nested.parts()).mapToObj(nested::chosen).toList();
        return new Outcome.Nested(
                chosen,
                lines(nested.leaderboard(BinaryMetric.AUC)),
                lines(nested.leaderboard(BinaryMetric.LOG_LOSS)),
                (System.nanoTime() - start) / 1e9);
    }

    /** Writes the artifact and its card; whether the file is customer data. */
    private boolean save(Study study, Trial trial, Predictions heldOut, Path file) {
        History.Builder<Row> history = History.builder();
        for (int i = 0; i < study.labels().length; i++) {
            history.customer(study.rows().get(i), study.labels()[i]);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder (" + folder + ") must be writable: " + e.getMessage()
                            + "\nMaybe name another folder with --out FOLDER.",
                    e);
        }
        NextBestAction<Row> engine = NextBestAction.of(study.schema())
                .features(study.recipe())
                .churn(trial.trainer())
                .actions(NO_OFFERS)
                .seed(seed)
                .progress(progress)
                .fit(history.build());
        engine.save(file);
        // What was saved is what will be used: load it before saying so.
        NextBestAction.load(file, RowBinder.ofRow(study.schema())).verify();
        ModelCard card = engine.modelCard(study.title())
                .withHeldOut(CardEvaluation.of(HELD_OUT, heldOut, Bootstrap.seeded(seed), Map.of()))
                .withLimit(BEST_OF_MANY);
        write(folder.resolve("model-card.md"), card.toMarkdown());
        write(folder.resolve("model-card.json"), card.toJson());
        return engine.holdsTrainingRows();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The file (" + file + ") must be writable: " + e.getMessage(), e);
        }
    }

    private static List<Outcome.Line> lines(List<Standing> board) {
        List<Outcome.Line> lines = new ArrayList<>();
        for (Standing standing : board) {
            PairedTest test = standing.lessBest();
            lines.add(new Outcome.Line(
                    standing.name(),
                    standing.settings(),
                    standing.scores().mean(),
                    standing.scores().deviation(),
                    standing.scores().low(),
                    standing.scores().high(),
                    Arrays.stream(standing.scores().values()).boxed().toList(),
                    mean(test),
                    test == null ? Double.NaN : test.p(),
                    standing.seconds()));
        }
        return lines;
    }

    private static double mean(@Nullable PairedTest test) {
        return test == null ? Double.NaN : test.mean();
    }

    /** Over all held-out parts together, each calibrated on the others. */
    private static Predictions heldOut(CrossValidation validation) {
        int size = 0;
        for (int part = 0; part < validation.parts(); part++) {
            size += validation.heldOut(part).length;
        }
        double[] probabilities = new double[size];
        boolean[] labels = new boolean[size];
        int next = 0;
        for (int part = 0; part < validation.parts(); part++) {
            Predictions predictions = validation.predictions(part);
            for (int i = 0; i < predictions.rows(); i++) {
                probabilities[next] = predictions.probability(i);
                labels[next++] = predictions.label(i);
            }
        }
        return Predictions.ofCertain(probabilities, labels);
    }

    private static List<Outcome.Tenth> tenths(Predictions heldOut) {
        return CalibrationCurve.equalMass(heldOut, TENTHS).bins().stream()
                .map(bin -> new Outcome.Tenth(bin.rows(), bin.meanProbability(), bin.eventRate()))
                .toList();
    }
}
