// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.data.Progress;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.source.CsvOptions;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.GradientBoosting;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One large table from a CSV file to a fitted model: customers of the synthetic bank, 20 columns of which three have missing
 * values, and whether they left. Prints the time and the peak of the heap of each phase, then the peak of the whole
 * process; progress goes to standard error. The bound is the heap given by {@code -Xmx}; XGBoost's own memory comes on top.
 */
public final class MillionRows {
    private static final int ROWS = 1_000_000;
    private static final int ROUNDS = 100;
    private static final long SEED = 42;
    /** Customers drawn at a time, so that drawing them does not need the memory that is to be measured. */
    private static final int PART = 20_000;

    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private record Column(String name, Function<BankCustomer, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("age", BankCustomer::age),
            new Column("region", BankCustomer::region),
            new Column("occupation", BankCustomer::occupation),
            new Column("income", BankCustomer::income),
            new Column("balance", BankCustomer::balance),
            new Column("savings", BankCustomer::savings),
            new Column("debtToIncome", BankCustomer::debtToIncome),
            new Column("tenureMonths", BankCustomer::tenureMonths),
            new Column("products", BankCustomer::products),
            new Column("hasCreditCard", BankCustomer::hasCreditCard),
            new Column("hasMortgage", BankCustomer::hasMortgage),
            new Column("hasLoan", BankCustomer::hasLoan),
            new Column("hasInvestments", BankCustomer::hasInvestments),
            new Column("hasInsurance", BankCustomer::hasInsurance),
            new Column("salaryAccount", BankCustomer::salaryAccount),
            new Column("logins30d", BankCustomer::logins30d),
            new Column("branchVisits", BankCustomer::branchVisits),
            new Column("complaints12m", BankCustomer::complaints12m),
            new Column("balanceTrend", BankCustomer::balanceTrend),
            new Column("creditScore", BankCustomer::creditScore));

    private final PrintStream out;
    private final Progress progress;

    MillionRows(PrintStream out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Runs once: the file to write, by default in {@code target}, and the number of rows, by default a million. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args.length > 0 ? args[0] : "target/million-rows.csv");
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : ROWS;
        new MillionRows(System.out, new Lines(System.err)).run(file, rows, ROUNDS);
    }

    Forest run(Path file, int rows, int rounds) throws IOException {
        phase("write", () -> write(file, rows));
        out.printf(Locale.ROOT, "%,d rows, %d columns, %,d bytes%n", rows, COLUMNS.size(), Files.size(file));
        LabelledRows table = phase("read", () -> CsvTable.readCompact(file, CsvOptions.defaults(), progress)
                .label("churned"));
        TrainingFeatures fitted = phase("features", () -> Features.of(table.schema())
                .fit(table.schema(), table.rows(), table.labels(), SEED, progress));
        TrainingSet training = new TrainingSet(fitted.features(), table.labels());
        Forest model = (Forest) phase("train", () -> GradientBoosting.classifier(
                        GradientBoosting.Parameters.defaults().withRounds(rounds))
                .train(training, SEED, progress));
        out.printf(Locale.ROOT, "%d trees, %,d nodes, %d inputs%n", model.trees(), model.nodes(), model.inputs());
        out.println("process " + processPeak());
        return model;
    }

    /** Times a phase; the peak is at most the figure, since the parts of the heap need not peak together. */
    private <T> T phase(String name, Supplier<T> work) {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        T result = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        out.printf(Locale.ROOT, "%-9s %6.1f s   heap at most %,5d MB%n", name, seconds, peak >> 20);
        return result;
    }

    private static String processPeak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "peak unknown on this system";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .map(line -> "peak " + (Long.parseLong(line.replaceAll("\\D", "")) >> 10) + " MB resident")
                .orElse("peak unknown on this system");
    }

    private Path write(Path file, int rows) {
        SplittableRandom random = new SplittableRandom(SEED);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (BufferedWriter csv = Files.newBufferedWriter(file)) {
                for (Column column : COLUMNS) {
                    csv.append(column.name()).append(',');
                }
                csv.append("churned\n");
                for (int done = 0; done < rows; done += PART) {
                    int part = Math.min(PART, rows - done);
                    SyntheticBank bank = SyntheticBank.generate(part, random.nextLong());
                    for (int i = 0; i < part; i++) {
                        for (Column column : COLUMNS) {
                            Object value = column.value().apply(bank.customers().get(i));
                            csv.append(value == null ? "" : value.toString()).append(',');
                        }
                        csv.append(random.nextDouble() < bank.truth(i).churn() ? "1\n" : "0\n");
                    }
                    progress.update("writing rows", done + (long) part, rows);
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints a line when a task begins, about once a second, and when it ends. */
    private static final class Lines implements Progress {
        private final PrintStream err;
        private final long start = System.nanoTime();
        private String current = "";
        private long last;

        Lines(PrintStream err) {
            this.err = err;
        }

        @Override
        public void update(String task, long done, long total) {
            long now = System.nanoTime();
            if (!task.equals(current) || done == total || now - last >= PROGRESS_NANOS) {
                current = task;
                last = now;
                err.printf(Locale.ROOT, "[%5.1f s] %s %,d of %,d%n", (now - start) / 1e9, task, done, total);
            }
        }
    }
}
