// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import java.util.Arrays;

/**
 * Two models compared on the same held-out parts, part by part, by the corrected resampled t-test (Nadeau and Bengio 2003):
 * t = mean / √((1/n + held out / learnt from) · variance) with n − 1 degrees of freedom. The plain paired t-test takes
 * parts that share training rows for independent and finds differences that are none.
 *
 * @param differences the first model's score less the second's, one for each part
 * @param mean their mean
 * @param low the lower end of its 95 % interval
 * @param high the upper end of its 95 % interval
 * @param p the probability of a mean at least as far from 0 if the models are equally good; 1 where all differences are 0
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record PairedTest(double[] differences, double mean, double low, double high, double p) {

    /**
     * Compares two models.
     *
     * @throws IllegalArgumentException if the metrics differ, or the numbers of parts do or are below 2
     */
    public static PairedTest of(FoldScores first, FoldScores second) {
        int n = first.values().length;
        if (first.metric() != second.metric() || n != second.values().length || n < 2) {
            throw new IllegalArgumentException("The scores (" + first.metric() + " on " + n + " parts, "
                    + second.metric() + " on " + second.values().length
                    + ") of a paired test must be of one metric on the same two parts or more.\n"
                    + "Maybe one of the two was measured over other splits.");
        }
        double[] differences = new double[n];
        for (int i = 0; i < n; i++) {
            differences[i] = first.values()[i] - second.values()[i];
        }
        FoldScores paired = new FoldScores(first.metric(), differences, first.heldOutShare());
        double mean = paired.mean();
        double error = paired.standardError();
        boolean alike = Arrays.stream(differences).allMatch(d -> d == 0);
        double p = alike ? 1 : StudentT.twoSided(mean / error, n - 1.0);
        return new PairedTest(differences, mean, paired.low(), paired.high(), p);
    }

    /** Whether the difference is established at 95 %. */
    public boolean significant() {
        return p < 0.05;
    }
}
