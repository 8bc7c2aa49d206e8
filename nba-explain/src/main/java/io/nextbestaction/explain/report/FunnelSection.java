// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.List;

/** How many are left after each step, and before each what took the others. */
record FunnelSection(String heading, long start, List<FunnelStep> steps) implements Section {

    FunnelSection {
        long before = start;
        for (FunnelStep step : steps) {
            if (step.left() < 0 || step.left() > before) {
                throw new IllegalArgumentException("The step \"" + step.label() + "\" (" + step.left()
                        + " left) of funnel \"" + heading + "\" must leave 0 to " + before
                        + ".\nMaybe the steps are not in the order in which they are taken.");
            }
            long lost = step.losses().stream().mapToLong(FunnelStep.Loss::lost).sum();
            if (lost > before - step.left()) {
                throw new IllegalArgumentException("The losses (" + lost + ") of step \"" + step.label()
                        + "\" of funnel \"" + heading + "\" must be at most " + (before - step.left())
                        + ".\nMaybe one loss is counted for several causes.");
            }
            before = step.left();
        }
    }

    @Override
    public boolean isNarrow() {
        return false;
    }

    @Override
    public boolean isEmpty() {
        return start == 0 || steps.isEmpty();
    }

    @Override
    public void write(Markup out, String id) {
        int count = 1
                + steps.size()
                + steps.stream().mapToInt(step -> step.losses().size()).sum();
        String description = "Funnel from " + start + " in " + steps.size() + (steps.size() == 1 ? " step" : " steps")
                + " to " + steps.get(steps.size() - 1).left() + ".";
        String height = Integer.toString(count * BarRows.HEIGHT);
        Chart.openPicture(out, id, heading, description, "class", "rows", "width", "100%", "height", height);
        BarRows rows = BarRows.wide(out);
        List<List<String>> numbers = new ArrayList<>();
        row(rows, 0, "All", start, 0, 1, "up", numbers);
        int row = 1;
        double left = 1;
        for (FunnelStep step : steps) {
            for (FunnelStep.Loss loss : step.losses()) {
                double part = (double) loss.lost() / start;
                row(rows, row++, "− " + loss.cause(), -loss.lost(), left - part, left, "down", numbers);
                left -= part;
            }
            left = (double) step.left() / start;
            row(rows, row++, step.label(), step.left(), 0, left, "up", numbers);
        }
        out.close("svg").line();
        Chart.numbers(out, heading, List.of("Step", "Customers", "Share"), numbers);
    }

    private void row(
            BarRows rows,
            int row,
            String label,
            long count,
            double from,
            double to,
            String kind,
            List<List<String>> numbers) {
        String share = percent((double) count / start);
        rows.open(row, label, Chart.number((double) count) + " (" + share + ")");
        rows.bar(row, 0, 1, "track");
        rows.bar(row, Math.max(0, from), to, kind);
        rows.close();
        numbers.add(List.of(label, Chart.number((double) count), share));
    }

    private static String percent(double share) {
        double rounded = Math.round(1000 * share) / 10.0;
        return share != 0 && rounded == 0 ? "<0.1 %" : Chart.number(rounded) + " %";
    }
}
