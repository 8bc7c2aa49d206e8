// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;
import java.util.Arrays;

/**
 * The applicants with whose average an applicant is compared: both ways that the official interpretation of 12 CFR 1002.9(b)(2)
 * names. Immutable; shares the rows.
 *
 * @param method which way, in words
 * @param rows [applicants × features], at least one; NaN is missing
 */
public record ReferenceGroup(String method, FeatureMatrix rows) {

    /**
     * Checks that there is an applicant.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ReferenceGroup {
        if (rows.rows() == 0) {
            throw new IllegalArgumentException("The reference group (" + method
                    + ", 0 rows) must have an applicant.\nMaybe take a wider band above the cutoff.");
        }
    }

    /**
     * All applicants.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ReferenceGroup all(FeatureMatrix applicants) {
        return new ReferenceGroup("all applicants", applicants);
    }

    /**
     * The applicants who passed by no more than a band: "at or slightly above the minimum passing score".
     *
     * @param cutoff of the margin
     * @param band by how much of the margin they passed at the most, at least 0
     * @throws IllegalArgumentException if none did
     */
    public static ReferenceGroup passing(
            Scorer scorer, FeatureMatrix applicants, AdverseSide side, double cutoff, double band) {
        double[] margins = new double[applicants.rows()];
        scorer.margins(applicants, 0, margins.length, margins, new Scratch());
        int[] kept = new int[margins.length];
        int count = 0;
        for (int r = 0; r < margins.length; r++) {
            if (side.passes(margins[r], cutoff) && Math.abs(margins[r] - cutoff) <= band) {
                kept[count++] = r;
            }
        }
        return new ReferenceGroup(
                "applicants at or slightly above the passing score", applicants.select(Arrays.copyOf(kept, count)));
    }

    /** SHA-256 of the values in their order, 64 hexadecimal digits. */
    public String hash() {
        Digest digest = new Digest();
        for (double value : rows.values()) {
            digest.add(value);
        }
        return digest.hex();
    }

    /** The median of a column over the applicants who have it; NaN if none has. */
    double median(int column) {
        double[] values = new double[rows.rows()];
        int known = 0;
        for (int r = 0; r < values.length; r++) {
            double value = rows.get(r, column);
            if (!Double.isNaN(value)) {
                values[known++] = value;
            }
        }
        if (known == 0) {
            return Double.NaN;
        }
        Arrays.sort(values, 0, known);
        // The lower of two: a value that was seen, not one between two levels.
        return values[(known - 1) / 2];
    }
}
