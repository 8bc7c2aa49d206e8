// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.List;

/** Horizontal bars from a common zero line. */
record BarSection(String heading, List<Bar> bars) implements Section {

    @Override
    public boolean isNarrow() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return bars.isEmpty();
    }

    @Override
    public void write(Markup out, String id) {
        double low = 0;
        double high = 0;
        for (Bar bar : bars) {
            if (Double.isFinite(bar.value())) {
                low = Math.min(low, bar.value());
                high = Math.max(high, bar.value());
            }
        }
        double halfSpan = high / 2 - low / 2; // halves cannot overflow
        double zero = halfSpan == 0 ? 0 : -low / 2 / halfSpan;
        String description = "Bar chart of " + bars.size() + (bars.size() == 1 ? " value." : " values.");
        String height = Integer.toString(bars.size() * BarRows.HEIGHT);
        Chart.openPicture(out, id, heading, description, "class", "rows", "width", "100%", "height", height);
        BarRows rows = new BarRows(out);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            rows.open(i, bar.label(), bar.text());
            rows.bar(i, 0, 1, "track");
            if (Double.isFinite(bar.value()) && bar.value() != 0) {
                rows.bar(i, zero, zero + bar.value() / 2 / halfSpan, bar.value() < 0 ? "down" : "up");
            }
            if (low < 0) {
                rows.mark(i, zero, "axis");
            }
            rows.close();
        }
        out.close("svg").line();
        Chart.numbers(
                out,
                heading,
                List.of("Label", "Value"),
                bars.stream().map(bar -> List.of(bar.label(), bar.text())).toList());
    }
}
