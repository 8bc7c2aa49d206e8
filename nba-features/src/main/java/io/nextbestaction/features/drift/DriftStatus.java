// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

/** How far something has moved, from the least to the most. */
public enum DriftStatus {
    /** Below every limit. */
    STABLE,
    /** At or above a warning, below every alarm. */
    WARNING,
    /** At or above an alarm. */
    ALARM
}
