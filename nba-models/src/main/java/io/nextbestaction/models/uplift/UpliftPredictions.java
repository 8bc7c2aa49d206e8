// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.models.evaluation.Bootstrap;
import io.nextbestaction.models.evaluation.Interval;
import io.nextbestaction.models.internal.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Predicted effects of one arm next to what happened, on customers the model was not trained on: half of them treated with
 * the arm, half with the control or any other fixed share, drawn at random. Customers with equal effects are never told
 * apart. Immutable; the effects are sorted once, so that each figure and each bootstrap replicate is O(rows).
 */
public final class UpliftPredictions {
    private final double[] effects;
    private final boolean[] treated;
    private final double[] outcomes;
    private final int[] unit;
    private final int units;
    private final int[] order;
    private final int[] counts;

    private UpliftPredictions(
            double[] effects, boolean[] treated, double[] outcomes, int[] unit, int units, int[] order, int[] counts) {
        this.effects = effects;
        this.treated = treated;
        this.outcomes = outcomes;
        this.unit = unit;
        this.units = units;
        this.order = order;
        this.counts = counts;
    }

    /**
     * Predictions of rows that are each another customer's.
     *
     * @param effects the predicted effect of each row, not NaN
     * @param treated whether it had the arm; else it had the control
     * @param outcomes what happened, finite
     * @throws IllegalArgumentException if lengths differ, a value is not usable, or one side has no row
     */
    public static UpliftPredictions of(double[] effects, boolean[] treated, double[] outcomes) {
        return of(effects, treated, outcomes, new long[0]);
    }

    /**
     * Predictions of rows of customers, which a bootstrap then draws as a whole.
     *
     * @param customers whose row it is; empty where every row is another's
     * @throws IllegalArgumentException if lengths differ, a value is not usable, or one side has no row
     */
    public static UpliftPredictions of(double[] effects, boolean[] treated, double[] outcomes, long[] customers) {
        int rows = effects.length;
        if (treated.length != rows || outcomes.length != rows || (customers.length != rows && customers.length != 0)) {
            throw new IllegalArgumentException("The treatments (" + treated.length + "), outcomes (" + outcomes.length
                    + ") and customers (" + customers.length + ") must be as many as the effects (" + rows + ").");
        }
        int yes = 0;
        for (int i = 0; i < rows; i++) {
            if (Double.isNaN(effects[i]) || !Double.isFinite(outcomes[i])) {
                throw new IllegalArgumentException("The effect (" + effects[i] + ") and outcome (" + outcomes[i]
                        + ") of row " + (i + 1) + " must be numbers.\nMaybe leave out rows whose outcome is unknown.");
            }
            yes += treated[i] ? 1 : 0;
        }
        if (yes == 0 || yes == rows) {
            throw new IllegalArgumentException("The treated (" + yes + " of " + rows
                    + " rows) must leave rows on both sides.\nMaybe the control was filtered out.");
        }
        int[] unit = Hashing.units(customers, rows);
        int[] counts = new int[rows];
        Arrays.fill(counts, 1);
        return new UpliftPredictions(
                effects.clone(),
                treated.clone(),
                outcomes.clone(),
                unit,
                Arrays.stream(unit).max().orElse(0) + 1,
                descending(effects),
                counts);
    }

    /**
     * Predictions of a model for one arm and the control of a set it was not trained on; rows of other arms are left out, never
     * taken for control.
     *
     * @param arm its number, at least 1
     * @throws IllegalArgumentException if the model knows other arms
     */
    public static UpliftPredictions of(UpliftModel model, UpliftSet data, int arm) {
        if (!model.arms().equals(data.arms())) {
            throw new IllegalArgumentException("The arms " + data.arms() + " must be those of the model " + model.arms()
                    + ".\nMaybe they are in another order.");
        }
        return of(model.effects(arm, data.features()), data, arm);
    }

    /**
     * Predicted effects of one arm for all rows of a set, such as out of fold; rows of other arms are left out.
     *
     * @param arm its number, at least 1
     */
    public static UpliftPredictions of(double[] effects, UpliftSet data, int arm) {
        int[] pair = MetaLearners.pair(data, arm);
        UpliftSet two = data.select(pair);
        boolean[] treated = new boolean[pair.length];
        for (int i = 0; i < treated.length; i++) {
            treated[i] = two.arm()[i] == arm;
        }
        return of(UpliftSet.pick(effects, pair), treated, two.outcomes(), two.customers());
    }

    /** Stable ascending, reversed, as both packages sort. */
    private static int[] descending(double[] values) {
        Integer[] ascending = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(ascending, (a, b) -> Double.compare(values[a] + 0.0, values[b] + 0.0));
        int[] order = new int[ascending.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = ascending[order.length - 1 - i];
        }
        return order;
    }

    /** The same rows with each customer as often as drawn; shares all arrays. */
    private UpliftPredictions drawn(int[] times) {
        int[] drawn = new int[counts.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = times[unit[i]];
        }
        return new UpliftPredictions(effects, treated, outcomes, unit, units, order, drawn);
    }

    /** The number of rows. */
    public int rows() {
        return effects.length;
    }

    /** The mean outcome of the treated less that of the control. */
    public double averageEffect() {
        Totals all = new Totals();
        for (int row : order) {
            all.add(row);
        }
        return all.difference();
    }

    /**
     * Customers targeted, both sides together, against Q = Y_t − Y_c · N_t / N_c, the extra outcomes among the treated (Radcliffe
     * 2007). One point for every distinct effect, from (0, 0).
     */
    public UpliftCurve qiniCurve() {
        return curve("extra outcomes of the treated", Totals::qini);
    }

    /** Customers targeted against (Y_t / N_t − Y_c / N_c) · (N_t + N_c), the gain if all of them were treated. */
    public UpliftCurve upliftCurve() {
        return curve("extra outcomes", Totals::gain);
    }

    private UpliftCurve curve(String y, ToDoubleFunction<Totals> height) {
        List<UpliftCurve.Point> points = new ArrayList<>();
        points.add(new UpliftCurve.Point(Double.POSITIVE_INFINITY, 0, 0));
        walk((row, totals) ->
                points.add(new UpliftCurve.Point(effects[row], totals.rows(), height.applyAsDouble(totals))));
        return new UpliftCurve("customers targeted", y, points);
    }

    private interface PointReader {
        void read(int row, Totals totals);
    }

    /** Visits the totals after the last drawn row of every distinct effect. */
    private void walk(PointReader reader) {
        Totals totals = new Totals();
        int last = -1;
        for (int row : order) {
            if (counts[row] == 0) {
                continue;
            }
            if (last >= 0 && effects[row] != effects[last]) {
                reader.read(last, totals);
            }
            totals.add(row);
            last = row;
        }
        if (last >= 0) {
            reader.read(last, totals);
        }
    }

    /** Area under the curve of a height, by trapezoids over customers; and where the curve ends. */
    private double[] area(ToDoubleFunction<Totals> height) {
        double[] state = new double[3];
        walk((row, totals) -> {
            double x = totals.rows();
            double y = height.applyAsDouble(totals);
            state[0] += (x - state[1]) * (y + state[2]) / 2;
            state[1] = x;
            state[2] = y;
        });
        return state;
    }

    /**
     * The Qini coefficient: how well the effects rank customers, by a named definition. NaN where perfect targeting gains nothing
     * over random.
     *
     * @throws IllegalArgumentException if the definition wants outcomes of 0 and 1 and there are others
     */
    public double qini(UpliftDefinition definition) {
        double[] area = area(Totals::qini);
        return definition == UpliftDefinition.CAUSALML
                ? mean(area) - 0.5 * Math.signum(area[2])
                : PerfectTargeting.of(this).qini(area, definition == UpliftDefinition.SKLIFT);
    }

    /**
     * The area under the uplift curve, by a named definition. NaN where perfect targeting gains nothing over random.
     *
     * @throws IllegalArgumentException if the definition wants outcomes of 0 and 1 and there are others
     */
    public double auuc(UpliftDefinition definition) {
        double[] area = area(Totals::gain);
        return definition == UpliftDefinition.CAUSALML
                ? mean(area)
                : PerfectTargeting.of(this).auuc(area);
    }

    /**
     * Mean over 0 … n of the curve scaled to end at ±1, straight between its points: the trapezoids plus half the ends, over n + 1
     * heights.
     */
    private static double mean(double[] area) {
        return (area[0] + area[2] / 2) / (area[1] + 1) / Math.abs(area[2]);
    }

    /**
     * Uplift at k: treated less control, mean outcomes, in the share of customers with the largest effects. Where the cut falls
     * among equal effects, later rows come first, as in scikit-uplift.
     *
     * @param share in (0, 1]
     * @throws IllegalArgumentException if the share is not in (0, 1]
     */
    public double upliftAt(double share, TopShare top) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "The share (" + share + ") of uplift at k must lie above 0 and be at most 1.\nMaybe 0.3 is meant.");
        }
        Totals all = new Totals();
        for (int row : order) {
            all.add(row);
        }
        double most = floor(all.rows(), share);
        double mostTreated = top == TopShare.OVERALL ? most : floor(all.treatedRows, share);
        double mostControl = top == TopShare.OVERALL ? most : floor(all.controlRows, share);
        Totals chosen = new Totals();
        for (int row : order) {
            double taken =
                    top == TopShare.OVERALL ? chosen.rows() : treated[row] ? chosen.treatedRows : chosen.controlRows;
            double room = (treated[row] ? mostTreated : mostControl) - taken;
            chosen.add(row, Math.min(counts[row], room));
        }
        return chosen.difference();
    }

    /** As an int, forgiving the last digit of share · rows. */
    private static double floor(double rows, double share) {
        return Math.floor(rows * share + 1e-9);
    }

    /** Groups of customers, by predicted effect from the largest, as even as ties allow: what was promised and what came. */
    public List<Group> groups(int number) {
        if (number < 1 || number > rows()) {
            throw new IllegalArgumentException(
                    "The groups (" + number + ") must be 1 to the rows (" + rows() + ").\nMaybe 10 is meant.");
        }
        List<Group> groups = new ArrayList<>();
        int from = 0;
        for (int g = 1; g <= number; g++) {
            int to = (int) ((long) rows() * g / number);
            Totals totals = new Totals();
            double sum = 0;
            for (int i = from; i < to; i++) {
                totals.add(order[i]);
                sum += effects[order[i]];
            }
            groups.add(new Group(to - from, sum / (to - from), totals.difference(), totals.error()));
            from = to;
        }
        return groups;
    }

    /**
     * Customers of like predicted effect.
     *
     * @param rows how many
     * @param predicted their mean predicted effect
     * @param observed the mean outcome of their treated less that of their control; NaN where a side is empty
     * @param standardError of the observed effect
     */
    public record Group(int rows, double predicted, double observed, double standardError) {}

    /**
     * The interval of a figure, drawing customers as a whole.
     *
     * @throws IllegalArgumentException if there are fewer than 200 replicates or the figure is mostly undefined
     */
    public Interval interval(Bootstrap bootstrap, ToDoubleFunction<UpliftPredictions> figure) {
        enough(bootstrap);
        return bootstrap.interval(units, figure.applyAsDouble(this), times -> figure.applyAsDouble(drawn(times)));
    }

    /**
     * The interval of the figure of these predictions less that of others, on the same customers in the same order: each
     * replicate draws the same for both.
     *
     * @throws IllegalArgumentException if rows, treatments or outcomes differ, there are fewer than 200 replicates or the figure
     *     is mostly undefined
     */
    public Interval difference(
            UpliftPredictions other, Bootstrap bootstrap, ToDoubleFunction<UpliftPredictions> figure) {
        enough(bootstrap);
        if (!Arrays.equals(treated, other.treated)
                || !Arrays.equals(outcomes, other.outcomes)
                || !Arrays.equals(unit, other.unit)) {
            throw new IllegalArgumentException(
                    "The customers, treatments and outcomes of a paired difference must be the same"
                            + " in both predictions.\nMaybe the rows of one are in another order.");
        }
        return bootstrap.interval(
                units,
                figure.applyAsDouble(this) - figure.applyAsDouble(other),
                times -> figure.applyAsDouble(drawn(times)) - figure.applyAsDouble(other.drawn(times)));
    }

    private static void enough(Bootstrap bootstrap) {
        if (bootstrap.replicates() < 200) {
            throw new IllegalArgumentException("The replicates (" + bootstrap.replicates()
                    + ") of a bootstrap of uplift must be at least 200.\nMaybe 1000 is meant.");
        }
    }

    /** Drawn rows of a side and outcome, for perfect targeting; outcomes other than 0 and 1 are refused. */
    double[] cells() {
        double[] cells = new double[4];
        for (int i = 0; i < counts.length; i++) {
            if (outcomes[i] != 0 && outcomes[i] != 1) {
                throw new IllegalArgumentException("The outcome (" + outcomes[i]
                        + ") of a row must be 0 or 1 by the definition of scikit-uplift.\n"
                        + "Maybe take the definition of CausalML for amounts.");
            }
            cells[(outcomes[i] == 1 ? 2 : 0) + (treated[i] ? 1 : 0)] += counts[i];
        }
        return cells;
    }

    /** Cumulative rows and outcomes of both sides. */
    private final class Totals {
        private double treatedRows;
        private double controlRows;
        private double treatedSum;
        private double controlSum;
        private double treatedSquares;
        private double controlSquares;

        void add(int row) {
            add(row, counts[row]);
        }

        void add(int row, double times) {
            if (times <= 0) {
                return;
            }
            double sum = times * outcomes[row];
            if (treated[row]) {
                treatedRows += times;
                treatedSum += sum;
                treatedSquares += sum * outcomes[row];
            } else {
                controlRows += times;
                controlSum += sum;
                controlSquares += sum * outcomes[row];
            }
        }

        double rows() {
            return treatedRows + controlRows;
        }

        double qini() {
            return treatedSum - (controlRows == 0 ? 0 : controlSum * treatedRows / controlRows);
        }

        double gain() {
            double with = treatedRows == 0 ? 0 : treatedSum / treatedRows;
            double without = controlRows == 0 ? 0 : controlSum / controlRows;
            return (with - without) * rows();
        }

        double difference() {
            return treatedSum / treatedRows - controlSum / controlRows;
        }

        double error() {
            return Math.sqrt(variance(treatedRows, treatedSum, treatedSquares)
                    + variance(controlRows, controlSum, controlSquares));
        }

        private double variance(double rows, double sum, double squares) {
            return Math.max(0, squares / rows - sum / rows * (sum / rows)) / (rows - 1);
        }
    }
}
