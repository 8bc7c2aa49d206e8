// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.statistics.Levels;
import io.nextbestaction.explain.statistics.Proportions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Compares groups of customers: who is selected, who should have been, what scores say of them. Groups come in the order of
 * their names, the reference among them. Figures are of the rows given: they show a gap, not its cause, and equal figures do
 * not prove that nobody is treated unfairly. Immutable and thread-safe; O(rows).
 */
public final class Fairness {
    private final GroupLabels labels;
    private final double level;

    private Fairness(GroupLabels labels, double level) {
        this.labels = labels;
        this.level = level;
    }

    /**
     * Comparisons of groups.
     *
     * @param level the confidence of every interval, in (0, 1)
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public static Fairness between(GroupLabels labels, double level) {
        Levels.check(level);
        return new Fairness(labels, level);
    }

    /**
     * How often each group is selected.
     *
     * @param selected one for each row
     * @throws IllegalArgumentException if they are not as many as the group labels
     */
    public List<GroupRate> rates(boolean[] selected) {
        labels.requireRows("selections", selected.length);
        Counts counts = new Counts();
        for (int r = 0; r < selected.length; r++) {
            counts.add(labels.group(r), selected[r]);
        }
        int reference = labels.referenceIndex();
        Interval known = counts.share(reference);
        List<GroupRate> rates = new ArrayList<>();
        for (int g = 0; g < counts.hits.length; g++) {
            Interval rate = counts.share(g);
            rates.add(new GroupRate(
                    labels.names().get(g),
                    counts.rows[g],
                    counts.hits[g],
                    rate,
                    g == reference
                            ? new Interval(1, 1, 1, level)
                            : Proportions.ratio(
                                    counts.hits[g],
                                    counts.rows[g],
                                    counts.hits[reference],
                                    counts.rows[reference],
                                    level),
                    g == reference ? new Interval(0, 0, 0, level) : Proportions.difference(rate, known),
                    g == reference
                            ? 1
                            : Proportions.fisher(
                                    counts.hits[g], counts.rows[g], counts.hits[reference], counts.rows[reference])));
        }
        return rates;
    }

    /**
     * How often each group is selected rightly and wrongly.
     *
     * @param selected one for each row
     * @param outcomes what came true of each row
     * @throws IllegalArgumentException if either are not as many as the group labels
     */
    public List<GroupErrors> errors(boolean[] selected, boolean[] outcomes) {
        labels.requireRows("selections", selected.length);
        labels.requireRows("outcomes", outcomes.length);
        Counts yes = new Counts();
        Counts no = new Counts();
        for (int r = 0; r < selected.length; r++) {
            (outcomes[r] ? yes : no).add(labels.group(r), selected[r]);
        }
        int reference = labels.referenceIndex();
        List<GroupErrors> errors = new ArrayList<>();
        for (int g = 0; g < labels.names().size(); g++) {
            boolean self = g == reference;
            Interval none = new Interval(0, 0, 0, level);
            Interval right = self ? none : Proportions.difference(yes.share(g), yes.share(reference));
            Interval wrong = self ? none : Proportions.difference(no.share(g), no.share(reference));
            errors.add(new GroupErrors(
                    labels.names().get(g), yes.share(g), no.share(g), right, wrong, Proportions.mean(right, wrong)));
        }
        return errors;
    }

    /**
     * How often selections of each group are right.
     *
     * @param selected one for each row
     * @param outcomes what came true of each row
     * @throws IllegalArgumentException if either are not as many as the group labels
     */
    public List<GroupPrecision> precision(boolean[] selected, boolean[] outcomes) {
        labels.requireRows("selections", selected.length);
        labels.requireRows("outcomes", outcomes.length);
        Counts right = new Counts();
        for (int r = 0; r < selected.length; r++) {
            if (selected[r]) {
                right.add(labels.group(r), outcomes[r]);
            }
        }
        int reference = labels.referenceIndex();
        List<GroupPrecision> precisions = new ArrayList<>();
        for (int g = 0; g < labels.names().size(); g++) {
            Interval share = right.share(g);
            Interval difference = g == reference && right.rows[g] > 0
                    ? new Interval(0, 0, 0, level)
                    : Proportions.difference(share, right.share(reference));
            precisions.add(new GroupPrecision(labels.names().get(g), right.rows[g], share, difference));
        }
        return precisions;
    }

    /**
     * Whether customers who are alike are treated alike.
     *
     * @param rows of one schema
     * @param ignored fields that do not make customers alike, such as the one that tells the group
     * @param predictions what is compared, such as a probability, or 1 for the selected; in [0, 1]
     * @param neighbours how many nearest other customers each is compared with, such as 5
     * @throws IllegalArgumentException if rows or predictions are not as many as the group labels, a prediction is outside
     *     [0, 1], a field is none of the schema, or there are not so many other customers
     */
    public Consistency consistency(List<Row> rows, Collection<String> ignored, double[] predictions, int neighbours) {
        return Consistency.of(labels, level, rows, ignored, predictions, neighbours);
    }

    /**
     * Whether probabilities mean the same for each group.
     *
     * @param probabilities one for each row, in [0, 1]
     * @param outcomes what came true of each row
     * @param bins ranges of equal width, at least 1
     * @throws IllegalArgumentException if either are not as many as the group labels, a probability is outside [0, 1], or there
     *     is no bin
     */
    public List<GroupCalibration> calibration(double[] probabilities, boolean[] outcomes, int bins) {
        labels.requireRows("probabilities", probabilities.length);
        labels.requireRows("outcomes", outcomes.length);
        if (bins < 1) {
            throw new IllegalArgumentException(
                    "The bins (" + bins + ") of a calibration must be at least 1.\nMaybe 10 is meant.");
        }
        int groups = labels.names().size();
        long[][] rows = new long[groups][bins];
        long[][] hits = new long[groups][bins];
        double[][] sums = new double[groups][bins];
        for (int r = 0; r < probabilities.length; r++) {
            double p = probabilities[r];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "The probability (" + p + ") of row " + (r + 1) + " must lie in [0, 1].");
            }
            int bin = Math.min(bins - 1, (int) (p * bins));
            int g = labels.group(r);
            rows[g][bin]++;
            hits[g][bin] += outcomes[r] ? 1 : 0;
            sums[g][bin] += p;
        }
        List<GroupCalibration> found = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            found.add(calibration(labels.names().get(g), rows[g], hits[g], sums[g]));
        }
        return found;
    }

    private GroupCalibration calibration(String group, long[] rows, long[] hits, double[] sums) {
        List<GroupCalibration.Bin> bins = new ArrayList<>();
        long n = 0;
        long k = 0;
        double sum = 0;
        for (int b = 0; b < rows.length; b++) {
            n += rows[b];
            k += hits[b];
            sum += sums[b];
            if (rows[b] > 0) {
                bins.add(new GroupCalibration.Bin(
                        (double) b / rows.length,
                        (b + 1.0) / rows.length,
                        rows[b],
                        sums[b] / rows[b],
                        Proportions.share(hits[b], rows[b], level)));
            }
        }
        return new GroupCalibration(group, n, sum / n, Proportions.share(k, n, level), bins);
    }

    /**
     * How a score lies in each group.
     *
     * @param scores one for each row, finite
     * @throws IllegalArgumentException if they are not as many as the group labels
     */
    public List<GroupScores> scores(double[] scores) {
        labels.requireRows("scores", scores.length);
        int groups = labels.names().size();
        long[] rows = new long[groups];
        double[] means = new double[groups];
        double[] squares = new double[groups];
        for (int r = 0; r < scores.length; r++) {
            int g = labels.group(r);
            rows[g]++;
            double step = scores[r] - means[g];
            means[g] += step / rows[g];
            squares[g] += step * (scores[r] - means[g]);
        }
        int reference = labels.referenceIndex();
        double deviation = Math.sqrt(squares[reference] / (rows[reference] - 1));
        List<GroupScores> found = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            double difference = deviation > 0 ? (means[g] - means[reference]) / deviation : Double.NaN;
            found.add(new GroupScores(labels.names().get(g), rows[g], means[g], difference));
        }
        return found;
    }

    /** Hits of rows by group. */
    private final class Counts {
        private final long[] rows = new long[labels.names().size()];
        private final long[] hits = new long[rows.length];

        void add(int group, boolean hit) {
            rows[group]++;
            hits[group] += hit ? 1 : 0;
        }

        Interval share(int group) {
            return Proportions.share(hits[group], rows[group], level);
        }
    }
}
