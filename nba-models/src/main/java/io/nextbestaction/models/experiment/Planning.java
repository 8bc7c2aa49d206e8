// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.experiment;

import io.nextbestaction.models.internal.Normal;

/** How many customers an experiment needs, two-sided, by the normal approximation, both arms of one size. */
public final class Planning {
    private Planning() {}

    /**
     * Customers per arm: (z_α + z_β)² · [p₁(1 − p₁) + p₂(1 − p₂)] / (p₂ − p₁)², rounded up.
     *
     * @param control the rate expected of the control, in (0, 1)
     * @param treated the rate that is to be told from it, in (0, 1), another
     * @param level such as 0.95: how often no difference is called none
     * @param power such as 0.8: how often the difference is found
     * @throws IllegalArgumentException if a number is out of range
     */
    public static long perArm(double control, double treated, double level, double power) {
        rate(control);
        rate(treated);
        return perArm(control * (1 - control), treated * (1 - treated), treated - control, level, power);
    }

    /**
     * Customers per arm for an amount.
     *
     * @param controlVariance of the outcome in the control, at least 0
     * @param treatedVariance of the outcome in the arm, at least 0
     * @param difference of the means that is to be found, not 0
     * @param level how often no difference is called none
     * @param power how often the difference is found
     * @throws IllegalArgumentException if a number is out of range
     */
    public static long perArm(
            double controlVariance, double treatedVariance, double difference, double level, double power) {
        if (difference == 0 || !(controlVariance + treatedVariance > 0)) {
            throw new IllegalArgumentException("The difference (" + difference + ") to be found must not be 0, and the"
                    + " variances (" + controlVariance + ", " + treatedVariance
                    + ") must be above 0.\nMaybe take the smallest difference that would matter.");
        }
        double z = Normal.reach(share("level", level)) + Normal.quantile(share("power", power));
        return (long) Math.ceil(z * z * (controlVariance + treatedVariance) / (difference * difference));
    }

    /** How often a difference of rates is found with so many customers per arm. */
    public static double power(double control, double treated, long perArm, double level) {
        rate(control);
        rate(treated);
        double error = Math.sqrt((control * (1 - control) + treated * (1 - treated)) / perArm);
        return Normal.cdf(Math.abs(treated - control) / error - Normal.reach(share("level", level)));
    }

    private static void rate(double rate) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException(
                    "The rate (" + rate + ") of an arm must lie between 0 and 1.\nMaybe it is in percent.");
        }
    }

    private static double share(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("The " + name + " (" + value + ") must lie between 0 and 1.\nMaybe "
                    + (name.equals("level") ? "0.95" : "0.8") + " is meant.");
        }
        return value;
    }
}
