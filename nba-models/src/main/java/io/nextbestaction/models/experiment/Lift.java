// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.experiment;

import io.nextbestaction.models.evaluation.Estimate;
import io.nextbestaction.models.internal.Normal;

/** How much better an arm did than the control, for an experiment read once, at the end planned before. */
public final class Lift {
    private Lift() {}

    /** The mean of the treated less that of the control, by the normal approximation. */
    public static Estimate difference(ArmOutcome treated, ArmOutcome control, double level) {
        double error = Math.sqrt(treated.errorSquared() + control.errorSquared());
        return around(treated.mean() - control.mean(), error, level);
    }

    /**
     * (p_t − p_c) / p_c with the standard error (1 / p_c) · √(SE_t² + (p_t / p_c)² · SE_c²) (delta method).
     *
     * @throws IllegalArgumentException if the control's mean is not above 0
     */
    public static Estimate relative(ArmOutcome treated, ArmOutcome control, double level) {
        positive(control);
        double ratio = treated.mean() / control.mean();
        double error = Math.sqrt(treated.errorSquared() + ratio * ratio * control.errorSquared()) / control.mean();
        return around((treated.mean() - control.mean()) / control.mean(), error, level);
    }

    /**
     * The same with Fieller's interval (1954), which is right for few conversions too; infinite ends where the control's mean is
     * not told from 0, for then every ratio is possible. The standard error is that of the delta method.
     *
     * @throws IllegalArgumentException if the control's mean is not above 0
     */
    public static Estimate fieller(ArmOutcome treated, ArmOutcome control, double level) {
        Estimate delta = relative(treated, control, level);
        double z = Normal.reach(level);
        double a = control.mean() * control.mean() - z * z * control.errorSquared();
        double b = treated.mean() * control.mean();
        double c = treated.mean() * treated.mean() - z * z * treated.errorSquared();
        if (a <= 0) {
            return new Estimate(
                    delta.value(), delta.standardError(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level);
        }
        double root = Math.sqrt(Math.max(0, b * b - a * c));
        return new Estimate(delta.value(), delta.standardError(), (b - root) / a - 1, (b + root) / a - 1, level);
    }

    private static void positive(ArmOutcome control) {
        if (!(control.mean() > 0)) {
            throw new IllegalArgumentException("The mean (" + control.mean()
                    + ") of the control must be above 0 for a relative lift.\nMaybe take the difference.");
        }
    }

    private static Estimate around(double value, double error, double level) {
        double reach = Normal.reach(level) * error;
        return new Estimate(value, error, value - reach, value + reach, level);
    }
}
