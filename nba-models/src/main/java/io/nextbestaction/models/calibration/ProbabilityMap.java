// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.calibration;

/**
 * What turns a probability into a better one. Never falling, so it never turns an order round, though some maps make
 * ties. A pure function: immutable, thread-safe, without allocation. A {@link io.nextbestaction.model.Calibration} is
 * one, too: {@code calibration::apply}.
 */
@FunctionalInterface
public interface ProbabilityMap {

    /** The new probability, in [0, 1]; NaN for NaN. */
    double apply(double probability);

    /** The new probabilities of several rows, in a new array. */
    default double[] apply(double[] probabilities) {
        double[] mapped = new double[probabilities.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = apply(probabilities[i]);
        }
        return mapped;
    }

    /** This map, then the other: a calibration, then a correction of the prior. */
    default ProbabilityMap andThen(ProbabilityMap next) {
        return probability -> next.apply(apply(probability));
    }
}
