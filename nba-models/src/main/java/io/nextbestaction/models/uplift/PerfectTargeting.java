// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

/** The curves of one who knows what would happen, as scikit-uplift defines them; they follow from four counts. */
final class PerfectTargeting {
    private final double treatedYes;
    private final double treatedNo;
    private final double controlYes;
    private final double controlNo;

    private PerfectTargeting(double[] cells) {
        this.controlNo = cells[0];
        this.treatedNo = cells[1];
        this.controlYes = cells[2];
        this.treatedYes = cells[3];
    }

    static PerfectTargeting of(UpliftPredictions predictions) {
        return new PerfectTargeting(predictions.cells());
    }

    /** The area of a Qini curve over random as a share of the perfect one's. */
    double qini(double[] actual, boolean negativeEffect) {
        double n = actual[1];
        double random = n * actual[2] / 2;
        if (negativeEffect) {
            // By y·w − y(1 − w): treated who said yes, all who said no, control who said yes.
            double[] steps = {treatedYes, 0, treatedNo, controlNo, 0, controlYes};
            return share(actual[0] - random, area(steps, true) - random);
        }
        double most = treatedYes - (treatedYes + treatedNo) * controlYes / (controlYes + controlNo);
        return share(actual[0] - random, most * most / 2 + (n - most) * most - n * most / 2);
    }

    /** The area of an uplift curve over random as a share of the perfect one's. */
    double auuc(double[] actual) {
        double random = actual[1] * actual[2] / 2;
        // By 2·1{y = w} and then y or w, whichever keeps the larger group of losses for last.
        double[] steps = controlYes > treatedNo
                ? new double[] {treatedYes, 0, 0, controlNo, 0, controlYes, treatedNo, 0}
                : new double[] {treatedYes, 0, 0, controlNo, treatedNo, 0, 0, controlYes};
        return share(actual[0] - random, area(steps, false) - random);
    }

    private static double share(double actual, double perfect) {
        return perfect == 0 ? Double.NaN : actual / perfect;
    }

    /** Area under the curve through groups, each so many treated and so many control, of which the yes are known. */
    private double area(double[] steps, boolean qini) {
        double treated = 0;
        double control = 0;
        double area = 0;
        double height = 0;
        for (int i = 0; i < steps.length; i += 2) {
            treated += steps[i];
            control += steps[i + 1];
            double x = steps[i] + steps[i + 1];
            if (x == 0) {
                continue;
            }
            double yesTreated = treatedYes;
            double yesControl = Math.max(0, control - controlNo);
            double with = treated == 0 ? 0 : Math.min(treated, yesTreated) / treated;
            double without = control == 0 ? 0 : yesControl / control;
            double y =
                    qini ? Math.min(treated, yesTreated) - without * treated : (with - without) * (treated + control);
            area += x * (height + y) / 2;
            height = y;
        }
        return area;
    }
}
