// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Made-up training sets and what tests compare kernels by. */
public final class Samples {
    private Samples() {}

    /** Columns named x0, x1, … */
    public static FeatureMatrix matrix(int columns, double... values) {
        return FeatureMatrix.of(
                FeatureNames.of(
                        IntStream.range(0, columns).mapToObj(i -> "x" + i).toArray(String[]::new)),
                values);
    }

    /**
     * Numbers, zeros and flags whose first columns decide the label, one value in ten missing, one row in fifty with
     * nothing known; the last column is never known.
     */
    public static TrainingSet withMissing(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[rows * columns];
        boolean[] labels = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            boolean nothing = random.nextInt(50) == 0;
            double score = -0.5;
            for (int j = 0; j < columns; j++) {
                double value = j % 3 == 2 ? random.nextInt(2) : random.nextGaussian() * Math.pow(10, j % 5 - 1);
                value = j % 4 == 1 && value < 0 ? 0 : value;
                boolean missing = nothing || j == columns - 1 || random.nextInt(10) == 0;
                values[i * columns + j] = missing ? Double.NaN : value;
                score += j < 4 && !missing ? value / Math.pow(10, j % 5 - 1) : 0;
            }
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-score));
        }
        return new TrainingSet(matrix(columns, values), labels);
    }

    /** Three classes in the plane, overlapping, one of them in six rows of ten; the third column is noise. */
    public static MulticlassSet classes(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[rows * 3];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            int draw = random.nextInt(10);
            labels[i] = draw < 6 ? 1 : draw < 8 ? 0 : 2;
            values[3 * i] = random.nextGaussian() + (labels[i] == 0 ? 1.5 : 0);
            values[3 * i + 1] = random.nextGaussian() + (labels[i] == 2 ? 1.5 : 0);
            values[3 * i + 2] = random.nextGaussian();
        }
        return new MulticlassSet(matrix(3, values), List.of("blue", "gold", "silver"), labels);
    }

    /** The same rows with their classes dealt anew: nothing can be learnt. */
    public static MulticlassSet permuted(MulticlassSet set, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = set.labels().clone();
        for (int i = labels.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = labels[i];
            labels[i] = labels[j];
            labels[j] = swap;
        }
        return new MulticlassSet(set.features(), set.classes(), labels, set.weights());
    }

    /** Everything a forest holds, for comparison to the bit. */
    public static List<Object> bits(Forest forest) {
        List<Object> bits = new ArrayList<>(List.of(forest.inputs(), forest.link(), forest.base(), forest.trees()));
        for (int t = 0; t < forest.trees(); t++) {
            bits.add(forest.root(t));
        }
        for (int n = 0; n < forest.nodes(); n++) {
            bits.add(forest.feature(n));
            bits.add(forest.threshold(n));
            bits.add(forest.left(n));
            bits.add(forest.missingLeft(n));
            bits.add(forest.cover(n));
        }
        return bits;
    }

    /** The largest absolute difference of two arrays. */
    public static double worst(double[] actual, double[] expected) {
        return IntStream.range(0, actual.length)
                .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
                .max()
                .orElseThrow();
    }

    /** The linear congruential stream of the golden values: x ← (1103515245 x + 12345) mod 2³¹, as x / 2³¹. */
    public static double[] stream(int length, long seed) {
        double[] out = new double[length];
        long x = seed;
        for (int i = 0; i < length; i++) {
            x = (1103515245L * x + 12345) % 2147483648L;
            out[i] = x / 2147483648.0;
        }
        return out;
    }
}
