// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

/** Sums local effects up. */
final class Effects {
    private Effects() {}

    /**
     * The profile of summed changes, less its mean over the rows.
     *
     * @param sums the changes of the rows of each point, added up; overwritten
     */
    static Profile profile(String feature, boolean steps, double[] points, double[] sums, int[] rows) {
        long all = rows[0];
        double mean = 0;
        sums[0] = 0;
        for (int i = 1; i < sums.length; i++) {
            sums[i] = sums[i - 1] + (rows[i] == 0 ? 0 : sums[i] / rows[i]);
            mean += sums[i] * rows[i];
            all += rows[i];
        }
        if (all == 0) {
            throw new IllegalArgumentException("The feature \"" + feature
                    + "\" (missing in every row) of accumulated effects must be known of some row.\n"
                    + "Maybe take its partial dependence, or other rows.");
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] -= mean / all;
        }
        return new Profile(feature, steps, points, sums, rows, Double.NaN);
    }
}
