// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

/** The scale on which contributions add up. Every figure on a probability scale should be shown with its label. */
public enum ShapleyScale {
    /** The scorer's own scale, exact: base + Σ contributions = margin. */
    MARGIN("margin"),
    /**
     * The margin's contributions times (p − p₀) / (m − m₀): signs and ranks kept, sums to p − p₀, where p₀ is the
     * probability at the base margin, not a mean of probabilities.
     */
    RESCALED("rescaled"),
    /**
     * The same against every background row by itself, averaged: sums to p minus the mean probability of the background.
     * For values with references, not path-dependent; its cost grows with the background.
     */
    PER_REFERENCE("exact per reference");

    private final String label;

    ShapleyScale(String label) {
        this.label = label;
    }

    /** The name to stand beside the figures. */
    public String label() {
        return label;
    }
}
