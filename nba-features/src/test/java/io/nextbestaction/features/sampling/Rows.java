// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.TrainingSet;
import java.util.List;
import java.util.SplittableRandom;

/** Training rows to resample. */
final class Rows {
    private Rows() {}

    /** Numbers on two clouds that overlap, one row in four rare. */
    static TrainingSet clouds(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] names = new String[columns];
        double[] values = new double[rows * columns];
        boolean[] labels = new boolean[rows];
        for (int column = 0; column < columns; column++) {
            names[column] = "x" + column;
        }
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 4 == 0;
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = (random.nextDouble() + (labels[row] ? 0.6 : 0)) * (column + 1) * 10;
            }
        }
        return new TrainingSet(FeatureMatrix.of(FeatureNames.of(names), values), labels);
    }

    /** Two numbers, a flag and a category of three levels, one row in five rare. */
    static TrainingSet mixed(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FeatureNames names = FeatureNames.of(List.of(
                new Feature("age", "age"),
                new Feature("active", "active"),
                new Feature("country=DE", "country"),
                new Feature("country=FR", "country"),
                new Feature("country=IT", "country"),
                new Feature("balance", "balance")));
        double[] values = new double[rows * 6];
        boolean[] labels = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 5 == 0;
            values[row * 6] = random.nextInt(18, 80);
            values[row * 6 + 1] = random.nextInt(2);
            values[row * 6 + 2 + random.nextInt(3)] = 1;
            values[row * 6 + 5] = random.nextDouble() * 10_000;
        }
        return new TrainingSet(FeatureMatrix.of(names, values), labels);
    }

    /** Integers of a linear congruential generator, so that another language makes the same. */
    static TrainingSet golden() {
        long state = 12_345;
        double[] values = new double[80 * 3];
        boolean[] labels = new boolean[80];
        for (int i = 0; i < values.length; i++) {
            state = (state * 1_103_515_245L + 12_345) % 2_147_483_648L;
            long drawn = state >> 8;
            labels[i / 3] = i / 3 % 4 == 0;
            int shift = labels[i / 3] ? 1 : 0;
            values[i] = switch (i % 3) {
                case 0 -> drawn % 1_000 * 0.01 + 7 * shift;
                case 1 -> drawn % 1_000 * 100.0 + 50_000 * shift;
                default -> (double) (drawn % 50);
            };
        }
        return new TrainingSet(FeatureMatrix.of(FeatureNames.of("a", "b", "c"), values), labels);
    }
}
