// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.profile;

import io.nextbestaction.features.internal.Statistics;

/**
 * Location and spread of the present values of a number, a boolean as 1 and 0, or a date as days since 1970-01-01; quantiles
 * by linear interpolation.
 *
 * @param mean the arithmetic mean
 * @param deviation the population standard deviation
 * @param minimum the least value
 * @param q05 the 5 % quantile
 * @param q25 the lower quartile
 * @param median the median
 * @param q75 the upper quartile
 * @param q95 the 95 % quantile
 * @param maximum the greatest value
 * @param zeros how many are 0
 * @param outliers how many lie more than 1.5 interquartile ranges outside the quartiles (Tukey)
 */
public record NumberSummary(
        double mean,
        double deviation,
        double minimum,
        double q05,
        double q25,
        double median,
        double q75,
        double q95,
        double maximum,
        int zeros,
        int outliers) {

    /** Of at least one value, none NaN. */
    static NumberSummary of(double[] present) {
        double[] sorted = Statistics.sorted(present);
        double mean = Statistics.mean(sorted);
        double lower = Statistics.quantile(sorted, 0.25);
        double upper = Statistics.quantile(sorted, 0.75);
        double fence = 1.5 * (upper - lower);
        int zeros = 0;
        int outliers = 0;
        for (double x : sorted) {
            zeros += x == 0 ? 1 : 0;
            outliers += x < lower - fence || x > upper + fence ? 1 : 0;
        }
        return new NumberSummary(
                mean,
                Statistics.deviation(sorted, mean),
                sorted[0],
                Statistics.quantile(sorted, 0.05),
                lower,
                Statistics.quantile(sorted, 0.5),
                upper,
                Statistics.quantile(sorted, 0.95),
                sorted[sorted.length - 1],
                zeros,
                outliers);
    }
}
