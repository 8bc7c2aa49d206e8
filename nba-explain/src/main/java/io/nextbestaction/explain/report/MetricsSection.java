// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.List;

/** Figures as tiles. */
record MetricsSection(String heading, List<Metric> metrics) implements Section {

    @Override
    public boolean isNarrow() {
        return false;
    }

    @Override
    public boolean isEmpty() {
        return metrics.isEmpty();
    }

    @Override
    public void write(Markup out, String id) {
        out.open("dl", "class", "metrics").line();
        for (Metric metric : metrics) {
            out.open("div").element("dt", metric.name()).element("dd", metric.value(), "class", "value");
            if (!metric.note().isEmpty()) {
                out.element("dd", metric.note(), "class", "note");
            }
            out.close("div").line();
        }
        out.close("dl").line();
    }
}
