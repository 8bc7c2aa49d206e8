// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.data.FeatureMatrix;
import java.util.SplittableRandom;

/**
 * How much contributions change near a row. Every column of a neighbour moves by a random part of the radius, in standard
 * deviations over the background; columns of whole numbers stay whole, so that flags and counts stay what they are, and
 * missing, infinite and constant ones do not move. Collects the rows one by one; for one thread.
 */
final class Neighbourhood {
    private final double[] deviation;
    private final boolean[] whole;
    private final int neighbours;
    private final double radius;
    private final double[] sensitivity;
    private final double[] lipschitz;

    Neighbourhood(FeatureMatrix background, int rows, QualitySettings settings) {
        this.neighbours = settings.neighbours();
        this.radius = settings.radius();
        this.deviation = new double[background.columns()];
        this.whole = new boolean[background.columns()];
        this.sensitivity = new double[rows];
        this.lipschitz = new double[rows];
        for (int c = 0; c < deviation.length; c++) {
            learn(background, c);
        }
    }

    private void learn(FeatureMatrix background, int column) {
        double mean = 0;
        double squares = 0;
        int count = 0;
        whole[column] = true;
        for (int b = 0; b < background.rows(); b++) {
            double value = background.get(b, column);
            if (!Double.isFinite(value)) {
                continue;
            }
            whole[column] &= value == Math.rint(value);
            count++;
            double step = value - mean;
            mean += step / count;
            squares += step * (value - mean);
        }
        deviation[column] = count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }

    /** Takes a row with its contributions by field. */
    void add(int index, double[] row, double[] contributions, Explained explained, SplittableRandom random) {
        double size = distance(contributions, new double[contributions.length]);
        double change = Double.NaN;
        double slope = Double.NaN;
        double[] near = new double[row.length];
        for (int n = 0; n < neighbours; n++) {
            double distance = move(row, near, random);
            if (distance == 0) {
                continue;
            }
            double moved = distance(contributions, explained.byField(near));
            change = max(change, moved / size);
            slope = max(slope, moved / distance);
        }
        sensitivity[index] = size == 0 ? Double.NaN : change;
        lipschitz[index] = slope;
    }

    private double move(double[] row, double[] near, SplittableRandom random) {
        double squares = 0;
        for (int c = 0; c < row.length; c++) {
            double step = random.nextDouble(-radius, radius) * deviation[c];
            double moved = row[c] + (whole[c] ? Math.rint(step) : step);
            near[c] = moved;
            if (deviation[c] > 0 && Double.isFinite(moved)) {
                squares += (moved - row[c]) / deviation[c] * ((moved - row[c]) / deviation[c]);
            }
        }
        return Math.sqrt(squares);
    }

    private static double max(double known, double next) {
        return known > next ? known : next;
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    /** Relative to the size of the contributions. */
    double[] sensitivity() {
        return sensitivity;
    }

    /** Relative to the distance. */
    double[] lipschitz() {
        return lipschitz;
    }
}
