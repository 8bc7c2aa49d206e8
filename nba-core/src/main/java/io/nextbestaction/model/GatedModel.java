// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Two steps: first one class against all others, then the others among themselves: P(c) = P(not gate) · P(c | not gate).
 *
 * @param classes the class names; without that of the gate they are those of the rest, in order
 * @param gate the index of the class told apart first
 * @param first the calibrated probability of that class
 * @param rest the probabilities of the others, learnt from rows of the others
 */
public record GatedModel(List<String> classes, int gate, ProbabilityModel first, MulticlassModel rest)
        implements MulticlassModel {

    /**
     * Checks that the parts fit.
     *
     * @throws IllegalArgumentException if the gate is no class, the classes of the rest are not the others, the inputs
     *     differ, or the rest is gated itself
     */
    public GatedModel {
        classes = List.copyOf(classes);
        MulticlassSet.checkClasses(classes);
        if (gate < 0 || gate >= classes.size()) {
            throw new IllegalArgumentException(
                    "The gate (" + gate + ") must be the index of one of " + classes.size() + " classes.");
        }
        List<String> others = new ArrayList<>(classes);
        others.remove(gate);
        if (!others.equals(rest.classes())) {
            throw new IllegalArgumentException("The classes (" + rest.classes().size()
                    + ") of the second step must be all but the gate, in order (" + others.size() + ").");
        }
        Siblings.checkInputs(rest.inputs(), first.scorer().inputs());
        if (rest instanceof GatedModel) {
            throw new IllegalArgumentException("The second step (gated) must not have a gate of its own.\n"
                    + "Maybe tell the other classes apart by one model.");
        }
    }

    @Override
    public int inputs() {
        return rest.inputs();
    }

    @Override
    public void probabilities(double[] features, double[] out, Scratch scratch) {
        int size = classes.size();
        Siblings.checkRoom(out, size);
        rest.probabilities(features, out, scratch);
        double p = first.probability(features, scratch);
        for (int c = size - 1; c > gate; c--) {
            out[c] = (1 - p) * out[c - 1];
        }
        out[gate] = p;
        for (int c = 0; c < gate; c++) {
            out[c] *= 1 - p;
        }
    }
}
