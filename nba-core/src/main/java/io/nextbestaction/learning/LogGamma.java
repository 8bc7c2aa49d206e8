// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

/** The logarithm of the gamma function above 0, to some 1e-13 of its size (Stirling's series, shifted above 10). */
final class LogGamma {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    private LogGamma() {}

    static double of(double x) {
        double shift = 0;
        double z = x;
        while (z < 10) {
            shift += StrictMath.log(z);
            z++;
        }
        double square = 1 / (z * z);
        double series =
                (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square / 1188)))) / z;
        return (z - 0.5) * StrictMath.log(z) - z + HALF_LOG_TWO_PI + series - shift;
    }
}
