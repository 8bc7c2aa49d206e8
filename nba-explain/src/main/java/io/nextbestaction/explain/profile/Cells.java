// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

/**
 * The conditions of a path on one profiled feature: the cells between its thresholds that meet them, and whether a missing
 * value does. Narrowed on the way down and set back on the way up.
 */
final class Cells {
    final int feature;
    final int size;
    int from;
    int to;
    boolean missing;

    Cells(int feature, int size) {
        this.feature = feature;
        this.size = size;
        this.to = size;
        this.missing = true;
    }

    /** Whether nothing meets the conditions. */
    boolean isEmpty() {
        return from >= to && !missing;
    }

    boolean isAll() {
        return from == 0 && to == size && missing;
    }

    /** Adds the condition of a split whose threshold is the limit-th. */
    void narrow(int limit, boolean left, boolean missingLeft) {
        if (left) {
            to = Math.min(to, limit);
        } else {
            from = Math.max(from, limit);
        }
        missing &= missingLeft == left;
    }

    void set(int earlierFrom, int earlierTo, boolean earlierMissing) {
        from = earlierFrom;
        to = earlierTo;
        missing = earlierMissing;
    }
}
