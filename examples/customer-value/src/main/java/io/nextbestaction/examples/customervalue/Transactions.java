// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.source.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** Tables of purchases: who, when, how many items, how much. */
final class Transactions {
    static final String CUSTOMER = "customer_id";
    static final String DATE = "date";
    static final String ITEMS = "items";
    static final String AMOUNT = "amount";
    private static final Schema SCHEMA = Schema.builder()
            .category(CUSTOMER)
            .date(DATE)
            .number(ITEMS)
            .number(AMOUNT)
            .build();
    private static final int CELLS = 4;
    private static final LocalDate START = LocalDate.of(2025, 1, 1);
    private static final int JOINING = 84;
    private static final int FOLLOWED = 546;

    private Transactions() {}

    /**
     * Reads lines of customer, date (20260131 or 2026-01-31), items and amount, between them commas, semicolons or any run of
     * blanks; a first line without a date is a header.
     */
    static Table read(Path file) {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    add(line.strip().split("\\s*[,;]\\s*|\\s+", -1), file, number, rows);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file (" + file + ") must be readable text in UTF-8.\nMaybe its path is misspelt.", e);
        }
        return Table.of(String.valueOf(file.getFileName()), SCHEMA, rows);
    }

    private static void add(String[] cells, Path file, int line, List<Row> rows) {
        String place = "line " + line + " of \"" + file.getFileName() + "\"";
        if (cells.length != CELLS) {
            throw new IllegalArgumentException("The cells (" + cells.length + ") in " + place
                    + " must be 4: customer, date, items, amount.\nMaybe other columns are to be left out first.");
        }
        try {
            rows.add(row(cells[0], day(cells[1]), Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
        } catch (DateTimeException | NumberFormatException e) {
            if (line > 1) {
                throw new IllegalArgumentException(
                        "The cells in " + place + " must be a customer, a date, a number of items and an amount.\n"
                                + "Maybe write dates as 20260131 or 2026-01-31, numbers with a decimal point.",
                        e);
            }
        }
    }

    private static long day(String text) {
        DateTimeFormatter format =
                text.contains("-") ? DateTimeFormatter.ISO_LOCAL_DATE : DateTimeFormatter.BASIC_ISO_DATE;
        return LocalDate.parse(text, format).toEpochDay();
    }

    private static Row row(String customer, long day, double items, double amount) {
        if (!Double.isFinite(items) || !Double.isFinite(amount)) {
            throw new NumberFormatException("not finite");
        }
        Row row = new Row(SCHEMA);
        row.setText(0, customer);
        row.setNumber(1, (double) day);
        row.setNumber(2, items);
        row.setNumber(3, amount);
        return row;
    }

    /**
     * A made-up shop, followed for 78 weeks: a fifth of its customers buys often, two fifths now and then, the rest hardly again,
     * and after any purchase some never return. Those who buy often tend to begin with more items at a higher price.
     */
    static Table synthetic(int customers, long seed) {
        if (customers < 200 || customers > 1_000_000) {
            throw new IllegalArgumentException(
                    "The customers (" + customers + ") of the synthetic shop must be 200 to 1000000.\nMaybe use 2000.");
        }
        double[] rates = {1 / 21.0, 1 / 120.0, 1 / 2000.0};
        double[] prices = {30, 18, 14};
        double[] leaving = {0.05, 0.15, 0.5};
        SplittableRandom random = new SplittableRandom(seed);
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < customers; c++) {
            double place = random.nextDouble();
            int kind = place < 0.2 ? 0 : place < 0.6 ? 1 : 2;
            double price = prices[kind] * StrictMath.exp(0.5 * random.nextGaussian());
            double day = random.nextInt(JOINING);
            while (day < FOLLOWED) {
                int items = 1 + random.nextInt(kind == 0 ? 5 : 3);
                double paid = items * price * (0.7 + 0.6 * random.nextDouble());
                long date = START.plusDays((long) day).toEpochDay();
                rows.add(row("c" + c, date, items, Math.rint(paid * 100) / 100));
                boolean leaves = random.nextDouble() < leaving[kind];
                day = leaves ? FOLLOWED : day + 1 - StrictMath.log(1 - random.nextDouble()) / rates[kind];
            }
        }
        return Table.of("synthetic shop", SCHEMA, rows);
    }

    /** The day after the last purchase. */
    static LocalDate after(Table transactions) {
        return LocalDate.ofEpochDay(1 + (long) days(transactions).max().orElseThrow());
    }

    /** The day half way between the first purchase and the end. */
    static LocalDate half(Table transactions, LocalDate end) {
        return LocalDate.ofEpochDay(((long) days(transactions).min().orElseThrow() + end.toEpochDay()) / 2);
    }

    private static DoubleStream days(Table transactions) {
        if (transactions.rows().isEmpty()) {
            throw new IllegalArgumentException("The transactions (0) of \"" + transactions.name()
                    + "\" must be at least one.\nMaybe the file is empty.");
        }
        return transactions.rows().stream().mapToDouble(row -> row.number(1));
    }
}
