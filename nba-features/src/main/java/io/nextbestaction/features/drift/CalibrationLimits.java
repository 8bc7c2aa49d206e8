// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

/**
 * From where on probabilities that no longer fit the outcomes are a warning and from where on an alarm. Sizes; what chance
 * alone explains is taken off first, see {@link CalibrationReport}.
 *
 * @param gapWarning distance of mean probability and event rate, 0 to 1
 * @param gapAlarm distance of mean probability and event rate, 0 to 1
 * @param errorWarning calibration error beyond chance, 0 to 1
 * @param errorAlarm calibration error beyond chance, 0 to 1
 */
public record CalibrationLimits(double gapWarning, double gapAlarm, double errorWarning, double errorAlarm) {

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not above 0, or a warning is above its alarm
     */
    public CalibrationLimits {
        check("gap", gapWarning, gapAlarm);
        check("calibration error", errorWarning, errorAlarm);
    }

    private static void check(String thing, double warning, double alarm) {
        if (!(warning > 0 && warning <= alarm)) {
            throw new IllegalArgumentException("The limits (warning " + warning + ", alarm " + alarm + ") of the "
                    + thing + " must be above 0, the warning not above the alarm.\n"
                    + "Maybe use CalibrationLimits.defaults().");
        }
    }

    /** 0.01 and 0.03 for the gap, 0.02 and 0.05 for the error. */
    public static CalibrationLimits defaults() {
        return new CalibrationLimits(0.01, 0.03, 0.02, 0.05);
    }

    /** The worse of the two. */
    DriftStatus status(double gap, double error) {
        if (gap >= gapAlarm || error >= errorAlarm) {
            return DriftStatus.ALARM;
        }
        return gap >= gapWarning || error >= errorWarning ? DriftStatus.WARNING : DriftStatus.STABLE;
    }
}
