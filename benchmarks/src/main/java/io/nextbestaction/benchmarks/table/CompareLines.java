// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.table;

import java.util.Locale;
import java.util.Map;

/** A report as lines for people and scripts: {@code WORKLOAD METRIC ours NS fastest-peer NAME NS ratio X}. */
final class CompareLines {
    private CompareLines() {}

    static String of(Report report) {
        StringBuilder out = new StringBuilder();
        for (Contest contest : Contest.of(report)) {
            Double ours = contest.ours();
            if (contest.isTime() && ours != null) {
                out.append(line(contest, ours)).append('\n');
            }
        }
        return out.toString();
    }

    private static String line(Contest contest, double ours) {
        Map.Entry<String, Double> fastest = contest.fastestPeer();
        String peer = fastest == null
                ? "fastest-peer none - ratio -"
                : String.format(
                        Locale.ROOT,
                        "fastest-peer %s %s ratio %.2f",
                        fastest.getKey(),
                        nanos(fastest.getValue()),
                        fastest.getValue() / ours);
        return contest.name() + " " + contest.metric() + " ours " + nanos(ours) + " " + peer;
    }

    private static String nanos(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
