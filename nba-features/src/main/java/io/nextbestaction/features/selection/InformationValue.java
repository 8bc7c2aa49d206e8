// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.internal.Columns;
import io.nextbestaction.features.internal.WoeBinning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much one field alone tells about the event: {@code Σ (share of goods - share of bads) · weight of evidence}.
 *
 * <p>A number or date is cut at twentieths, then neighbours are merged until each bin has 5 % of the rows and the weights
 * rise or fall throughout, whichever tells more. A category keeps the levels that have 5 % of the rows, the rest is one bin.
 * Missing is a bin of its own. Half a customer is added to each count, so that no weight is infinite. As everything is
 * learned from the rows given, give training rows only.
 *
 * @param field the field's name
 * @param bins numbers in ascending order, levels by name; "other" and "missing" last
 * @param value the information value, 0 or more
 */
public record InformationValue(String field, List<WoeBin> bins, double value) {

    /** Copies the list. */
    public InformationValue {
        bins = List.copyOf(bins);
    }

    /** What the value is usually taken for. */
    public Strength strength() {
        if (value < 0.02) {
            return Strength.NONE;
        }
        if (value < 0.1) {
            return Strength.WEAK;
        }
        if (value < 0.3) {
            return Strength.MEDIUM;
        }
        return value <= 0.5 ? Strength.STRONG : Strength.SUSPECT;
    }

    /**
     * The information value of every field, the highest first, ties in the schema's order.
     *
     * @param labels one for each row; true is the event
     * @throws IllegalArgumentException if there is no row, a row has another schema, or the labels do not match or are of
     *     one outcome only
     */
    public static List<InformationValue> of(Schema schema, List<Row> rows, boolean[] labels) {
        Columns.check("an information value", schema, rows);
        Columns.checkLabels("an information value", rows, labels);
        List<InformationValue> values = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            values.add(of(schema, i, rows, labels));
        }
        values.sort(Comparator.comparingDouble(information -> -information.value()));
        return values;
    }

    static InformationValue of(Schema schema, int position, List<Row> rows, boolean[] labels) {
        Field field = schema.field(position);
        WoeBinning binning;
        if (field.type() == FieldType.CATEGORY) {
            List<String> levels = new ArrayList<>();
            int[] codes = Columns.codes(rows, position, levels);
            binning = WoeBinning.ofLevels(codes, levels, labels);
        } else {
            binning = WoeBinning.ofNumbers(Columns.numbers(rows, position), labels);
        }
        double[] weights = binning.weights();
        List<WoeBin> bins = new ArrayList<>();
        double below = Double.NEGATIVE_INFINITY;
        for (WoeBinning.Bin bin : binning.bins()) {
            bins.add(new WoeBin(label(field, bin, below), bin.goods(), bin.bads(), weights[bins.size()]));
            below = bin.upper();
        }
        return new InformationValue(field.name(), bins, binning.value());
    }

    private static String label(Field field, WoeBinning.Bin bin, double below) {
        return switch (bin.kind()) {
            case LEVEL -> bin.level();
            case OTHER -> "other";
            case MISSING -> "missing";
            case RANGE -> {
                if (Double.isFinite(bin.upper())) {
                    yield "up to " + shown(field, bin.upper());
                }
                yield Double.isFinite(below) ? "above " + shown(field, below) : "all";
            }
        };
    }

    private static String shown(Field field, double cut) {
        return field.type() == FieldType.DATE ? LocalDate.ofEpochDay((long) cut).toString() : Numbers.display(cut);
    }

    /** Usual names of ranges of information values. */
    public enum Strength {
        /** Below 0.02: of no use. */
        NONE,
        /** Below 0.1. */
        WEAK,
        /** Below 0.3. */
        MEDIUM,
        /** Up to 0.5. */
        STRONG,
        /** Above 0.5: perhaps known only after the event. */
        SUSPECT
    }
}
