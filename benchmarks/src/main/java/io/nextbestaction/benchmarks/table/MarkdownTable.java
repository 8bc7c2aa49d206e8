// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A report as Markdown: one table a benchmark, ratios first. */
final class MarkdownTable {
    private MarkdownTable() {}

    static String of(Report report, String machine, String commit) {
        StringBuilder out = new StringBuilder();
        out.append("Machine: ").append(machine).append("  \n");
        out.append("Setting: ").append(report.setting()).append("  \n");
        out.append("Commit: ").append(commit).append("\n\n");
        out.append("Nanoseconds an operation, of batches a row; ratio: the fastest peer's figure over ours.\n");
        Map<String, List<Contest>> sections = new LinkedHashMap<>();
        for (Contest contest : Contest.of(report)) {
            sections.computeIfAbsent(contest.benchmark(), name -> new ArrayList<>())
                    .add(contest);
        }
        sections.forEach((name, contests) -> section(out, name, contests));
        return out.toString();
    }

    private static void section(StringBuilder out, String name, List<Contest> contests) {
        Set<String> columns = new LinkedHashSet<>();
        contests.forEach(contest -> columns.addAll(contest.figures().keySet()));
        columns.remove(Measurement.OURS);
        List<String> head = new ArrayList<>(List.of("workload", "metric"));
        if (!columns.isEmpty()) {
            head.addAll(List.of("ratio", "fastest peer"));
        }
        head.add("ours");
        head.addAll(columns);
        out.append("\n### ").append(name).append("\n\n");
        row(out, head);
        List<String> rule = new ArrayList<>();
        head.forEach(column -> rule.add(column.equals("workload") || column.equals("metric") ? "---" : "---:"));
        row(out, rule);
        for (Contest contest : contests) {
            List<String> cells = new ArrayList<>(List.of(contest.workload(), contest.metric()));
            if (!columns.isEmpty()) {
                cells.add(ratio(contest));
                Map.Entry<String, Double> fastest = contest.isTime() ? contest.fastestPeer() : null;
                cells.add(fastest == null ? "" : fastest.getKey());
            }
            cells.add(figure(contest.ours()));
            columns.forEach(peer -> cells.add(figure(contest.figures().get(peer))));
            row(out, cells);
        }
    }

    private static String ratio(Contest contest) {
        Double ours = contest.ours();
        Map.Entry<String, Double> fastest = contest.fastestPeer();
        return ours == null || fastest == null || !contest.isTime()
                ? ""
                : String.format(Locale.ROOT, "**%.1f×**", fastest.getValue() / ours);
    }

    private static String figure(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
