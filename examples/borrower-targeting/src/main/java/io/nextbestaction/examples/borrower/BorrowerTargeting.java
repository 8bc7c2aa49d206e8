// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Progress;
import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import io.nextbestaction.examples.support.Outputs;
import io.nextbestaction.features.source.CsvOptions;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Two tables merged, every model family measured, and the customers worth a loan offer listed. */
@Command(
        name = "borrower-targeting",
        mixinStandardHelpOptions = true,
        version = "borrower-targeting 0.1.0",
        description = "Merges two tables, measures every model family and lists the customers worth a loan offer.")
public final class BorrowerTargeting implements Callable<Integer> {
    @Option(names = "--data1", paramLabel = "FILE", description = "a CSV file; the synthetic bank unless given")
    private @Nullable Path data1;

    @Option(names = "--data2", paramLabel = "FILE", description = "the CSV file that is joined to it")
    private @Nullable Path data2;

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            defaultValue = "ID",
            description = "the key (default: ${DEFAULT-VALUE})")
    private String id = "ID";

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            defaultValue = "LoanOnCard",
            description = "the column that says who accepted (default: ${DEFAULT-VALUE})")
    private String label = "LoanOnCard";

    @Option(
            names = "--drop",
            paramLabel = "A,B",
            split = ",",
            defaultValue = "ZipCode,Age",
            description = "columns to leave out (default: ${DEFAULT-VALUE})")
    private List<String> drop = List.of();

    @Option(names = "--catalog", paramLabel = "FILE", description = "an action catalogue; one loan offer unless given")
    private @Nullable Path catalog;

    @Option(names = "--customers", defaultValue = "20000", description = "size of the synthetic bank")
    private int customers = 20_000;

    @Option(names = "--trees", defaultValue = "100", description = "of each forest (default: ${DEFAULT-VALUE})")
    private int trees = 100;

    @Option(names = "--rounds", defaultValue = "300", description = "of boosting (default: ${DEFAULT-VALUE})")
    private int rounds = 300;

    @Option(names = "--seed", defaultValue = "1", description = "of everything random (default: ${DEFAULT-VALUE})")
    private int seed = 1;

    @Mixin
    private final Outputs outputs =
            new Outputs("borrower-targeting", "borrowers.nba", "campaign.csv", "borrowers.html");

    private final PrintStream console;
    private final PrintStream progressTo;

    BorrowerTargeting(PrintStream console, PrintStream progressTo) {
        this.console = console;
        this.progressTo = progressTo;
    }

    /** Runs the example; exit code 0 when done, 2 for bad input. */
    public static void main(String[] arguments) {
        System.exit(run(Commands.utf8(System.out), Commands.utf8(System.err), arguments));
    }

    static int run(PrintStream console, PrintStream errors, String... arguments) {
        return Commands.run(new BorrowerTargeting(console, errors), console, errors, arguments);
    }

    @Override
    public Integer call() {
        outputs.check();
        Progress progress = new ConsoleProgress(progressTo);
        Borrowers borrowers = borrowers(progress);
        ActionCatalog actions = catalog == null ? offer() : ActionCatalog.load(catalog);
        TargetingJob.Outcome outcome = new TargetingJob(borrowers, actions, trees, rounds, seed, progress).run();
        new ConsoleReport(console).print(outcome.result());
        Path engine = outputs.file("borrowers.nba");
        Path list = outputs.file("campaign.csv");
        Path page = outputs.file("borrowers.html");
        try {
            Files.createDirectories(outputs.folder());
            Files.write(list, lines(outcome.offers()), StandardCharsets.UTF_8);
            HtmlPage.of(outcome.result()).write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder (" + outputs.folder() + ") must be writable: " + e.getMessage()
                            + "\nMaybe name another folder with --out FOLDER.",
                    e);
        }
        outcome.engine().save(engine);
        outputs.writeJson(outcome.result());
        console.println();
        console.println("model " + engine);
        console.println("list  " + list);
        console.println("page  " + page);
        return 0;
    }

    private Borrowers borrowers(Progress progress) {
        if (data1 == null && data2 == null) {
            return Borrowers.synthetic(customers, seed);
        }
        if (data1 == null || data2 == null) {
            throw new IllegalArgumentException(
                    "The options --data1 FILE and --data2 FILE must come together.\nMaybe add the missing one.");
        }
        return Borrowers.of(read(data1, progress), read(data2, progress), id, label, drop, seed);
    }

    private Table read(Path file, Progress progress) {
        CsvTable table = CsvTable.read(file, CsvOptions.defaults(), progress);
        table.warnings().forEach(console::println);
        return table.table();
    }

    private static ActionCatalog offer() {
        String resource = "loan-offer.json";
        try (InputStream in = Objects.requireNonNull(BorrowerTargeting.class.getResourceAsStream(resource))) {
            return ActionCatalog.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(List<TargetingJob.Offer> offers) {
        List<String> lines = new ArrayList<>(List.of("rank,customer,probability,expected_value,action"));
        for (TargetingJob.Offer offer : offers) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%d,\"%s\",%.4f,%.2f,%s",
                    lines.size(),
                    offer.id().replace("\"", "\"\""),
                    offer.probability(),
                    offer.expectedValue(),
                    offer.action()));
        }
        return lines;
    }
}
