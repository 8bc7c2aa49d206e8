// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

/** Adam (Kingma and Ba 2015) with its authors' settings but the learning rate. Not thread-safe. */
final class Adam {
    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double LEAST = 1e-8;

    private final double learningRate;
    private final double[] means;
    private final double[] squares;
    private double meanShare = 1;
    private double squareShare = 1;

    Adam(int parameters, double learningRate) {
        this.learningRate = learningRate;
        this.means = new double[parameters];
        this.squares = new double[parameters];
    }

    /** Moves the parameters one step down a gradient. */
    void step(double[] parameters, double[] gradient) {
        meanShare *= MEAN_DECAY;
        squareShare *= SQUARE_DECAY;
        double rate = learningRate * Math.sqrt(1 - squareShare) / (1 - meanShare);
        for (int p = 0; p < parameters.length; p++) {
            means[p] = MEAN_DECAY * means[p] + (1 - MEAN_DECAY) * gradient[p];
            squares[p] = SQUARE_DECAY * squares[p] + (1 - SQUARE_DECAY) * gradient[p] * gradient[p];
            parameters[p] -= rate * means[p] / (Math.sqrt(squares[p]) + LEAST);
        }
    }
}
