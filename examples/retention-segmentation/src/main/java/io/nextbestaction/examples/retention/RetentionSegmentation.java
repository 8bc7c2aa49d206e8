// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Progress;
import io.nextbestaction.examples.support.Commands;
import io.nextbestaction.examples.support.ConsoleProgress;
import io.nextbestaction.examples.support.Outputs;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.examples.support.TableOptions;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.model.Splits;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Churn on a skewed table by forests side by side, segments with automatic k, and what would have been decided. */
@Command(
        name = "retention-segmentation",
        mixinStandardHelpOptions = true,
        version = "retention-segmentation 0.1.0",
        description = "Compares forests on a skewed table, finds segments and decides whom to keep, and how.")
public final class RetentionSegmentation implements Callable<Integer> {
    @Mixin
    private TableOptions table = new TableOptions();

    @Option(names = "--catalog", paramLabel = "FILE", description = "an action catalogue; four offers unless given")
    private @Nullable Path catalog;

    @Option(names = "--change", paramLabel = "FIELD=VALUE", description = "an input of the customer most at risk")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--customers", defaultValue = "5000", description = "size of the synthetic bank")
    private int customers = 5_000;

    @Option(names = "--trees", defaultValue = "100", description = "of each forest (default: ${DEFAULT-VALUE})")
    private int trees = 100;

    @Option(names = "--seed", defaultValue = "42", description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Mixin
    private final Outputs outputs = new Outputs("retention-segmentation", "retention.html");

    private final PrintStream console;
    private final PrintStream progressTo;

    RetentionSegmentation(PrintStream console, PrintStream progressTo) {
        this.console = console;
        this.progressTo = progressTo;
    }

    /** Runs the example; exit code 0 when done, 2 for bad input. */
    public static void main(String[] arguments) {
        System.exit(run(Commands.utf8(System.out), Commands.utf8(System.err), arguments));
    }

    static int run(PrintStream console, PrintStream errors, String... arguments) {
        return Commands.run(new RetentionSegmentation(console, errors), console, errors, arguments);
    }

    @Override
    public Integer call() {
        outputs.check();
        Progress progress = new ConsoleProgress(progressTo);
        Study study = study(progress);
        ActionCatalog actions = catalog == null ? offers() : ActionCatalog.load(catalog);
        // Before the work, not after it.
        WhatIf.typed(study.table().schema(), changes);
        Result result = new RetentionJob(study, actions, Splits.stratified(5), trees, seed, progress).run(changes);
        new ConsoleReport(console).print(result, actions.currency());
        Path page = outputs.file("retention.html");
        try {
            HtmlPage.of(result, actions.currency()).write(page);
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

    private Study study(Progress progress) {
        Path data = table.data();
        if (data == null) {
            table.checkWithoutTable();
            return Study.synthetic(customers, seed);
        }
        LabelledRows own = table.read(console, progress);
        table.refuseLeaks(own.schema(), own.rows(), own.labels(), console);
        return Study.table(String.valueOf(data.getFileName()), own, seed);
    }

    private static ActionCatalog offers() {
        String resource = "retention-offers.json";
        try (InputStream in = Objects.requireNonNull(RetentionSegmentation.class.getResourceAsStream(resource))) {
            return ActionCatalog.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
