// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;

/**
 * Points in scaled units and squared distances to them. They lie in blocks of {@value #BLOCK}, column by column, so that
 * the inner loop runs over points: the compiler makes vectors of it and every sum keeps its order. Immutable.
 */
final class Points {
    /** Points of a block: their distances stay in the first-level cache. */
    static final int BLOCK = 128;

    private final int size;
    private final double[] scales;
    private final double[] means;
    private final double[] blocks;

    private Points(int size, double[] scales, double[] means, double[] blocks) {
        this.size = size;
        this.scales = scales;
        this.means = means;
        this.blocks = blocks;
    }

    /**
     * Points already scaled; arrays are copied.
     *
     * @param owner whose they are, for messages
     * @param points row-major [points × inputs], scaled, finite
     * @param scales what (value − mean) is multiplied by, finite, at least 0; 0 leaves an input out
     * @param means the mean of each input, finite; a missing value counts as it
     */
    static Points of(String owner, double[] points, double[] scales, double[] means) {
        int inputs = scales.length;
        if (inputs == 0 || means.length != inputs || points.length == 0 || points.length % inputs != 0) {
            throw new IllegalArgumentException("The values (" + points.length + ") of " + owner + " must fill rows of "
                    + inputs + " inputs, at least one, with as many scales (" + inputs + ") as means (" + means.length
                    + ").");
        }
        if (!Arrays.stream(points).allMatch(Double::isFinite)
                || !Arrays.stream(means).allMatch(Double::isFinite)
                || !Arrays.stream(scales).allMatch(s -> Double.isFinite(s) && s >= 0)) {
            throw new IllegalArgumentException(
                    "The values, means and scales of " + owner + " must be finite, scales not negative.");
        }
        Points copy = new Points(points.length / inputs, scales.clone(), means.clone(), new double[points.length]);
        for (int p = 0; p < copy.size; p++) {
            for (int j = 0; j < inputs; j++) {
                copy.blocks[copy.at(p, j)] = points[p * inputs + j];
            }
        }
        return copy;
    }

    private int at(int point, int input) {
        int first = point / BLOCK * BLOCK;
        return first * scales.length + input * width(first) + point - first;
    }

    /** The points of the block that begins with a point: the last one may be narrower. */
    private int width(int first) {
        return Math.min(BLOCK, size - first);
    }

    int size() {
        return size;
    }

    int inputs() {
        return scales.length;
    }

    double scale(int input) {
        return scales[input];
    }

    double mean(int input) {
        return means[input];
    }

    /** A coordinate in scaled units. */
    double value(int point, int input) {
        return blocks[at(point, input)];
    }

    /** A feature vector in scaled units; a missing value is 0, its mean. */
    void scale(double[] rows, int offset, double[] out) {
        for (int j = 0; j < scales.length; j++) {
            double value = rows[offset + j];
            out[j] = Double.isNaN(value) ? 0 : (value - means[j]) * scales[j];
        }
    }

    /** The squared distances of a scaled vector to a block of points from this one on; how many there are. */
    int distances(double[] scaled, int first, double[] out) {
        int width = width(first);
        Arrays.fill(out, 0, width, 0);
        int at = first * scales.length;
        for (int j = 0; j < scales.length; j++, at += width) {
            double value = scaled[j];
            for (int p = 0; p < width; p++) {
                double difference = value - blocks[at + p];
                out[p] += difference * difference;
            }
        }
        return width;
    }
}
