// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nextbestaction.benchmarks.table.Measurement;
import io.nextbestaction.benchmarks.table.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the JSON that JMH writes with {@code -rf json}. */
public final class JmhResults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JmhResults() {}

    /**
     * Reads files as one report; what two of them measured is kept twice, the later figure counts.
     *
     * @throws IOException if a file cannot be read or is no JSON
     * @throws IllegalArgumentException if a file is JSON but no result of JMH
     */
    public static Report read(List<Path> files) throws IOException {
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        Set<String> settings = new LinkedHashSet<>();
        for (Path file : files) {
            JsonNode results = JSON.readTree(file.toFile());
            if (!results.isArray()) {
                throw new IllegalArgumentException("The file (" + file.getFileName()
                        + ") must be a result of JMH, a JSON array.\nMaybe it was not written with -rf json.");
            }
            for (JsonNode result : results) {
                settings.add(setting(result));
                Measurement next = measurement(result);
                measurements.merge(
                        next.benchmark() + ' ' + next.workload() + ' ' + next.peer(), next, JmhResults::both);
            }
        }
        return new Report(String.join("; ", settings), new ArrayList<>(measurements.values()));
    }

    /** The average and the percentiles of one peer come as two results. */
    private static Measurement both(Measurement earlier, Measurement later) {
        Map<String, Double> metrics = new LinkedHashMap<>(earlier.metrics());
        metrics.putAll(later.metrics());
        return new Measurement(earlier.benchmark(), earlier.workload(), earlier.peer(), metrics);
    }

    private static String setting(JsonNode result) {
        return "JDK " + result.path("vmVersion").asText() + ", JMH "
                + result.path("jmhVersion").asText() + ", "
                + result.path("forks").asInt() + " forks, "
                + result.path("warmupIterations").asInt() + " × "
                + result.path("warmupTime").asText() + " warm-up, "
                + result.path("measurementIterations").asInt() + " × "
                + result.path("measurementTime").asText() + " measured";
    }

    private static Measurement measurement(JsonNode result) {
        Map<String, String> params = new TreeMap<>();
        result.path("params")
                .properties()
                .forEach(p -> params.put(p.getKey(), p.getValue().asText()));
        String peer = params.getOrDefault("peer", Measurement.OURS);
        params.remove("peer");
        double rows = Double.parseDouble(params.getOrDefault("rows", "1"));
        List<String> workload = new ArrayList<>();
        String forest = params.remove("workload");
        if (forest != null) {
            workload.add(forest);
        }
        workload.addAll(params.values());
        int callers = result.path("threads").asInt(1);
        if (callers != 1) {
            workload.add("callers" + callers);
        }
        String[] name = result.path("benchmark").asText().split("\\.", -1);
        String benchmark = name.length < 2 ? name[0] : name[name.length - 2] + "." + name[name.length - 1];
        return new Measurement(benchmark, String.join("-", workload), peer, metrics(result, rows));
    }

    private static Map<String, Double> metrics(JsonNode result, double rows) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        JsonNode primary = result.path("primaryMetric");
        String unit = primary.path("scoreUnit").asText();
        switch (result.path("mode").asText()) {
            case "avgt" -> metrics.put("mean", nanos(primary.path("score").asDouble(), unit) / rows);
            case "sample" -> {
                JsonNode percentiles = primary.path("scorePercentiles");
                for (String p : List.of("50.0", "99.0", "99.9")) {
                    String label = "p" + (p.endsWith(".0") ? p.substring(0, p.length() - 2) : p);
                    metrics.put(label, nanos(percentiles.path(p).asDouble(), unit) / rows);
                }
            }
            // The time between two results of all callers together: less is better here too.
            case "thrpt" -> metrics.put("interval", 1 / (primary.path("score").asDouble() * rows) * nanos(1, unit));
            default -> {}
        }
        JsonNode bytes =
                result.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score");
        if (bytes.isNumber()) {
            metrics.put(Measurement.BYTES, bytes.asDouble() / rows);
        }
        return metrics;
    }

    private static double nanos(double score, String unit) {
        return switch (unit) {
            case "ns/op", "ops/ns" -> score;
            case "us/op", "ops/us" -> score * 1e3;
            case "ms/op", "ops/ms" -> score * 1e6;
            case "s/op", "ops/s" -> score * 1e9;
            default ->
                throw new IllegalArgumentException("The unit (" + unit
                        + ") of a result must be a time an operation, or operations a time.\nMaybe set -tu ns.");
        };
    }
}
