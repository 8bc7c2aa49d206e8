// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.TrainingSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** The real data sets and their fold files, encoded as the reference scores were: a test's stand-in for a pipeline. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record RealData(TrainingSet data, int[] folds) {

    /** A table as text. */
    public record Table(List<String> header, List<String[]> rows) {

        /** One column as numbers. */
        public double[] numbers(String column) {
            int index = header.indexOf(column);
            return rows.stream().mapToDouble(r -> Double.parseDouble(r[index])).toArray();
        }
    }

    /** The file, or a skipped test where the data folder is absent. */
    public static Path file(String name) {
        String folder = System.getProperty("nba.data", "../../shared/data");
        Path path = Path.of(folder, name);
        Assumptions.assumeTrue(Files.exists(path), () -> "real data absent: " + name);
        return path;
    }

    /** Reads a CSV file with quotes but without line breaks in fields. */
    public static Table csv(String name) {
        try {
            List<String[]> rows = new ArrayList<>();
            for (String line : Files.readAllLines(file(name))) {
                rows.add(split(line));
            }
            List<String> header = List.of(rows.remove(0));
            return new Table(header, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] split(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields.toArray(String[]::new);
    }

    /** A loan campaign, two files joined by customer, 4,980 rows with a known answer, 9.64 % accepted. */
    public static RealData thera() {
        Table first = csv("thera/Data1.csv");
        Table second = csv("thera/Data2.csv");
        Map<String, String[]> byId = new HashMap<>();
        second.rows().forEach(r -> byId.put(r[second.header().indexOf("ID")], r));
        List<String> header = new ArrayList<>(first.header());
        header.addAll(second.header().stream()
                .map(n -> n.equals("ID") ? "ID again" : n)
                .toList());
        List<String[]> rows = new ArrayList<>();
        for (String[] left : first.rows()) {
            List<String> joined = new ArrayList<>(List.of(left));
            joined.addAll(List.of(byId.get(left[first.header().indexOf("ID")])));
            if (!joined.get(header.indexOf("LoanOnCard")).isBlank()) {
                rows.add(joined.toArray(String[]::new));
            }
        }
        return of(
                new Table(header, rows),
                Set.of("ID", "ID again", "ZipCode", "Age"),
                Set.of(),
                "LoanOnCard",
                label -> Double.parseDouble(label) == 1,
                "folds/thera.csv");
    }

    /** Retail bank churn, 10,000 rows, 20.37 % left. */
    public static RealData churn() {
        return of(
                csv("churn_modelling/Churn_Modelling.csv"),
                Set.of("RowNumber", "CustomerId", "Surname"),
                Set.of("Geography", "Gender"),
                "Exited",
                "1"::equals,
                "folds/churn.csv");
    }

    /** Card attrition, 10,127 rows, 16.07 % left; the two leaked columns are dropped. */
    public static RealData bankChurners() {
        Table table = csv("bank_churners/BankChurners.csv");
        Set<String> dropped = new TreeSet<>(Set.of("CLIENTNUM"));
        table.header().stream().filter(n -> n.startsWith("Naive_Bayes")).forEach(dropped::add);
        return of(
                table,
                dropped,
                Set.of("Gender", "Education_Level", "Marital_Status", "Income_Category", "Card_Category"),
                "Attrition_Flag",
                "Attrited Customer"::equals,
                "folds/bankchurners.csv");
    }

    /** German credit, 1,000 rows, 30 % bad. */
    public static RealData german() {
        List<String> header = List.of(
                ("status duration credit_history purpose amount savings employment installment_rate personal_status"
                                + " debtors residence_since property age other_plans housing existing_credits job"
                                + " liable_people telephone foreign_worker class")
                        .split(" "));
        try {
            List<String[]> rows = Files.readAllLines(file("german/german.data")).stream()
                    .map(line -> line.trim().split(" "))
                    .toList();
            return of(
                    new Table(header, rows),
                    Set.of(),
                    Set.of(
                            "status",
                            "credit_history",
                            "purpose",
                            "savings",
                            "employment",
                            "personal_status",
                            "debtors",
                            "property",
                            "other_plans",
                            "housing",
                            "job",
                            "telephone",
                            "foreign_worker"),
                    "class",
                    "2"::equals,
                    "folds/german.csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealData of(
            Table table,
            Set<String> dropped,
            Set<String> categorical,
            String label,
            Predicate<String> positive,
            String foldFile) {
        List<Feature> features = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int c = 0; c < table.header().size(); c++) {
            String name = table.header().get(c);
            int index = c;
            if (dropped.contains(name) || name.equals(label)) {
                continue;
            }
            if (!categorical.contains(name)) {
                features.add(new Feature(name, name));
                columns.add(table.numbers(name));
                continue;
            }
            Set<String> levels = new TreeSet<>();
            table.rows().forEach(r -> levels.add(r[index]));
            for (String level : levels) {
                features.add(new Feature(name + "=" + level, name));
                columns.add(table.rows().stream()
                        .mapToDouble(r -> r[index].equals(level) ? 1 : 0)
                        .toArray());
            }
        }
        int rows = table.rows().size();
        double[] values = new double[rows * columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i % columns.size())[i / columns.size()];
        }
        boolean[] labels = new boolean[rows];
        int[] folds = new int[rows];
        double[] y = csv(foldFile).numbers("y");
        double[] fold = csv(foldFile).numbers("fold");
        int labelIndex = table.header().indexOf(label);
        for (int i = 0; i < rows; i++) {
            labels[i] = positive.test(table.rows().get(i)[labelIndex]);
            folds[i] = (int) fold[i];
            if (labels[i] != (y[i] == 1)) {
                throw new IllegalStateException("fold file does not fit the data at row " + i);
            }
        }
        return new RealData(new TrainingSet(FeatureMatrix.of(FeatureNames.of(features), values), labels), folds);
    }

    /** Held-out metrics of each fold. */
    public List<BinaryMetrics> crossValidate(ClassifierTrainer trainer, long seed) {
        List<BinaryMetrics> metrics = new ArrayList<>();
        int[] names = IntStream.of(folds).distinct().sorted().toArray();
        for (int fold : names) {
            TrainingSet held = data.select(IntStream.range(0, folds.length)
                    .filter(i -> folds[i] == fold)
                    .toArray());
            TrainingSet train = data.select(IntStream.range(0, folds.length)
                    .filter(i -> folds[i] != fold)
                    .toArray());
            double[] p = trainer.train(train, seed, Progress.NONE).probabilities(held.features());
            metrics.add(BinaryMetrics.of(p, held.labels()));
        }
        return metrics;
    }

    /** The mean AUC over folds. */
    public static double meanAuc(List<BinaryMetrics> folds) {
        return folds.stream().mapToDouble(BinaryMetrics::auc).average().orElseThrow();
    }
}
