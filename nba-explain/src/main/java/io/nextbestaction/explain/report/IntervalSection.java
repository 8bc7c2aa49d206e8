// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.explain.Interval;
import java.util.List;

/** Values as dots on lines that show their intervals, with upright lines of reference. */
record IntervalSection(String heading, List<Estimate> estimates, List<Double> references) implements Section {
    private static final int AXIS_HEIGHT = 22;

    /** More rows than this leave an introduction alone on a printed sheet, unless they are drawn smaller. */
    private static final int TALL = 14;

    @Override
    public boolean isNarrow() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return estimates.isEmpty();
    }

    @Override
    public void write(Markup out, String id) {
        Axis axis = axis();
        int bottom = estimates.size() * BarRows.HEIGHT;
        String description =
                "Dots with intervals of " + estimates.size() + (estimates.size() == 1 ? " value." : " values.");
        Chart.openPicture(
                out,
                id,
                heading,
                description,
                "class",
                estimates.size() > TALL ? "rows tall" : "rows",
                "width",
                "100%",
                "height",
                Integer.toString(bottom + AXIS_HEIGHT));
        BarRows rows = new BarRows(out);
        rows.axis(axis, bottom);
        for (double reference : references) {
            double at = axis.at(reference);
            if (at > 0) {
                rows.upright(at, 0, bottom, "limit");
            }
        }
        for (int i = 0; i < estimates.size(); i++) {
            Estimate estimate = estimates.get(i);
            Interval value = estimate.value();
            rows.open(i, estimate.label(), estimate.text(), estimate.brief());
            if (Double.isFinite(value.estimate())) {
                if (Double.isFinite(value.low()) && Double.isFinite(value.high())) {
                    rows.span(i, axis.at(value.low()), axis.at(value.high()));
                }
                rows.dot(i, axis.at(value.estimate()));
            }
            rows.close();
        }
        out.close("svg").line();
        boolean spans =
                estimates.stream().anyMatch(e -> Double.isFinite(e.value().low()));
        Chart.numbers(
                out,
                heading,
                spans ? List.of("Label", "Value", "From", "To") : List.of("Label", "Value"),
                estimates.stream().map(e -> numbers(e, spans)).toList());
    }

    private static List<String> numbers(Estimate estimate, boolean spans) {
        String value = Chart.brief(estimate.value().estimate());
        return spans
                ? List.of(
                        estimate.label(),
                        value,
                        Chart.brief(estimate.value().low()),
                        Chart.brief(estimate.value().high()))
                : List.of(estimate.label(), value);
    }

    private static double[] ends(Interval value) {
        return new double[] {value.estimate(), value.low(), value.high()};
    }

    private Axis axis() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double reference : references) {
            low = Math.min(low, reference);
            high = Math.max(high, reference);
        }
        for (Estimate estimate : estimates) {
            for (double value : ends(estimate.value())) {
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return low <= high ? new Axis(low, high) : new Axis(0, 1);
    }
}
