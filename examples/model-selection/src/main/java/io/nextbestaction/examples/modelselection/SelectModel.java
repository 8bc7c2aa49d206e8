// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.modelselection;

import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import io.nextbestaction.examples.support.FoldFile;
import io.nextbestaction.examples.support.Identifiers;
import io.nextbestaction.examples.support.Outputs;
import io.nextbestaction.examples.support.ProfilePage;
import io.nextbestaction.examples.support.TableOptions;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.features.profile.DataProfile;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.models.tuning.ModelSearch;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Any CSV file, or the synthetic bank, in; a leaderboard of all model families and the saved best model out. */
@Command(
        name = "model-selection",
        mixinStandardHelpOptions = true,
        version = "model-selection 0.1.0",
        description = "Finds the best model of a table and says what it is worth on rows it never saw.")
public final class SelectModel implements Callable<Integer> {
    @Mixin
    private final TableOptions table = new TableOptions();

    @Option(names = "--folds", paramLabel = "FILE", description = "row,fold,y: judge the search on these folds as well")
    private @Nullable Path folds;

    @Option(
            names = "--budget",
            paramLabel = "SECONDS",
            description = "begin no trial after so many seconds of a search; every planned trial unless given")
    private @Nullable Long budget;

    @Option(names = "--trials", paramLabel = "FILE", description = "keep finished trials there and go on after a kill")
    private @Nullable Path trials;

    @Option(
            names = "--customers",
            defaultValue = "2000",
            description = "size of the synthetic bank (default: ${DEFAULT-VALUE})")
    private int customers = 2_000;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "seed of everything random (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write what the table holds as one page; it shows levels and extremes of single columns")
    private @Nullable Path html;

    @Mixin
    private final Outputs outputs = new Outputs("model-selection", "model.nba", "model-card.md", "model-card.json");

    private final PrintStream console;
    private final PrintStream progressTo;

    SelectModel(PrintStream console, PrintStream progressTo) {
        this.console = console;
        this.progressTo = progressTo;
    }

    /** Runs the search; exit code 0 when done, 2 for bad input. */
    public static void main(String[] arguments) {
        System.exit(run(Commands.utf8(System.out), Commands.utf8(System.err), arguments));
    }

    /** Runs the search on the caller's streams and returns its exit code. */
    static int run(PrintStream console, PrintStream errors, String... arguments) {
        return Commands.run(new SelectModel(console, errors), console, errors, arguments);
    }

    @Override
    public Integer call() {
        ConsoleProgress progress = new ConsoleProgress(progressTo);
        checkOptions();
        Path data = table.data();
        Study study;
        int[] foldOf = {};
        if (data == null) {
            study = Study.synthetic(customers, seed);
        } else {
            LabelledRows own = table.read(console, progress);
            foldOf = folds == null ? foldOf : FoldFile.read(folds, own.labels());
            study = Study.of(
                    data.getFileName() + ", " + own.rows().size() + " rows", own.schema(), own.rows(), own.labels());
        }
        ConsoleReport report = new ConsoleReport(console);
        SelectionJob.check(study);
        DataProfile profile = DataProfile.of(study.schema(), study.rows(), study.labels());
        report.profile(study, profile);
        if (data != null) {
            console.println("  " + Identifiers.inputs(study.inputs()));
        }
        if (html != null) {
            writeHtml(html, study, profile);
            console.println("html      " + html);
        }
        // After the page, which shows what the table is before anything is learnt from it.
        table.refuseLeaks(study.schema(), study.rows(), study.labels(), console);
        ModelSearch search = ModelSearch.of(study.recipe()).seed(seed).progress(progress);
        if (budget != null) {
            search = search.within(Duration.ofSeconds(budget), Clock.systemUTC());
        }
        if (trials != null) {
            search = search.keepingTrialsIn(trials);
        }
        Outcome outcome = new SelectionJob(search, seed, outputs.folder(), progress).run(study, foldOf);
        report.outcome(outcome);
        outputs.writeJson(outcome);
        if (outputs.json() != null) {
            console.println("json      " + outputs.json());
        }
        return 0;
    }

    private void checkOptions() {
        table.checkWithoutTable();
        table.onlyWithTable("--folds", folds != null);
        outputs.check();
        Commands.checkFile("--html", html);
    }

    private static void writeHtml(Path file, Study study, DataProfile profile) {
        try {
            ProfilePage.addTo(HtmlReport.titled("Data profile: " + study.title()), profile)
                    .write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file (" + file + ") must be writable: " + e.getMessage(), e);
        }
    }
}
