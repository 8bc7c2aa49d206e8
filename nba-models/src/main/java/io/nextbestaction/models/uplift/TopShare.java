// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

/** Which customers uplift at k looks at. */
public enum TopShare {
    /** The best of both sides together. */
    OVERALL,
    /** The best of the treated and the best of the control, each by themselves. */
    BY_GROUP
}
