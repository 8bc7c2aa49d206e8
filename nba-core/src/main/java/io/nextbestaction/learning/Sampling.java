// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import io.nextbestaction.arbitration.Arbitration;
import java.util.SplittableRandom;

/** Draws that are the same bits on every machine and JDK. */
final class Sampling {
    private Sampling() {}

    /** The generator of one decision. */
    static SplittableRandom of(long seed, String decision) {
        return new SplittableRandom(Arbitration.tie("sample " + seed, decision, 0));
    }

    /** Standard normal (Box and Muller 1958). */
    static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /** Gamma of a shape above 0 and scale 1, as its logarithm, which does not underflow (Marsaglia and Tsang 2000). */
    static double logGamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return logGamma(shape + 1, random) + StrictMath.log(1 - random.nextDouble()) / shape;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double z = normal(random);
            double root = 1 + c * z;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            if (StrictMath.log(1 - random.nextDouble()) < z * z / 2 + d - d * v + d * StrictMath.log(v)) {
                return StrictMath.log(d) + StrictMath.log(v);
            }
        }
    }
}
