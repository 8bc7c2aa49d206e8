// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

/**
 * From where on a movement is a warning and from where on an alarm. Sizes, not tests of significance: of a few hundred rows
 * chance alone moves the population stability index by about (bins - 1) · (1/n + 1/m).
 *
 * @param psiWarning population stability index, 0.1 by custom
 * @param psiAlarm population stability index, 0.25 by custom
 * @param ksWarning Kolmogorov-Smirnov distance, 0 to 1
 * @param ksAlarm Kolmogorov-Smirnov distance, 0 to 1
 * @param missingWarning change of the share of missing values, either way, 0 to 1
 * @param missingAlarm change of the share of missing values, either way, 0 to 1
 */
public record DriftLimits(
        double psiWarning,
        double psiAlarm,
        double ksWarning,
        double ksAlarm,
        double missingWarning,
        double missingAlarm) {

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not above 0, or a warning is above its alarm
     */
    public DriftLimits {
        check("population stability index", psiWarning, psiAlarm);
        check("Kolmogorov-Smirnov distance", ksWarning, ksAlarm);
        check("missing share", missingWarning, missingAlarm);
    }

    private static void check(String thing, double warning, double alarm) {
        if (!(warning > 0 && warning <= alarm)) {
            throw new IllegalArgumentException("The limits (warning " + warning + ", alarm " + alarm + ") of the "
                    + thing + " must be above 0, the warning not above the alarm.\n"
                    + "Maybe use DriftLimits.defaults().");
        }
    }

    /** 0.1 and 0.25 for the index, 0.1 and 0.2 for the distance, 0.05 and 0.1 for the missing share. */
    public static DriftLimits defaults() {
        return new DriftLimits(0.1, 0.25, 0.1, 0.2, 0.05, 0.1);
    }

    /** The worst of the three; NaN is no movement. */
    DriftStatus status(double psi, double ks, double missing) {
        if (psi >= psiAlarm || ks >= ksAlarm || missing >= missingAlarm) {
            return DriftStatus.ALARM;
        }
        boolean warning = psi >= psiWarning || ks >= ksWarning || missing >= missingWarning;
        return warning ? DriftStatus.WARNING : DriftStatus.STABLE;
    }
}
