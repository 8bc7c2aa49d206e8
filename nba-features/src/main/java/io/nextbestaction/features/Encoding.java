// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one field becomes its columns, fitted: immutable, and saved as a {@link State}. */
sealed interface Encoding
        permits NumericEncoding,
                BinEncoding,
                OneHotEncoding,
                OrdinalEncoding,
                FrequencyEncoding,
                LevelScores,
                RangeScores {

    /** The field it reads. */
    String field();

    /** The columns it writes, in order. */
    List<Feature> columns();

    /** Its saved form. */
    State state();

    /** The text of a category, null when missing; a blank one is missing, so that online is as offline. */
    static @Nullable String level(Row row, int position) {
        String text = row.text(position);
        return text == null || text.isBlank() ? null : text;
    }

    /** Restores the encoding of a field, and refuses one that does not fit the field's type. */
    static Encoding restore(Field field, State state) {
        String kind = state.text("kind");
        Encoding encoding =
                switch (kind) {
                    case NumericEncoding.KIND -> NumericEncoding.restore(state);
                    case BinEncoding.KIND -> BinEncoding.restore(state);
                    case FrequencyEncoding.KIND -> FrequencyEncoding.restore(state);
                    case LevelScores.TARGET, LevelScores.WOE -> LevelScores.restore(state);
                    case RangeScores.KIND -> RangeScores.restore(state);
                    case OneHotEncoding.KIND -> OneHotEncoding.restore(state);
                    case OrdinalEncoding.KIND -> OrdinalEncoding.restore(state);
                    default ->
                        throw new IllegalArgumentException("The encoding (\"" + kind + "\") of field \"" + field.name()
                                + "\" must be one of numeric, bins, oneHot, ordinal, frequency, target, woe and woeRanges.\n"
                                + "Maybe the file was written by a newer version of the library.");
                };
        NumericEncoding number = encoding instanceof BinEncoding bins
                ? bins.input()
                : encoding instanceof NumericEncoding numeric ? numeric : null;
        boolean ranges = encoding instanceof RangeScores;
        boolean fits =
                switch (field.type()) {
                    case CATEGORY -> number == null && !ranges;
                    case DATE -> ranges || (number != null && number.isDate());
                    case NUMBER, BOOLEAN -> ranges || (number != null && !number.isDate());
                };
        if (!fits) {
            throw damaged(field.name(), "encoding (\"" + kind + "\")", "fit a " + field.type() + " field");
        }
        return encoding;
    }

    /** The name of the column that tells where a value was missing. */
    static Feature indicator(String field) {
        return new Feature(field + " missing", field);
    }

    /** An error in a saved form. */
    static IllegalArgumentException damaged(String field, String thing, String rule) {
        return new IllegalArgumentException("The saved " + thing + " of field \"" + field + "\" must " + rule
                + ".\nMaybe the file is damaged or was changed by hand.");
    }
}
