// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/** How near to 0 and 1 a probability may come before its logarithm is taken. */
final class Edge {
    static final String NO_SIGNAL = "Maybe the scores rank the wrong class first, or carry no signal.";

    private static final double EDGE = 1e-6;

    private Edge() {}

    static double clip(double probability) {
        return Math.max(EDGE, Math.min(1 - EDGE, probability));
    }

    /** Whether a probability is moved away from the edge. */
    static boolean clips(double probability) {
        return probability < EDGE || probability > 1 - EDGE;
    }
}
