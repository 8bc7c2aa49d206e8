// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.List;

/**
 * Named segments and the centres that tell a customer's segment. Immutable and thread-safe.
 *
 * @param centroids the compiled centres
 * @param segments one for each centre, in order
 * @param choice why there are so many, in words
 */
public record Segmentation(Centroids centroids, List<Segment> segments, String choice) {

    /**
     * Checks that there is one segment for each centre.
     *
     * @throws IllegalArgumentException if their numbers differ
     */
    public Segmentation {
        segments = List.copyOf(segments);
        if (segments.size() != centroids.size()) {
            throw new IllegalArgumentException("The segments (" + segments.size() + ") must be as many as the centres ("
                    + centroids.size() + ").");
        }
    }

    /** The segment of a feature vector. */
    public Segment of(double[] features) {
        return segments.get(centroids.nearest(features));
    }
}
