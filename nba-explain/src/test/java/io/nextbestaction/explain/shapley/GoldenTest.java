// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Interventional values and interactions against golden.csv, made by golden.py from the value function in fractions. */
class GoldenTest {
    private static final Offset<Double> TOLERANCE = within(1e-9);
    private static final long LARGE = 1L << 40;

    /** A forest, its background, and rows with their values and interactions. */
    private record Case(Forest forest, FeatureMatrix background, List<double[][]> rows) {}

    @Test
    void every_kernel_gives_the_golden_values_and_interactions() throws IOException {
        Set<ShapleyKernel.Kind> kinds = EnumSet.noneOf(ShapleyKernel.Kind.class);
        int compared = 0;
        for (Case golden : cases()) {
            for (long bytes : new long[] {0, LARGE}) {
                Settings settings = new Settings(golden.background, bytes, bytes);
                ForestShapley values = new ForestShapley(golden.forest, settings, false);
                ForestShapley pairs = new ForestShapley(golden.forest, settings, true);
                kinds.addAll(values.counts().trees());
                kinds.addAll(pairs.counts().trees());
                for (double[][] row : golden.rows) {
                    assertThat(explain(values, row)).containsExactly(row[1], TOLERANCE);
                    assertThat(explainPairs(pairs, row)).containsExactly(row[2], TOLERANCE);
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(64);
        assertThat(kinds).containsExactlyInAnyOrder(ShapleyKernel.Kind.TABLE, ShapleyKernel.Kind.BITSET);
    }

    private static double[] explain(ForestShapley kernel, double[][] row) {
        double[] phi = new double[row[1].length];
        kernel.explain(row[0], phi);
        return phi;
    }

    private static double[] explainPairs(ForestShapley kernel, double[][] row) {
        double[] matrix = new double[row[2].length];
        kernel.explain(row[0], matrix);
        return matrix;
    }

    private static List<Case> cases() throws IOException {
        List<List<String[]>> cases = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(GoldenTest.class.getResourceAsStream("golden.csv"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith("case,")) {
                    cases.add(new ArrayList<>());
                }
                if (!line.isEmpty()) {
                    cases.get(cases.size() - 1).add(line.split(",", -1));
                }
            }
        }
        return cases.stream().map(GoldenTest::golden).toList();
    }

    private static Case golden(List<String[]> lines) {
        Forest.Builder forest =
                Forest.builder(Integer.parseInt(lines.get(0)[2]), Link.LOGISTIC, Double.parseDouble(lines.get(0)[3]));
        List<String[]> nodes =
                lines.stream().filter(line -> line[0].equals("node")).toList();
        int trees = Integer.parseInt(nodes.get(nodes.size() - 1)[2]) + 1;
        for (int t = 0; t < trees; t++) {
            String tree = String.valueOf(t);
            addTree(forest, nodes.stream().filter(node -> node[2].equals(tree)).toList());
        }
        List<double[]> background = new ArrayList<>();
        List<double[][]> rows = new ArrayList<>();
        for (String[] line : lines) {
            switch (line[0]) {
                case "background" -> background.add(numbers(line));
                case "row" -> rows.add(new double[][] {numbers(line), {}, {}});
                case "values" -> rows.get(rows.size() - 1)[1] = numbers(line);
                case "pairs" -> rows.get(rows.size() - 1)[2] = numbers(line);
                default -> {}
            }
        }
        return new Case(forest.build(), RandomForests.matrix(background), rows);
    }

    private static void addTree(Forest.Builder forest, List<String[]> nodes) {
        int size = nodes.size();
        boolean[] missingLeft = new boolean[size];
        for (int n = 0; n < size; n++) {
            missingLeft[n] = nodes.get(n)[5].equals("1");
        }
        forest.tree(
                nodes.stream().mapToInt(node -> Integer.parseInt(node[3])).toArray(),
                nodes.stream().mapToDouble(node -> Double.parseDouble(node[4])).toArray(),
                missingLeft,
                nodes.stream().mapToInt(node -> Integer.parseInt(node[6])).toArray(),
                nodes.stream().mapToInt(node -> Integer.parseInt(node[7])).toArray(),
                new double[size]);
    }

    /** The cells after the case; an empty one is missing. */
    private static double[] numbers(String[] line) {
        return Arrays.stream(line, 2, line.length)
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                .toArray();
    }
}
