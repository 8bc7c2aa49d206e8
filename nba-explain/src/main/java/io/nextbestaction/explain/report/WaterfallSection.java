// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.List;

/** From a base by steps to an end, each step a bar that starts where the last one stopped. */
record WaterfallSection(String heading, double base, List<Step> steps, double end) implements Section {
    private static final int AXIS_HEIGHT = 22;

    WaterfallSection {
        double sum = base;
        double size = Math.abs(base) + Math.abs(end);
        for (Step step : steps) {
            sum += step.delta();
            size += Math.abs(step.delta());
        }
        if (!(Math.abs(sum - end) <= 1e-9 * Math.max(1, size))) {
            throw new IllegalArgumentException("The steps (" + steps.size() + ") of waterfall \"" + heading
                    + "\" must lead from its base to its end.\nMaybe add a step for all that was left out.");
        }
    }

    @Override
    public boolean isNarrow() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public void write(Markup out, String id) {
        Axis axis = axis();
        int bottom = (steps.size() + 2) * BarRows.HEIGHT;
        String description = "Waterfall from " + Chart.number(base) + " in " + steps.size()
                + (steps.size() == 1 ? " step to " : " steps to ") + Chart.number(end) + ".";
        String height = Integer.toString(bottom + AXIS_HEIGHT);
        Chart.openPicture(out, id, heading, description, "class", "rows", "width", "100%", "height", height);
        BarRows rows = new BarRows(out);
        rows.axis(axis, bottom);
        List<List<String>> numbers = new ArrayList<>();
        total(rows, 0, "Start", base, axis, numbers);
        double sum = base;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            double from = axis.at(sum);
            sum += step.delta();
            String change = (step.delta() > 0 ? "+" : "") + Chart.number(step.delta());
            rows.open(i + 1, step.label(), (step.delta() > 0 ? "+" : "") + Chart.brief(step.delta()));
            rows.bar(i + 1, from, axis.at(sum), step.delta() < 0 ? "down" : "up");
            rows.link(i + 1, axis.at(sum));
            rows.close();
            numbers.add(List.of(step.label(), change, Chart.number(sum)));
        }
        total(rows, steps.size() + 1, "Result", end, axis, numbers);
        out.close("svg").line();
        Chart.numbers(out, heading, List.of("Step", "Change", "Sum"), numbers);
    }

    /** An axis around all sums on the way; zero need not be on it. */
    private Axis axis() {
        double low = Math.min(base, end);
        double high = Math.max(base, end);
        double sum = base;
        for (Step step : steps) {
            sum += step.delta();
            low = Math.min(low, sum);
            high = Math.max(high, sum);
        }
        return new Axis(low, high);
    }

    /** The base or the end: a mark, not a bar, as its distance from the axis' edge means nothing. */
    private static void total(
            BarRows rows, int row, String label, double value, Axis axis, List<List<String>> numbers) {
        rows.open(row, label, Chart.brief(value));
        rows.mark(row, axis.at(value), "mark");
        rows.close();
        numbers.add(List.of(label, "–", Chart.number(value)));
    }
}
