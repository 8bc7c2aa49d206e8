// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.Progress;
import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import io.nextbestaction.examples.support.Outputs;
import io.nextbestaction.examples.support.ProfilePage;
import io.nextbestaction.features.profile.DataProfile;
import io.nextbestaction.features.source.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What customers will be worth, from their purchases: segments, two steps and BG/NBD, and customers without history. */
@Command(
        name = "customer-value",
        mixinStandardHelpOptions = true,
        version = "customer-value 0.1.0",
        description =
                "Foretells what customers will be worth, those of a first day too, and measures it later in time.")
public final class CustomerValue implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "lines of customer, date, items and amount; a synthetic shop unless given")
    private @Nullable Path data;

    @Option(
            names = "--split",
            paramLabel = "DAY",
            description =
                    "the day that parts what is known from what is foretold, such as 2026-07-01; half the time unless"
                            + " given")
    private @Nullable LocalDate split;

    @Option(
            names = "--days",
            defaultValue = "180",
            description = "after the first, in which newcomers are followed (default: ${DEFAULT-VALUE})")
    private int days = 180;

    @Option(names = "--customers", defaultValue = "3000", description = "of the shop (default: ${DEFAULT-VALUE})")
    private int customers = 3_000;

    @Option(names = "--rounds", defaultValue = "60", description = "of each boosting (default: ${DEFAULT-VALUE})")
    private int rounds = 60;

    @Option(names = "--seed", defaultValue = "42", description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Mixin
    private final Outputs outputs = new Outputs("customer-value", "customer-value.html");

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
        outputs.check();
        Progress progress = new ConsoleProgress(progressTo);
        Table table = data == null ? Transactions.synthetic(customers, seed) : Transactions.read(data);
        LocalDate end = Transactions.after(table);
        LocalDate parted = split == null ? Transactions.half(table, end) : split;
        if (days < 1 || !parted.isBefore(end)) {
            throw new IllegalArgumentException("The split (" + parted
                    + ") must be before the day after the last purchase (" + end + "), and the days (" + days
                    + ") positive.\nMaybe the dates of the file are of another year.");
        }
        Result result = new ValueJob(table, parted, end, days, rounds, seed, progress).run();
        new ConsoleReport(console).print(result);
        Path page = outputs.file("customer-value.html");
        try {
            Files.createDirectories(outputs.folder());
            DataProfile profile = DataProfile.of(table.schema(), table.rows());
            ProfilePage.addTo(HtmlPage.of(result), profile).write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder (" + outputs.folder() + ") must be writable: " + e.getMessage()
                            + "\nMaybe name another folder with --out FOLDER.",
                    e);
        }
        outputs.writeJson(result);
        console.println();
        console.println("page  " + page);
        return 0;
    }
}
