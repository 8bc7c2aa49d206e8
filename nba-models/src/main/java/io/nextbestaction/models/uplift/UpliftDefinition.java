// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

/**
 * Which of the definitions in use a Qini coefficient or an area under the uplift curve follows; they differ by much more than
 * models do, so a figure without its definition says nothing.
 */
public enum UpliftDefinition {
    /**
     * That of scikit-uplift: area between the curve and the straight line of random targeting, as a share of the same area of
     * perfect targeting. 0 is random, 1 perfect, below 0 worse than random. Outcomes of 0 and 1 only.
     */
    SKLIFT,
    /** The same with a perfect Qini curve that lets no action do harm; it may exceed 1. Differs for Qini only. */
    SKLIFT_WITHOUT_NEGATIVE_EFFECT,
    /**
     * That of CausalML: mean height of the curve that is scaled to end at 1 (or −1). The AUUC of random targeting is 0.5; the
     * Qini has the height of random targeting, as theory gives it, taken off, so 0 is random.
     */
    CAUSALML
}
