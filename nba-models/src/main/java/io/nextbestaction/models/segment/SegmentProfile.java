// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Numbers;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.internal.Standard;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What sets the customers of one segment apart from all. Immutable; {@link #toString()} is a few lines for people.
 *
 * @param segment the segment
 * @param customers how many of the described customers are in it
 * @param traits one for each described column, the one that differs most first
 */
public record SegmentProfile(Segment segment, int customers, List<Trait> traits) {
    private static final int SHOWN = 5;
    private static final MathContext DIGITS = new MathContext(4);

    /**
     * One column inside a segment and over all customers, missing values left out.
     *
     * @param feature the column
     * @param share whether the column holds 0 and 1 only, so that its mean is a share
     * @param inside the mean inside, NaN where nothing is known
     * @param all the mean over all customers
     * @param difference how far inside lies above all, in standard deviations over all; 0 where nothing varies
     */
    public record Trait(String feature, boolean share, double inside, double all, double difference) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %s (all %s, %+.1f sd)", feature, show(inside), show(all), difference);
        }

        private String show(double value) {
            return share
                    ? String.format(Locale.ROOT, "%.0f %%", 100 * value)
                    : Double.isNaN(value)
                            ? "unknown"
                            : Numbers.display(
                                    new BigDecimal(value).round(DIGITS).doubleValue());
        }
    }

    /** Keeps the list from changing. */
    public SegmentProfile {
        traits = List.copyOf(traits);
    }

    /**
     * Profiles by the very features that made the segments.
     *
     * @throws IllegalArgumentException if there is no row, or the columns are not those of the segmentation
     */
    public static List<SegmentProfile> of(Segmentation segmentation, FeatureMatrix rows) {
        return of(segmentation, rows, rows);
    }

    /**
     * Profiles by other columns of the same customers, such as raw amounts or what was left out of the segmentation.
     *
     * @param rows the features of the segmentation
     * @param described what to describe the same customers by, row for row
     * @throws IllegalArgumentException if there is no row, the columns are not those of the segmentation, or the rows are
     *     not equally many
     */
    public static List<SegmentProfile> of(Segmentation segmentation, FeatureMatrix rows, FeatureMatrix described) {
        checkRows(segmentation, rows);
        if (described.rows() != rows.rows()) {
            throw new IllegalArgumentException(
                    "The described rows (" + described.rows() + ") must be as many as the rows (" + rows.rows()
                            + ") of the segments.\nMaybe they were filtered apart.");
        }
        int k = segmentation.segments().size();
        int columns = described.columns();
        int[] customers = new int[k];
        double[][] sums = new double[k][columns];
        int[][] known = new int[k][columns];
        double[] row = new double[rows.columns()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, row);
            int segment = segmentation.centroids().nearest(row);
            customers[segment]++;
            for (int j = 0; j < columns; j++) {
                double value = described.get(i, j);
                if (!Double.isNaN(value)) {
                    sums[segment][j] += value;
                    known[segment][j]++;
                }
            }
        }
        Standard standard = Standard.of(described);
        List<SegmentProfile> profiles = new ArrayList<>();
        for (int s = 0; s < k; s++) {
            List<Trait> traits = new ArrayList<>();
            for (int j = 0; j < columns; j++) {
                double inside = known[s][j] == 0 ? Double.NaN : sums[s][j] / known[s][j];
                double off = standard.active(j) ? (inside - standard.mean(j)) / standard.deviation(j) : 0;
                traits.add(new Trait(described.names().name(j), standard.flag(j), inside, standard.mean(j), off));
            }
            traits.sort(Comparator.comparingDouble(SegmentProfile::size).reversed());
            profiles.add(new SegmentProfile(segmentation.segments().get(s), customers[s], traits));
        }
        return profiles;
    }

    private static double size(Trait trait) {
        return Double.isNaN(trait.difference()) ? -1 : Math.abs(trait.difference());
    }

    static void checkRows(Segmentation segmentation, FeatureMatrix rows) {
        int inputs = segmentation.centroids().inputs();
        if (rows.rows() == 0 || rows.columns() != inputs) {
            throw new IllegalArgumentException("The rows (" + rows.rows() + " of " + rows.columns()
                    + " columns) must be at least one, with the " + inputs + " columns of the segmentation.\n"
                    + "Maybe they come from another pipeline.");
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(segment.name() + ": " + customers + " customers");
        for (Trait trait : traits.subList(0, Math.min(SHOWN, traits.size()))) {
            text.append(String.format("%n  ")).append(trait);
        }
        return text.toString();
    }
}
