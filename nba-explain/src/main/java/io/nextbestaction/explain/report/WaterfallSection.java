// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** From a base by steps to an end, each step a bar that starts where the last one stopped. */
record WaterfallSection(String heading, double base, List<Step> steps, double end) implements Section {
    private static final int AXIS_HEIGHT = 22;

    /** For a range from 1 to 10. */
    private static final int MOST_DECIMALS = 3;

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
        double[] sums = sums();
        Axis axis = axis(sums);
        int decimals = decimals(sums);
        int bottom = (steps.size() + 2) * BarRows.HEIGHT;
        String description = "Waterfall from " + Chart.fixed(base, decimals) + " in " + steps.size()
                + (steps.size() == 1 ? " step to " : " steps to ") + Chart.fixed(end, decimals) + ".";
        String height = Integer.toString(bottom + AXIS_HEIGHT);
        Chart.openPicture(out, id, heading, description, "class", "rows", "width", "100%", "height", height);
        BarRows rows = new BarRows(out);
        rows.axis(axis, bottom);
        List<List<String>> numbers = new ArrayList<>();
        total(rows, 0, "Start", Chart.fixed(base, decimals), axis.at(base), numbers);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            double to = axis.at(sums[i + 1]);
            String change = (step.delta() > 0 ? "+" : "") + Chart.fixed(step.delta(), decimals);
            rows.open(i + 1, step.label(), change);
            rows.bar(i + 1, axis.at(sums[i]), to, step.delta() < 0 ? "down" : "up");
            rows.link(i + 1, to);
            rows.close();
            numbers.add(List.of(step.label(), change, Chart.fixed(sums[i + 1], decimals)));
        }
        total(rows, steps.size() + 1, "Result", Chart.fixed(end, decimals), axis.at(end), numbers);
        out.close("svg").line();
        Chart.numbers(out, heading, List.of("Step", "Change", "Sum"), numbers);
    }

    /** An axis around all sums on the way; zero need not be on it. */
    private static Axis axis(double[] sums) {
        return new Axis(
                Arrays.stream(sums).min().orElseThrow(),
                Arrays.stream(sums).max().orElseThrow());
    }

    /** The base, then the sum after each step, then the end. */
    private double[] sums() {
        double[] sums = new double[steps.size() + 2];
        sums[0] = base;
        for (int i = 0; i < steps.size(); i++) {
            sums[i + 1] = sums[i] + steps.get(i).delta();
        }
        sums[steps.size() + 1] = end;
        return sums;
    }

    /** One number of decimals for all, so that they can be compared: a thousandth of the range, fewer where all end before. */
    private int decimals(double[] sums) {
        double range = Arrays.stream(sums).max().orElseThrow()
                - Arrays.stream(sums).min().orElseThrow();
        int most = range > 0 ? Math.max(0, MOST_DECIMALS - (int) Math.floor(Math.log10(range))) : MOST_DECIMALS;
        double[] all = DoubleStream.concat(Arrays.stream(sums), steps.stream().mapToDouble(Step::delta))
                .toArray();
        return Arrays.stream(all)
                .mapToInt(value -> Chart.decimals(value, most))
                .max()
                .orElse(0);
    }

    /** The base or the end: a mark, not a bar, as its distance from the axis' edge means nothing. */
    private static void total(
            BarRows rows, int row, String label, String value, double at, List<List<String>> numbers) {
        rows.open(row, label, value);
        rows.mark(row, at, "mark");
        rows.close();
        numbers.add(List.of(label, "–", value));
    }
}
