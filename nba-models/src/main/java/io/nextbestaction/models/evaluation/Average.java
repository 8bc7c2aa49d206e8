// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

/** How a metric of each class becomes one of all classes. */
public enum Average {
    /** From the counts of all classes together: every row counts the same. */
    MICRO,
    /** The plain mean: every class that occurs counts the same. */
    MACRO,
    /** The mean weighted by the rows of each class. */
    WEIGHTED
}
