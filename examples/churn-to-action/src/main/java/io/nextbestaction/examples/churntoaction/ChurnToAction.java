// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.churntoaction;

import io.nextbestaction.data.Progress;
import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import io.nextbestaction.examples.support.Outputs;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.examples.support.TableOptions;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.models.evaluation.BinaryMetric;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A churn gate, then a product for every group of customers from churn to active. */
@Command(
        name = "churn-to-action",
        mixinStandardHelpOptions = true,
        version = "churn-to-action 0.1.0",
        description = "Tells who leaves, then which product fits those who stay.")
public final class ChurnToAction implements Callable<Integer> {
    @Mixin
    private TableOptions table = new TableOptions();

    @Option(names = "--product", paramLabel = "COLUMN", description = "the column that says which product is held")
    private @Nullable String product;

    @Option(
            names = "--metric",
            defaultValue = "AUC",
            description = "what chooses the gate: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private BinaryMetric metric = BinaryMetric.AUC;

    @Option(names = "--customers", defaultValue = "5000", description = "size of the synthetic bank")
    private int customers = 5_000;

    @Option(names = "--trees", defaultValue = "100", description = "of each forest (default: ${DEFAULT-VALUE})")
    private int trees = 100;

    @Option(names = "--seed", defaultValue = "42", description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Mixin
    private final Outputs outputs = new Outputs("churn-to-action", "churn-to-action.html");

    private final PrintStream console;
    private final PrintStream progressTo;

    ChurnToAction(PrintStream console, PrintStream progressTo) {
        this.console = console;
        this.progressTo = progressTo;
    }

    /** Runs the example; exit code 0 when done, 2 for bad input. */
    public static void main(String[] arguments) {
        System.exit(run(Commands.utf8(System.out), Commands.utf8(System.err), arguments));
    }

    static int run(PrintStream console, PrintStream errors, String... arguments) {
        return Commands.run(new ChurnToAction(console, errors), console, errors, arguments);
    }

    @Override
    public Integer call() {
        outputs.check();
        Progress progress = new ConsoleProgress(progressTo);
        Path data = table.data();
        if ((data == null) != (product == null)) {
            throw new IllegalArgumentException("The options --data FILE and --product COLUMN must come together.\n"
                    + "Maybe add the missing one.");
        }
        Study study;
        Products products;
        if (data == null || product == null) {
            table.checkWithoutTable();
            study = Study.synthetic(customers, seed);
            products = Products.synthetic(study);
        } else {
            LabelledRows own = table.read(console, progress);
            table.refuseLeaks(own.schema(), own.rows(), own.labels(), console);
            study = Study.table(String.valueOf(data.getFileName()), own, seed);
            products = Products.column(study, product);
        }
        Result result = new ChurnJob(study, products, metric, trees, seed, progress).run();
        new ConsoleReport(console).print(result);
        Path page = outputs.file("churn-to-action.html");
        try {
            HtmlPage.of(result).write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file (" + page + ") must be writable: " + e.getMessage()
                            + "\nMaybe name another folder with --out FOLDER.",
                    e);
        }
        outputs.writeJson(result);
        console.println();
        console.println("page  " + page);
        return 0;
    }
}
