// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.churntoaction;

import java.util.ArrayList;
import java.util.List;

/** What actions are worth in this example, in EUR: made-up figures that a bank replaces by its own. */
final class Prices {
    private static final double KEPT = 100;
    private static final double OFFER = 10;
    private static final double SOLD = 40;
    private static final double CONTACT = 2;

    private Prices() {}

    /** Nothing, the retention offer, then one for each product. */
    static List<String> actions(List<String> classes) {
        List<String> actions = new ArrayList<>(List.of("do nothing", "retention offer"));
        classes.subList(1, classes.size()).forEach(product -> actions.add("offer " + product));
        return actions;
    }

    /** The value of each action for a customer of each class [classes × actions]. */
    static double[][] values(List<String> classes) {
        double[][] values = new double[classes.size()][classes.size() + 1];
        for (int c = 0; c < classes.size(); c++) {
            values[c][1] = (c == 0 ? KEPT : 0) - OFFER;
            for (int product = 1; product < classes.size(); product++) {
                values[c][product + 1] = (c == product ? SOLD : 0) - CONTACT;
            }
        }
        return values;
    }
}
