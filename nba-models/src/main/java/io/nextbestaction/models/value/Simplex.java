// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * The simplex search of Nelder and Mead (1965) for a minimum of a few variables, begun anew from where it ended until that
 * gains nothing. Deterministic.
 */
final class Simplex {
    private static final double STEP = 0.5;
    /** A likelihood is flat at its top: this near the place it is right to twice as many digits. */
    private static final double NEAR = 1e-7;

    private static final double GAIN = 1e-10;
    private static final int STEPS = 2_000;
    private static final int RESTARTS = 20;

    private Simplex() {}

    static double[] minimum(ToDoubleFunction<double[]> of, double[] start) {
        Point best = new Point(start, of.applyAsDouble(start));
        for (int i = 0; i < RESTARTS; i++) {
            Point next = search(of, best);
            boolean gained = best.value - next.value > GAIN * Math.abs(next.value);
            best = next;
            if (!gained) {
                break;
            }
        }
        return best.at;
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Point(double[] at, double value) {}

    private static Point search(ToDoubleFunction<double[]> of, Point start) {
        int n = start.at.length;
        Point[] points = new Point[n + 1];
        points[n] = start;
        for (int j = 0; j < n; j++) {
            double[] at = start.at.clone();
            at[j] += STEP;
            points[j] = new Point(at, of.applyAsDouble(at));
        }
        for (int step = 0; step < STEPS; step++) {
            Arrays.sort(points, Comparator.comparingDouble(Point::value));
            Point best = points[0];
            Point worst = points[n];
            if (width(points) < NEAR) {
                break;
            }
            double[] centre = new double[n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    centre[j] += points[i].at[j] / n;
                }
            }
            Point mirrored = along(of, centre, worst, -1);
            if (mirrored.value < best.value) {
                Point further = along(of, centre, worst, -2);
                points[n] = further.value < mirrored.value ? further : mirrored;
            } else if (mirrored.value < points[n - 1].value) {
                points[n] = mirrored;
            } else {
                Point nearer = along(of, centre, mirrored.value < worst.value ? mirrored : worst, 0.5);
                if (nearer.value < Math.min(mirrored.value, worst.value)) {
                    points[n] = nearer;
                } else {
                    for (int i = 1; i <= n; i++) {
                        points[i] = along(of, best.at, points[i], 0.5);
                    }
                }
            }
        }
        Arrays.sort(points, Comparator.comparingDouble(Point::value));
        return points[0];
    }

    private static Point along(ToDoubleFunction<double[]> of, double[] from, Point to, double share) {
        double[] at = new double[from.length];
        for (int j = 0; j < at.length; j++) {
            at[j] = from[j] + share * (to.at[j] - from[j]);
        }
        return new Point(at, of.applyAsDouble(at));
    }

    private static double width(Point[] points) {
        double width = 0;
        for (Point point : points) {
            for (int j = 0; j < point.at.length; j++) {
                width = Math.max(width, Math.abs(point.at[j] - points[0].at[j]));
            }
        }
        return width;
    }
}
