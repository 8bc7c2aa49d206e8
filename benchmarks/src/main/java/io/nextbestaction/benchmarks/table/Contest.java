// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One metric of one workload, everybody's figure side by side.
 *
 * @param benchmark class and method
 * @param name benchmark and workload as one word
 * @param workload the workload
 * @param metric the metric
 * @param figures by peer, ours among them if measured
 */
record Contest(String benchmark, String name, String workload, String metric, Map<String, Double> figures) {

    /** The contests of a report in the order of the file, metrics in the order mean, percentiles, bytes. */
    static List<Contest> of(Report report) {
        Map<String, List<Measurement>> groups = new LinkedHashMap<>();
        for (Measurement m : report.measurements()) {
            groups.computeIfAbsent(m.name(), name -> new ArrayList<>()).add(m);
        }
        List<Contest> contests = new ArrayList<>();
        for (List<Measurement> group : groups.values()) {
            Set<String> metrics = new LinkedHashSet<>();
            group.forEach(m -> metrics.addAll(m.metrics().keySet()));
            if (metrics.remove(Measurement.BYTES)) {
                metrics.add(Measurement.BYTES);
            }
            metrics.forEach(metric -> contests.add(of(group, metric)));
        }
        return contests;
    }

    private static Contest of(Collection<Measurement> group, String metric) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Measurement m : group) {
            Double figure = m.metrics().get(metric);
            if (figure != null) {
                figures.put(m.peer(), figure);
            }
        }
        Measurement first = group.iterator().next();
        return new Contest(first.benchmark(), first.name(), first.workload(), metric, figures);
    }

    @Nullable
    Double ours() {
        return figures.get(Measurement.OURS);
    }

    boolean isTime() {
        return !metric.equals(Measurement.BYTES);
    }

    /** The fastest of the others, null if there is none. */
    Map.@Nullable Entry<String, Double> fastestPeer() {
        Map.Entry<String, Double> fastest = null;
        for (Map.Entry<String, Double> figure : figures.entrySet()) {
            boolean isPeer = !figure.getKey().equals(Measurement.OURS);
            if (isPeer && (fastest == null || figure.getValue() < fastest.getValue())) {
                fastest = figure;
            }
        }
        return fastest;
    }
}
