// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.rfm;

/**
 * The customers of one name of an {@link RfmGrid}.
 *
 * @param name the name
 * @param customers how many
 * @param share their part of all customers, in [0, 1]
 * @param recencyDays their mean days since the last transaction
 * @param frequency their mean frequency
 * @param monetary their mean monetary value
 * @param monetaryShare their part of all money, in [0, 1] where no customer's sum is negative; NaN where there is none
 */
public record RfmSegment(
        String name,
        int customers,
        double share,
        double recencyDays,
        double frequency,
        double monetary,
        double monetaryShare) {}
