// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

import java.util.Arrays;

/**
 * What the value models need to know of a customer: how often they bought again, when last, since when they are observed,
 * and what a repeat purchase brought. Times count from the first purchase in one unit for all customers, such as weeks or
 * days; two purchases of one day are one. Immutable.
 *
 * @param repeats purchases after the first, not negative
 * @param recency the time of the last purchase, in [0, age]; 0 without a repeat
 * @param age how long the customer has been observed, not negative
 * @param meanValue the mean amount of the repeat purchases; NaN without one
 */
public record PurchaseHistory(int repeats, double recency, double age, double meanValue) {

    /**
     * Checks all four.
     *
     * @throws IllegalArgumentException if one breaks its rule
     */
    public PurchaseHistory {
        if (repeats < 0) {
            throw new IllegalArgumentException(
                    "The repeats (" + repeats + ") of a purchase history must not be negative."
                            + "\nMaybe the first purchase was counted off twice.");
        }
        if (!(age >= 0 && age < Double.POSITIVE_INFINITY && recency >= 0 && recency <= age)) {
            throw new IllegalArgumentException(
                    "The recency (" + recency + ") of a purchase history must lie between 0 and"
                            + " the age (" + age
                            + "), which must be finite.\nMaybe it counts back from today: recency is the time"
                            + " from the first purchase to the last.");
        }
        if (repeats == 0 && (recency != 0 || !Double.isNaN(meanValue))) {
            throw new IllegalArgumentException(
                    "The recency (" + recency + ") and mean value of a purchase history without a"
                            + " repeat must be 0 and NaN.\nMaybe the first purchase was taken for a repeat.");
        }
        if (repeats > 0 && Double.isInfinite(meanValue)) {
            throw new IllegalArgumentException(
                    "The mean value of a purchase history must be finite, or NaN if unknown.");
        }
    }

    /**
     * Of a customer's purchases until a day; times are in days.
     *
     * @param days of the purchases, in any order, such as epoch days; those on or after the end are left out
     * @param amounts of the purchases; those of one day are added up
     * @param end the day the observation ends, exclusive
     * @throws IllegalArgumentException if the lengths differ, or no purchase is before the end
     */
    public static PurchaseHistory of(long[] days, double[] amounts, long end) {
        if (days.length != amounts.length) {
            throw new IllegalArgumentException(
                    "The amounts (" + amounts.length + ") must be as many as the days (" + days.length + ").");
        }
        long[] distinct =
                Arrays.stream(days).filter(day -> day < end).sorted().distinct().toArray();
        if (distinct.length == 0) {
            throw new IllegalArgumentException("The purchases (" + days.length
                    + ") of a customer must hold one before the end of the observation.\n"
                    + "Maybe leave out customers who came later.");
        }
        long first = distinct[0];
        int repeats = distinct.length - 1;
        double sum = 0;
        for (int i = 0; i < days.length; i++) {
            sum += days[i] > first && days[i] < end ? amounts[i] : 0;
        }
        return new PurchaseHistory(
                repeats, distinct[repeats] - first, end - 1 - first, repeats == 0 ? Double.NaN : sum / repeats);
    }
}
