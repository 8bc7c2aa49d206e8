// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A curve over the cutoffs of one set of predictions, highest threshold first: one point for every distinct probability,
 * so rows of equal probability are never told apart. Immutable.
 *
 * @param x what the horizontal axis shows
 * @param y what the vertical axis shows
 * @param points at least one, x never falling
 */
public record Curve(String x, String y, List<Point> points) {

    /** Keeps a copy of the points. */
    public Curve {
        points = List.copyOf(points);
    }

    /**
     * A point of a curve.
     *
     * @param threshold the least probability chosen; positive infinity chooses nobody
     * @param x the horizontal coordinate
     * @param y the vertical coordinate
     */
    public record Point(double threshold, double x, double y) {}

    /** False positive rate against true positive rate; NaN where a class is absent. */
    public static Curve roc(Predictions predictions) {
        double negatives = (double) predictions.rows() - predictions.positives();
        double positives = predictions.positives();
        return over(
                predictions,
                "false positive rate",
                "true positive rate",
                c -> c.falsePositives() / negatives,
                c -> c.truePositives() / positives);
    }

    /** Recall against precision; where nobody is chosen precision is 1, as in scikit-learn. */
    public static Curve precisionRecall(Predictions predictions) {
        return over(predictions, "recall", "precision", Confusion::recall, c -> c.chosen() == 0 ? 1 : c.precision());
    }

    /** The share of rows chosen against the share of all positives among them: cumulative gain. */
    public static Curve gain(Predictions predictions) {
        return over(predictions, "share chosen", "share of positives", Curve::chosen, Confusion::recall);
    }

    /** The share of rows chosen against how many times as many positives they hold as random ones; NaN without any. */
    public static Curve lift(Predictions predictions) {
        double rate = predictions.eventRate();
        Curve all = over(predictions, "share chosen", "lift", Curve::chosen, c -> c.precision() / rate);
        // Nobody chosen has no lift.
        return new Curve(all.x(), all.y(), all.points().subList(1, all.points().size()));
    }

    /** The share of rows chosen against the worth of all rows together. */
    public static Curve profit(Predictions predictions, Payoff payoff) {
        return over(predictions, "share chosen", "profit", Curve::chosen, payoff::total);
    }

    private static double chosen(Confusion confusion) {
        return (double) confusion.chosen() / confusion.rows();
    }

    private static Curve over(
            Predictions predictions,
            String x,
            String y,
            ToDoubleFunction<Confusion> horizontal,
            ToDoubleFunction<Confusion> vertical) {
        List<Point> points = new ArrayList<>();
        for (Cutoff cutoff : predictions.cutoffs()) {
            Confusion c = cutoff.confusion();
            points.add(new Point(cutoff.threshold(), horizontal.applyAsDouble(c), vertical.applyAsDouble(c)));
        }
        return new Curve(x, y, points);
    }

    /**
     * The area under straight lines between the points. Right for ROC and gain; for precision and recall it is too high
     * (Davis and Goadrich 2006): take the average precision there.
     */
    public double area() {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            area += (to.x() - from.x()) * (from.y() + to.y()) / 2;
        }
        return area;
    }
}
