// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.Progress;
import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import io.nextbestaction.features.source.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Value classes from transactions, and the class of customers of whom only the first purchase is known. */
@Command(
        name = "customer-value",
        mixinStandardHelpOptions = true,
        version = "customer-value 0.1.0",
        description = "Finds value classes in transactions, and tells the class of customers without history.")
public final class CustomerValue implements Callable<Integer> {
    @Option(
            names = "--transactions",
            paramLabel = "FILE",
            description = "lines of customer, date, items and amount; a synthetic shop unless given")
    private @Nullable Path transactions;

    @Option(
            names = "--as-of",
            paramLabel = "DAY",
            description = "the reference day, such as 2026-07-01; the day after the last transaction unless given")
    private @Nullable LocalDate asOf;

    @Option(names = "--customers", defaultValue = "2000", description = "of the shop (default: ${DEFAULT-VALUE})")
    private int customers = 2_000;

    @Option(names = "--rounds", defaultValue = "100", description = "of each boosting (default: ${DEFAULT-VALUE})")
    private int rounds = 100;

    @Option(names = "--seed", defaultValue = "42", description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(names = "--json", paramLabel = "FILE", description = "write the results as one JSON object")
    private @Nullable Path json;

    private final PrintStream console;
    private final PrintStream progressTo;

    CustomerValue(PrintStream console, PrintStream progressTo) {
        this.console = console;
        this.progressTo = progressTo;
    }

    /** Runs the example; exit code 0 when done, 2 for bad input. */
    public static void main(String[] arguments) {
        System.exit(run(Commands.utf8(System.out), Commands.utf8(System.err), arguments));
    }

    static int run(PrintStream console, PrintStream errors, String... arguments) {
        return Commands.run(new CustomerValue(console, errors), console, errors, arguments);
    }

    @Override
    public Integer call() {
        Progress progress = new ConsoleProgress(progressTo);
        Table table = transactions == null
                ? Transactions.synthetic(customers, seed)
                : Transactions.read(transactions);
        LocalDate day = asOf == null ? Transactions.after(table) : asOf;
        Result result = new ValueJob(table, day, rounds, seed, progress).run();
        new ConsoleReport(console).print(result);
        if (json != null) {
            Commands.writeJson(json, result);
        }
        return 0;
    }
}
