// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

/** By what the number of segments is chosen. */
public enum Criterion {
    /** The largest mean silhouette (Rousseeuw 1987). */
    SILHOUETTE("silhouette"),

    /**
     * The smallest number whose gap is within one standard error of the next one's (Tibshirani, Walther and Hastie 2001),
     * against rows drawn uniformly from the box around the data. The only one that can say 1: no segments at all.
     */
    GAP("gap"),

    /** The largest ratio of the spread between segments to the spread within (Calinski and Harabasz 1974). */
    CALINSKI_HARABASZ("Calinski-Harabasz"),

    /** The least mean likeness of each segment to the one most like it (Davies and Bouldin 1979). */
    DAVIES_BOULDIN("Davies-Bouldin"),

    /** Where the inertia lies farthest below the straight line from k = 1 to the largest number tried. */
    ELBOW("elbow"),

    /**
     * The number most of the five above choose, ties to the larger silhouette; a choice that refits on other customers do
     * not confirm has no vote, see {@link KSelection}.
     */
    VOTE("vote");

    private final String label;

    Criterion(String label) {
        this.label = label;
    }

    /** Its name in words. */
    public String label() {
        return label;
    }
}
