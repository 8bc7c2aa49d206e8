// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import io.nextbestaction.explain.Interval;

/**
 * How often those of a group who should be selected are, and those who should not, next to the reference group (Hardt, Price
 * and Srebro 2016). Differences are this group less the reference; their intervals come from Wilson's intervals of the rates
 * (Newcombe 1998; Zou and Donner 2008). NaN where a rate has no rows.
 *
 * @param group its name
 * @param truePositiveRate the share selected of those whose outcome is yes
 * @param falsePositiveRate the share selected of those whose outcome is no
 * @param equalOpportunity the difference of true positive rates
 * @param falsePositiveDifference the difference of false positive rates
 * @param averageOdds the mean of both differences
 */
public record GroupErrors(
        String group,
        Interval truePositiveRate,
        Interval falsePositiveRate,
        Interval equalOpportunity,
        Interval falsePositiveDifference,
        Interval averageOdds) {}
