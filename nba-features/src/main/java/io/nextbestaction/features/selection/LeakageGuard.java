// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.internal.Association;
import io.nextbestaction.features.internal.Columns;
import io.nextbestaction.features.internal.Statistics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names fields that may give the label away: made from it, or recorded after it. An immutable value; thread-safe.
 *
 * <p>A field is suspected if alone it separates events from others with an area under the ROC curve above a limit. A number
 * is tried as it is, in either direction, and in fiftieths; these, and the levels of a category, score by the share of
 * events in the other four of five parts of the rows, so that a name or number each customer has alone is no suspect. The
 * guard sees one field at a time and only what the rows show: say also which fields are known later.
 */
public final class LeakageGuard {
    private static final double DEFAULT_LIMIT = 0.97;
    private static final int FOLDS = 5;
    private static final int BINS = 50;

    private final double limit;
    private final List<String> knownLater;
    private final @Nullable LocalDate asOf;

    private LeakageGuard(double limit, List<String> knownLater, @Nullable LocalDate asOf) {
        this.limit = limit;
        this.knownLater = knownLater;
        this.asOf = asOf;
    }

    /** A limit of 0.97; no date is checked, no field declared. */
    public static LeakageGuard defaults() {
        return new LeakageGuard(DEFAULT_LIMIT, List.of(), null);
    }

    /**
     * The same with another limit on the area under the ROC curve.
     *
     * @throws IllegalArgumentException if it is not between 0.5 and 1
     */
    public LeakageGuard withLimit(double auc) {
        if (!(auc > 0.5 && auc < 1)) {
            throw new IllegalArgumentException("The limit (" + auc
                    + ") of the leakage guard must lie between 0.5 and 1.\nMaybe leave it out: " + DEFAULT_LIMIT
                    + " is the default.");
        }
        return new LeakageGuard(auc, knownLater, asOf);
    }

    /** The same with fields declared as known only after the event. */
    public LeakageGuard withKnownLater(String... fields) {
        return new LeakageGuard(limit, List.of(fields), asOf);
    }

    /** The same with the day the data describes: a field with a date on that day or later was recorded after it. */
    public LeakageGuard withAsOf(LocalDate day) {
        return new LeakageGuard(limit, knownLater, day);
    }

    /**
     * The suspects in the schema's order, none twice: declared ones are not tested, dated ones not for what they predict.
     *
     * @param labels one for each row; true is the event
     * @throws IllegalArgumentException if a declared field is unknown, there is no row, a row has another schema, or the
     *     labels do not match or are of one outcome only
     */
    public List<Suspect> check(Schema schema, List<Row> rows, boolean[] labels) {
        Columns.check("the leakage guard", schema, rows);
        Columns.checkLabels("the leakage guard", rows, labels);
        knownLater.forEach(schema::indexOf);
        List<Suspect> suspects = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            String name = schema.field(i).name();
            if (knownLater.contains(name)) {
                suspects.add(new Suspect(name, Suspect.Reason.KNOWN_LATER, Double.NaN));
                continue;
            }
            double later = schema.field(i).type() == FieldType.DATE ? later(Columns.numbers(rows, i)) : 0;
            if (later > 0) {
                suspects.add(new Suspect(name, Suspect.Reason.DATED_LATER, later));
                continue;
            }
            double auc = schema.field(i).type() == FieldType.CATEGORY
                    ? ofLevels(rows, i, labels)
                    : ofNumbers(Columns.numbers(rows, i), labels);
            if (auc > limit) {
                suspects.add(new Suspect(name, Suspect.Reason.PREDICTS_TOO_WELL, auc));
            }
        }
        return suspects;
    }

    private double later(double[] days) {
        if (asOf == null) {
            return 0;
        }
        int later = 0;
        int present = 0;
        for (double day : days) {
            present += Double.isNaN(day) ? 0 : 1;
            later += day >= asOf.toEpochDay() ? 1 : 0;
        }
        return present == 0 ? 0 : (double) later / present;
    }

    private static double ofLevels(List<Row> rows, int position, boolean[] labels) {
        List<String> levels = new ArrayList<>();
        int[] codes = Columns.codes(rows, position, levels);
        return outOfFold(codes, levels.size(), labels);
    }

    private static double ofNumbers(double[] numbers, boolean[] labels) {
        double[] sorted = Statistics.sorted(Statistics.present(numbers));
        double[] cuts = sorted.length == 0 ? new double[0] : Columns.cuts(sorted, BINS);
        double direct = Association.auc(numbers, labels);
        double binned = outOfFold(Columns.bins(numbers, cuts), cuts.length + 1, labels);
        return Math.max(binned, Math.max(direct, 1 - direct));
    }

    /** The area under the ROC curve of each code's share of events in the other folds; one row weighs as the average. */
    private static double outOfFold(int[] codes, int size, boolean[] labels) {
        double[] scores = new double[codes.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int[] rows = new int[size + 1];
            int[] events = new int[size + 1];
            int all = 0;
            int allEvents = 0;
            for (int i = 0; i < codes.length; i++) {
                if (i % FOLDS != fold) {
                    rows[codes[i] + 1]++;
                    events[codes[i] + 1] += labels[i] ? 1 : 0;
                    all++;
                    allEvents += labels[i] ? 1 : 0;
                }
            }
            double average = all == 0 ? 0 : (double) allEvents / all;
            for (int i = fold; i < codes.length; i += FOLDS) {
                scores[i] = (events[codes[i] + 1] + average) / (rows[codes[i] + 1] + 1);
            }
        }
        return Association.auc(scores, labels);
    }

    @Override
    public String toString() {
        return "LeakageGuard[limit " + limit + ", known later " + knownLater + ", as of " + asOf + "]";
    }
}
