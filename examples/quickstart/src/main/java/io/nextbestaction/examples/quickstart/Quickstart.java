// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import io.nextbestaction.examples.support.FoldFile;
import io.nextbestaction.examples.support.Identifiers;
import io.nextbestaction.examples.support.Outputs;
import io.nextbestaction.examples.support.TableOptions;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.model.BinaryMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job: customers of the synthetic bank, or of a CSV file, in; explained next best actions out. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        version = "quickstart 0.1.0",
        description = "Fits a next-best-action engine and measures it on customers it never saw.")
public final class Quickstart implements Callable<Integer> {
    private static final String SAMPLE_ACTIONS = "with three sample actions; --catalog FILE for yours";

    @Mixin
    private final TableOptions table = new TableOptions();

    @Option(
            names = "--group",
            paramLabel = "A,B",
            split = ",",
            description = "columns of 2 to 20 values whose groups the report compares for fairness")
    private String[] group = {};

    @Option(
            names = "--may-change",
            paramLabel = "A,B",
            split = ",",
            description = "columns customers can change: the report searches the smallest changes of them")
    private String[] mayChange = {};

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "an action catalogue; three sample actions unless given")
    private @Nullable Path catalog;

    @Option(names = "--folds", paramLabel = "FILE", description = "row,fold,y: measure over these folds as well")
    private @Nullable Path folds;

    @Option(
            names = "--customers",
            defaultValue = "20000",
            description = "size of the synthetic bank (default: ${DEFAULT-VALUE})")
    private int customers = 20_000;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "seed of everything random (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Mixin
    private final Outputs outputs = new Outputs("quickstart", "bank.nba", "report.html");

    private final PrintStream console;
    private final PrintStream progressTo;

    Quickstart(PrintStream console, PrintStream progressTo) {
        this.console = console;
        this.progressTo = progressTo;
    }

    /** Runs the job; exit code 0 when done, 2 for bad input. */
    public static void main(String[] arguments) {
        System.exit(run(Commands.utf8(System.out), Commands.utf8(System.err), arguments));
    }

    /** Runs the job on the caller's streams and returns its exit code. */
    static int run(PrintStream console, PrintStream errors, String... arguments) {
        return Commands.run(new Quickstart(console, errors), console, errors, arguments);
    }

    @Override
    public Integer call() {
        ConsoleProgress progress = new ConsoleProgress(progressTo);
        outputs.check();
        ConsoleReport report = new ConsoleReport(console);
        table.checkWithoutTable();
        table.onlyWithTable("--group", group.length > 0);
        table.onlyWithTable("--may-change", mayChange.length > 0);
        table.onlyWithTable("--catalog", catalog != null);
        table.onlyWithTable("--folds", folds != null);
        Path data = table.data();
        if (data == null) {
            finish(report, new Job(seed, outputs.folder(), progress).run(new SyntheticStudy(customers, seed)));
            return 0;
        }
        LabelledRows own = table.read(console, progress);
        console.println(Identifiers.inputs(own.schema().fields()));
        table.refuseLeaks(own.schema(), own.rows(), own.labels(), console);
        ActionCatalog actions = catalog == null ? retention() : ActionCatalog.load(catalog);
        int[] foldOf = folds == null ? new int[0] : FoldFile.read(folds, own.labels());
        CsvStudy study = new CsvStudy(data, own, actions, CsvStudy.stratifiedFifth(own.labels(), seed), seed)
                .comparing(group)
                .changing(mayChange);
        study = catalog == null ? study.remarking(SAMPLE_ACTIONS) : study;
        finish(report, new Job(seed, outputs.folder(), progress).run(study));
        if (foldOf.length > 0) {
            report.printFolds(crossValidate(data, own, actions, foldOf, progress));
        }
        return 0;
    }

    private List<BinaryMetrics> crossValidate(
            Path file, LabelledRows rows, ActionCatalog actions, int[] foldOf, ConsoleProgress progress) {
        List<CsvStudy> studies = IntStream.of(foldOf)
                .distinct()
                .sorted()
                .mapToObj(fold -> new CsvStudy(file, rows, actions, i -> foldOf[i] == fold, seed))
                .toList();
        return Job.crossValidate(studies, seed, progress);
    }

    private static ActionCatalog retention() {
        String resource = "retention-catalog.json";
        try (InputStream in = Objects.requireNonNull(Quickstart.class.getResourceAsStream(resource))) {
            return ActionCatalog.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finish(ConsoleReport report, Job.Finished finished) {
        JobResult result = finished.result();
        report.print(result);
        Path page = outputs.file("report.html");
        try {
            finished.report().write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file (" + page + ") must be writable: " + e.getMessage()
                            + "\nMaybe name another folder with --out FOLDER.",
                    e);
        }
        outputs.writeJson(result);
        console.println();
        console.println("artifact  " + result.artifact());
        console.println("report    " + page);
        if (outputs.json() != null) {
            console.println("json      " + outputs.json());
        }
    }
}
