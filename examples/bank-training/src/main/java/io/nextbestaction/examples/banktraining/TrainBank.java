// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.banktraining;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactRule;
import io.nextbestaction.contact.Scope;
import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.InteractionType;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.segment.KMeans;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fits an engine on the first customers of the synthetic bank and saves it for the service. */
@Command(
        name = "bank-training",
        mixinStandardHelpOptions = true,
        version = "bank-training 0.1.0",
        description = "Trains the artifact that bank-service serves.")
public final class TrainBank implements Callable<Integer> {
    @Option(
            names = "--customers",
            defaultValue = "6000",
            description = "to learn from: the bank's first (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(names = "--seed", defaultValue = "42", description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "bank.nba", description = "the artifact to write")
    private Path out = Path.of("bank.nba");

    @Option(names = "--keep", description = "keep an artifact that is there already and sound")
    private boolean keep;

    private final PrintStream console;
    private final PrintStream progressTo;

    TrainBank(PrintStream console, PrintStream progressTo) {
        this.console = console;
        this.progressTo = progressTo;
    }

    /** Runs the training; exit code 2 for bad input. */
    public static void main(String[] arguments) {
        int code = run(Commands.utf8(System.out), Commands.utf8(System.err), arguments);
        if (code != 0) {
            // A build that calls this goes on after success.
            System.exit(code);
        }
    }

    static int run(PrintStream console, PrintStream errors, String... arguments) {
        return Commands.run(new TrainBank(console, errors), console, errors, arguments);
    }

    @Override
    public Integer call() {
        if (keep && isSound()) {
            return 0;
        }
        NextBestAction<BankCustomer> engine = NextBestAction.of(BankCustomer.class)
                // tenureMonths says when a customer joined
                .features(Features.of(BankCustomer.class).ignore("customerId", "joined"))
                .churn(GradientBoosting.classifier())
                .responses(LogisticRegression.classifier())
                .segments(KMeans.between(3, 8))
                .actions(ActionCatalog.parse(SyntheticBank.catalogJson(), "synthetic bank"))
                .contactPolicy(contacts())
                .explain(Shapley.values())
                .seed(seed)
                .progress(new ConsoleProgress(progressTo))
                .fit(SyntheticBank.generate(customers, seed).history());
        createFolder();
        engine.save(out);
        console.printf(
                Locale.ROOT,
                "%s: %d customers, AUC %.3f out of fold, %d segments%n",
                out.getFileName(),
                customers,
                engine.provenance().metrics().get("auc"),
                engine.segments().size());
        return 0;
    }

    /** One offer of a kind in thirty days, and no more than four contacts in a week. */
    static ContactPolicy contacts() {
        return ContactPolicy.builder()
                .name("bank")
                .rule(ContactRule.atMost(1, Duration.ofDays(30))
                        .per(Scope.ACTION)
                        .counting(InteractionType.SHOWN))
                .rule(ContactRule.atMost(4, Duration.ofDays(7)).counting(InteractionType.SHOWN))
                .build();
    }

    private boolean isSound() {
        try {
            return Files.exists(out)
                    && !NextBestAction.load(out, BankCustomer.class).id().isEmpty();
        } catch (ArtifactException e) {
            return false;
        }
    }

    private void createFolder() {
        try {
            Files.createDirectories(Objects.requireNonNull(out.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of " + out + " must be writable: " + e.getMessage(), e);
        }
    }
}
