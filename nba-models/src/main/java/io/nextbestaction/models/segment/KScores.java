// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

/**
 * How good one number of segments is; all on standardised values, except that adjusted Rand has no scale.
 *
 * @param k the number of segments
 * @param inertia Σ squared distance to the own centre; falls with k by nature
 * @param silhouette mean silhouette, in [−1, 1], more is better; NaN for k = 1
 * @param gap by how much the logarithm of the inertia is below that of uniform rows, more is better
 * @param gapError the standard error of the gap, the simulation's own error included
 * @param calinskiHarabasz more is better; NaN for k = 1
 * @param daviesBouldin less is better; NaN for k = 1
 * @param stability mean adjusted Rand index between these segments and those of refits on eight samples of 80 %, over the
 *     rows of the sample: 1 is the same segments, 0 is chance; NaN where not judged
 */
public record KScores(
        int k,
        double inertia,
        double silhouette,
        double gap,
        double gapError,
        double calinskiHarabasz,
        double daviesBouldin,
        double stability) {}
