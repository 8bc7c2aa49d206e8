// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.List;

/** How many are left after each step, and below each what took the others. */
record FunnelSection(String heading, long start, List<FunnelStep> steps) implements Section {

    FunnelSection {
        long before = start;
        for (FunnelStep step : steps) {
            if (step.left() < 0 || step.left() > before) {
                throw new IllegalArgumentException("The step \"" + step.label() + "\" (" + step.left()
                        + " left) of funnel \"" + heading + "\" must leave 0 to " + before
                        + ".\nMaybe the steps are not in the order in which they are taken.");
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
        int count = steps.size()
                + steps.stream().mapToInt(step -> step.losses().size()).sum();
        String description = "Funnel from " + start + " in " + steps.size() + (steps.size() == 1 ? " step" : " steps")
                + " to " + steps.get(steps.size() - 1).left() + ".";
        String height = Integer.toString(count * BarRows.HEIGHT);
        Chart.openPicture(out, id, heading, description, "class", "rows", "width", "100%", "height", height);
        BarRows rows = new BarRows(out);
        List<List<String>> numbers = new ArrayList<>();
        int row = 0;
        double before = 1;
        for (FunnelStep step : steps) {
            double end = (double) step.left() / start;
            rows.open(row, step.label(), step.left() + " (" + percent(end) + ")");
            rows.bar(row, 0, 1, "track");
            rows.bar(row, 0, end, "up");
            rows.close();
            row++;
            numbers.add(List.of(step.label(), Long.toString(step.left()), percent(end)));
            double from = before;
            for (FunnelStep.Loss loss : step.losses()) {
                double part = (double) loss.lost() / start;
                rows.open(row, "− " + loss.cause(), "−" + loss.lost() + " (" + percent(part) + ")");
                rows.bar(row, 0, 1, "track");
                rows.bar(row, Math.max(0, from - part), from, "down");
                rows.close();
                row++;
                from -= part;
                numbers.add(List.of("− " + loss.cause(), "−" + loss.lost(), percent(part)));
            }
            before = end;
        }
        out.close("svg").line();
        Chart.numbers(out, heading, List.of("Step", "Customers", "Share"), numbers);
    }

    private static String percent(double share) {
        return Chart.number(Math.round(1000 * share) / 10.0) + " %";
    }
}
