// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import io.nextbestaction.models.evaluation.Estimate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The studentised bootstrap over customers. */
final class StudentisedBootstrap {
    private StudentisedBootstrap() {}

    /** Replicates without spread are left out: they have no distance in units of their error. */
    static Estimate interval(double[] known, Terms first, @Nullable Terms second, Confidence.Studentised settings) {
        int units = first.rows().length;
        SplittableRandom random = new SplittableRandom(settings.seed());
        int[] times = new int[units];
        double[] distances = new double[settings.replicates()];
        int defined = 0;
        for (int r = 0; r < settings.replicates(); r++) {
            Arrays.fill(times, 0);
            for (int u = 0; u < units; u++) {
                times[random.nextInt(units)]++;
            }
            double[] drawn = Terms.valueAndError(first, second, times);
            double distance = (drawn[0] - known[0]) / drawn[1];
            if (Double.isFinite(distance)) {
                distances[defined++] = distance;
            }
        }
        if (defined < 2) {
            // Every customer earned the same, or a policy is compared with itself.
            return new Estimate(known[0], known[1], known[0], known[0], settings.level());
        }
        distances = Arrays.copyOf(distances, defined);
        Arrays.sort(distances);
        double tail = (1 - settings.level()) / 2;
        return new Estimate(
                known[0],
                known[1],
                known[0] - quantile(distances, 1 - tail) * known[1],
                known[0] - quantile(distances, tail) * known[1],
                settings.level());
    }

    /** Linear between neighbours. */
    private static double quantile(double[] sorted, double q) {
        double place = q * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
