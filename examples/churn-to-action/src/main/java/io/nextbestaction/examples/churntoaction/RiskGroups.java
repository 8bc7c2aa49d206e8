// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.churntoaction;

import io.nextbestaction.models.evaluation.MulticlassPredictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Customers by their churn probability, from churn to active, and what each group is recommended. */
final class RiskGroups {
    private static final double[] FROM = {0.5, 0.25, 0.1, 0};
    private static final List<String> NAMES =
            List.of("leaving (p >= 0.5)", "wavering (p >= 0.25)", "settled (p >= 0.1)", "active (p < 0.1)");

    private RiskGroups() {}

    static List<Result.Group> of(MulticlassPredictions held, int[] labels) {
        List<Result.Group> groups = new ArrayList<>();
        for (int g = 0; g < FROM.length; g++) {
            double below = g == 0 ? Double.POSITIVE_INFINITY : FROM[g - 1];
            groups.add(group(NAMES.get(g), FROM[g], below, held, labels));
        }
        return groups;
    }

    private static Result.Group group(
            String name, double from, double below, MulticlassPredictions held, int[] labels) {
        List<String> actions = Prices.actions(held.classes());
        double[][] values = Prices.values(held.classes());
        Map<String, Integer> chosen = new LinkedHashMap<>();
        Map<String, Integer> products = new LinkedHashMap<>();
        int customers = 0;
        int left = 0;
        double predicted = 0;
        for (int i = 0; i < held.rows(); i++) {
            double p = held.probability(i, 0);
            if (p >= from && p < below) {
                customers++;
                left += labels[i] == 0 ? 1 : 0;
                predicted += p;
                chosen.merge(actions.get(best(held, i, values)), 1, Integer::sum);
                products.merge(held.classes().get(product(held, i)), 1, Integer::sum);
            }
        }
        int n = Math.max(1, customers);
        return new Result.Group(name, customers, predicted / n, (double) left / n, chosen, products);
    }

    /** The action of the largest expected value, the first at a tie. */
    private static int best(MulticlassPredictions held, int row, double[][] values) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int action = 0; action < values[0].length; action++) {
            double value = 0;
            for (int c = 0; c < values.length; c++) {
                value += held.probability(row, c) * values[c][action];
            }
            if (value > most) {
                most = value;
                best = action;
            }
        }
        return best;
    }

    /** The most probable product, should the customer stay. */
    private static int product(MulticlassPredictions held, int row) {
        int best = 1;
        for (int c = 2; c < held.classes().size(); c++) {
            best = held.probability(row, c) > held.probability(row, best) ? c : best;
        }
        return best;
    }
}
