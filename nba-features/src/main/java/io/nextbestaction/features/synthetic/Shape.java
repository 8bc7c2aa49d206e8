// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

/** The shapes that the structural equations are made of, the same bits everywhere. */
final class Shape {
    private Shape() {}

    /** The logistic function, held off 0 and 1. */
    static double sigmoid(double logOdds) {
        double held = StrictMath.max(-20, StrictMath.min(20, logOdds));
        return 1 / (1 + StrictMath.exp(-held));
    }

    /** 1 at the centre, falling like a bell with the given width. */
    static double bump(double value, double centre, double width) {
        double z = (value - centre) / width;
        return StrictMath.exp(-z * z);
    }

    /** From -1 to 1 around the centre. */
    static double step(double value, double centre, double width) {
        return StrictMath.tanh((value - centre) / width);
    }

    /** How far a value lies above a bend, 0 below it. */
    static double above(double value, double bend) {
        return StrictMath.max(0, value - bend);
    }

    static double when(boolean condition, double amount) {
        return condition ? amount : 0;
    }

    static double clamp(double value, double low, double high) {
        return StrictMath.max(low, StrictMath.min(high, value));
    }
}
