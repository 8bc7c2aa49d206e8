// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

/** A sum of constants over ranges of cells, kept as differences so that adding one is two additions. */
final class StepSum {
    private final double[] differences;
    private double everywhere;
    private double missing;

    StepSum(int cells) {
        differences = new double[cells + 1];
    }

    void addEverywhere(double value) {
        everywhere += value;
    }

    void add(int from, int to, boolean missingToo, double value) {
        if (from < to) {
            differences[from] += value;
            differences[to] -= value;
        }
        if (missingToo) {
            missing += value;
        }
    }

    double[] values() {
        double[] values = new double[differences.length - 1];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += differences[i];
            values[i] = everywhere + sum;
        }
        return values;
    }

    double missing() {
        return everywhere + missing;
    }
}
