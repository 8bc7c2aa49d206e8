// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The cases and expected values that golden.py made with scikit-learn. */
public final class Golden {
    private static final List<String[]> ROWS = read("golden-rows.csv");
    private static final List<String[]> CLASSES = read("golden-classes.csv");
    private static final List<String[]> VALUES = read("golden-values.csv");

    private Golden() {}

    /** The labels of a case. */
    public static boolean[] labels(String name) {
        List<String[]> rows = of(ROWS, name);
        boolean[] labels = new boolean[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows.get(i)[1].equals("1");
        }
        return labels;
    }

    /** The probabilities of a case. */
    public static double[] probabilities(String name) {
        return of(ROWS, name).stream()
                .mapToDouble(r -> Double.parseDouble(r[2]))
                .toArray();
    }

    static Predictions predictions(String name) {
        return Predictions.of(probabilities(name), labels(name));
    }

    static MulticlassPredictions classes(String name) {
        List<String[]> rows = of(CLASSES, name);
        int[] labels = rows.stream().mapToInt(r -> Integer.parseInt(r[1])).toArray();
        return MulticlassPredictions.of(names(numbers(rows.get(0)[2]).length), flat(rows), labels);
    }

    static int[] classLabels(String name) {
        return of(CLASSES, name).stream().mapToInt(r -> Integer.parseInt(r[1])).toArray();
    }

    static List<String> names(int k) {
        return List.of("a", "b", "c", "d").subList(0, k);
    }

    /** Whether a value of a case exists. */
    public static boolean has(String name, String value) {
        return VALUES.stream().anyMatch(r -> r[0].equals(name) && r[1].equals(value));
    }

    /** The expected values of a case. */
    public static double[] values(String name, String value) {
        List<double[]> found = all(name, value);
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " values of " + name + ", " + value);
        }
        return found.get(0);
    }

    /** The expected values of a case, where there are several lines of them. */
    static List<double[]> all(String name, String value) {
        return VALUES.stream()
                .filter(r -> r[0].equals(name) && r[1].equals(value))
                .map(r -> numbers(r[2]))
                .toList();
    }

    static List<String> rowCases() {
        return cases(ROWS);
    }

    private static List<String> cases(List<String[]> lines) {
        Map<String, Boolean> names = new LinkedHashMap<>();
        lines.forEach(r -> names.put(r[0], true));
        return List.copyOf(names.keySet());
    }

    private static List<String[]> of(List<String[]> lines, String name) {
        return lines.stream().filter(r -> r[0].equals(name)).toList();
    }

    private static double[] flat(List<String[]> rows) {
        return rows.stream()
                .map(r -> numbers(r[2]))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[] numbers(String text) {
        String[] parts = text.split(" ", -1);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = parts[i].equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(parts[i]);
        }
        return numbers;
    }

    private static List<String[]> read(String file) {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(file))) {
            List<String[]> lines = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> lines.add(line.split(",", 3)));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
