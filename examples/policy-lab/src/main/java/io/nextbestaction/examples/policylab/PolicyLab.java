// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
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
    private static final int MOST_TRAINED = 20_000;
    private static final int FEWEST_TRAINED = 100;

    @Option(
            names = "--customers",
            defaultValue = "4000",
            description = "to value policies on (default: ${DEFAULT-VALUE})")
    private int customers = 4_000;

    @Option(
            names = "--trial",
            paramLabel = "CUSTOMERS",
            description = "others, whose trial is learnt from (default: as many, at most 20000)")
    private @Nullable Integer trial;

    @Option(names = "--days", defaultValue = "90", description = "of the season (default: ${DEFAULT-VALUE})")
    private int days = 90;

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
        Commands.checkFile("--json", json);
        if (days < 1 || days > Season.MOST_DAYS) {
            throw new IllegalArgumentException("The days (" + days + ") of the season must lie between 1 and "
                    + Season.MOST_DAYS + ".\nMaybe leave --days out: then there are 90.");
        }
        int trained = trial == null ? Math.min(customers, MOST_TRAINED) : trial;
        if (trained < FEWEST_TRAINED) {
            throw new IllegalArgumentException("The customers (" + trained + ") of the trial must be at least "
                    + FEWEST_TRAINED + ".\nMaybe leave --trial out, or give more --customers.");
        }
        LabResult result = new Lab(customers, trained, days, seed, new ConsoleProgress(progressTo)).run();
        print(result);
        if (json != null) {
            Commands.writeJson(json, result);
        }
        return 0;
    }

    private void print(LabResult result) {
        line(
                "Policies on one decision for %d customers, %d actions, learnt from %d others, seed %d: true expectation a"
                        + " customer",
                result.customers(), result.actions(), result.trained(), result.seed());
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
        line(
                "  responses, by the log loss of the outcomes of a third of the trial's customers, learnt from the others:");
        result.responses().forEach(way -> line("    %-26s %9.4f", way.name(), way.logLoss()));
        line("");
        line("The same over %d days, at most 4 contacts in 30: true expectation a customer", result.days());
        line(
                "  %-29s %-5s %9s %9s %12s %8s %9s %18s",
                "", "start", "EUR", "contacts", "conversions", "oracle", "30 days", "lost at first, EUR");
        result.season().forEach(this::print);
        line(
                "  cold: never saw a response before, learns day by day; fixed: fitted on a trial's log, learns nothing more; warm:");
        line(
                "  fitted on the same log, learns every week how contacts wear out acceptance, every fourth the responses again");
        line(
                "  30 days: EUR until then; lost at first: what each of the first 1000 decisions earns less than the oracle's would");
        printEarly(result.season());
        printFatigue(result.fatigue());
        printOffPolicy(result.offPolicy());
        printAllocation(result.allocation());
    }

    /** What choosing well loses at first beside drawing from flat priors, for which half is the aim. */
    private void printEarly(List<LabResult.SeasonPolicy> season) {
        double flat = season.stream()
                .filter(policy -> policy.name().equals("the same, flat Beta(1, 1)"))
                .mapToDouble(LabResult.SeasonPolicy::early)
                .sum();
        line("  beside what the flat Beta(1, 1) loses at first:");
        for (LabResult.SeasonPolicy policy : season) {
            if (policy.name().equals("expected incremental value")
                    || policy.name().equals("the same, exploring")) {
                line("    %-26s %-5s %5.1f %%", policy.name(), policy.start(), 100 * policy.early() / flat);
            }
        }
    }

    private void printOffPolicy(List<LabResult.OffPolicyValue> values) {
        line("");
        line("Valued from the log of the exploring engine's first decisions, EUR a decision credited to the contact");
        line(
                "  %-28s %-9s %9s %9s %18s %6s %7s %-12s %7s %9s",
                "", "", "truth", "estimate", "95 %", "held", "warned", "tail", "worth", "increment");
        LabResult.Held warned = LabResult.Held.NONE;
        LabResult.Held quiet = LabResult.Held.NONE;
        for (LabResult.OffPolicyValue value : values) {
            warned = warned.plus(value.warned());
            quiet = quiet.plus(value.again().less(value.warned()));
            line(
                    "  %-28s %-9s %9.3f %9s %18s %6s %7s %-12s %7.0f %9.3f",
                    value.policy(),
                    value.estimator(),
                    value.truth(),
                    value.refused().isEmpty() ? String.format(Locale.ROOT, "%.3f", value.estimate()) : "refused",
                    value.refused().isEmpty()
                            ? String.format(Locale.ROOT, "%.3f to %.3f", value.low(), value.high())
                            : value.refused(),
                    value.again().display(),
                    value.warned().display(),
                    String.format(Locale.ROOT, "%.2f%s", value.tailShape(), value.heavyTailed() ? ", heavy" : ""),
                    value.effectiveSize(),
                    value.increment());
        }
        line(
                "  The customers and candidates are those of the first table; the sum is another. A log credits a contact with all");
        line(
                "  that follows it, sales that would have come unasked included, and with no customer kept: that is the truth");
        line("  here. The increment is the first table's sum, over doing nothing, for the same decisions.");
        line(
                "  held: of 30 logs drawn again (at most 10000 customers), how many intervals of those not refused held the truth");
        line(
                "  warned: of these, the intervals that come with a warning: %s in all, against %s without one",
                warned.display(), quiet.display());
        line(
                "  tail: k of a Pareto distribution fitted to the largest weights; heavy, a warning, above 0.7 (of fewer than 2200 less)");
        line("  worth: how many decisions of the policy's own the log is worth");
    }

    private void printAllocation(LabResult.Allocated allocation) {
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
                    "  %-28s %10.1f, %-8s %10.1f, one more brings %8.4f EUR",
                    limit.name(),
                    limit.used(),
                    limit.minimum() ? "at least" : "at most",
                    limit.bound(),
                    limit.shadowPrice());
        }
    }

    private void print(LabResult.SeasonPolicy policy) {
        line(
                "  %-29s %-5s %9.3f %9.3f %12.4f %6.1f %% %9.3f %18.3f",
                policy.name(),
                policy.start(),
                policy.value(),
                policy.contacts(),
                policy.conversions(),
                100 * policy.oracleShare(),
                policy.month(),
                policy.early());
    }

    private void printFatigue(LabResult.Fatigued fatigue) {
        line("");
        line(
                "Caps alone and with fatigue at a price of %.0f EUR (chosen on %d customers): %.1f %% fewer contacts, %.1f %% of the"
                        + " conversions",
                fatigue.price(), fatigue.chosenOn(), 100 * fatigue.fewerContacts(), 100 * fatigue.conversionRatio());
        print(fatigue.caps());
        print(fatigue.worn());
        print(fatigue.priced());
    }

    private void line(String format, Object... values) {
        console.println(String.format(Locale.ROOT, format, values));
    }
}
