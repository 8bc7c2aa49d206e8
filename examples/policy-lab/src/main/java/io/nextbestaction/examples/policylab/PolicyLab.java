// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Values policies on a bank with known truth, and allocates under limits with a certificate. */
@Command(
        name = "policy-lab",
        mixinStandardHelpOptions = true,
        version = "policy-lab 0.1.0",
        description = "Values policies on a synthetic bank with known truth, and allocates under limits.")
public final class PolicyLab implements Callable<Integer> {
    @Option(
            names = "--customers",
            defaultValue = "4000",
            description = "to value policies on, and as many to learn from")
    private int customers = 4_000;

    @Option(names = "--seed", defaultValue = "42", description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(names = "--json", paramLabel = "FILE", description = "write the results as one JSON object")
    private @Nullable Path json;

    private final PrintStream console;
    private final PrintStream progressTo;

    PolicyLab(PrintStream console, PrintStream progressTo) {
        this.console = console;
        this.progressTo = progressTo;
    }

    /** Runs the example; exit code 0 when done, 2 for bad input. */
    public static void main(String[] arguments) {
        System.exit(run(Commands.utf8(System.out), Commands.utf8(System.err), arguments));
    }

    static int run(PrintStream console, PrintStream errors, String... arguments) {
        return Commands.run(new PolicyLab(console, errors), console, errors, arguments);
    }

    @Override
    public Integer call() {
        LabResult result = new Lab(customers, seed, new ConsoleProgress(progressTo)).run();
        print(result);
        if (json != null) {
            Commands.writeJson(json, result);
        }
        return 0;
    }

    private void print(LabResult result) {
        line("Policies on %d customers, seed %d: true expectation a customer", result.customers(), result.seed());
        line("  %-28s %9s %9s %12s %9s %8s", "", "EUR", "contacts", "conversions", "regret", "oracle");
        for (LabResult.Policy policy : result.policies()) {
            line(
                    "  %-28s %9.3f %9.3f %12.4f %9.3f %6.1f %%",
                    policy.name(),
                    policy.value(),
                    policy.contacts(),
                    policy.conversions(),
                    policy.regret(),
                    100 * policy.oracleShare());
        }
        LabResult.Allocated allocation = result.allocation();
        line("");
        line(
                "Allocation: %s, %d contacts, %.2f EUR estimated, at most %.2f (gap %.4f %%), %.2f EUR true",
                allocation.status(),
                allocation.contacts(),
                allocation.estimated(),
                allocation.upperBound(),
                100 * allocation.relativeGap(),
                allocation.trueValue());
        for (LabResult.Limit limit : allocation.limits()) {
            line(
                    "  %-28s %10.1f of %10.1f, one more brings %8.4f EUR",
                    limit.name(), limit.used(), limit.bound(), limit.shadowPrice());
        }
    }

    private void line(String format, Object... values) {
        console.println(String.format(Locale.ROOT, format, values));
    }
}
