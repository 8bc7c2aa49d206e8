// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import java.util.Locale;

/**
 * A field that may give the label away.
 *
 * @param field the field's name
 * @param reason why it is suspected
 * @param value by reason: the area under the ROC curve of the field alone, or the share of its dates on the reference day
 *     or later; NaN if it was declared
 */
public record Suspect(String field, Reason reason, double value) {

    /** Why a field is suspected. */
    public enum Reason {
        /** Alone it predicts the label better than an honest field does. */
        PREDICTS_TOO_WELL,
        /** It holds dates on the reference day or later. */
        DATED_LATER,
        /** The user says it is known only afterwards. */
        KNOWN_LATER
    }

    /** The reason in words. */
    public String why() {
        return switch (reason) {
            case PREDICTS_TOO_WELL -> String.format(Locale.ROOT, "alone it predicts the label with AUC %.3f", value);
            case DATED_LATER ->
                String.format(Locale.ROOT, "%.1f %% of its dates lie on the reference day or later", 100 * value);
            case KNOWN_LATER -> "declared as known only after the event";
        };
    }
}
