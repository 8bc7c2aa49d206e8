// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.List;

/**
 * How much an action changes the probability of an outcome for a customer, as an uplift learner found it: an offset and a
 * weighted sum of scores. Immutable, thread-safe, deterministic to the bit; scoring allocates nothing once the scratch has
 * grown. NaN in the features is missing.
 *
 * @param learner what it was learnt by, in words
 * @param inputs the length of the feature vector
 * @param terms what is summed, in order
 * @param offset what is added last
 */
public record EffectModel(String learner, int inputs, List<Term> terms, double offset) {

    /**
     * Checks that the terms fit the inputs.
     *
     * @throws IllegalArgumentException if there is no term or input, a number is not finite, or a scorer needs other inputs
     */
    public EffectModel {
        terms = List.copyOf(terms);
        if (terms.isEmpty() || inputs < 1 || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("The terms (" + terms.size() + ") and inputs (" + inputs
                    + ") of an effect must be at least one each, and its offset (" + offset
                    + ") finite.\nMaybe training diverged or was given no features.");
        }
        for (Term term : terms) {
            if (term.scorer().inputs() != inputs + term.further().size()) {
                throw new IllegalArgumentException(
                        "The inputs (" + term.scorer().inputs() + ") of a scorer of an effect"
                                + " must be the features (" + inputs + ") and the further values ("
                                + term.further().size() + ").\nMaybe it was trained on other features.");
            }
        }
    }

    /**
     * One score.
     *
     * @param weight it is multiplied by
     * @param scorer the compiled kernel
     * @param probability whether it is read as a probability, else as a number
     * @param further values that follow the features, such as the arm of an S-learner; empty for none
     */
    public record Term(double weight, Scorer scorer, boolean probability, List<Double> further) {

        /**
         * Keeps the further values from changing.
         *
         * @throws IllegalArgumentException if the weight or one of them is not finite
         */
        public Term {
            further = List.copyOf(further);
            if (!Double.isFinite(weight) || !further.stream().allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("The weight (" + weight + ") and further values " + further
                        + " of a term must be finite.\nMaybe training diverged.");
            }
        }

        double of(double[] features, int inputs, Scratch scratch) {
            double[] row = features;
            if (!further.isEmpty()) {
                row = scratch.widened(inputs + further.size());
                System.arraycopy(features, 0, row, 0, inputs);
                for (int i = 0; i < further.size(); i++) {
                    row[inputs + i] = further.get(i);
                }
            }
            return probability ? scorer.probability(row, scratch) : scorer.margin(row, scratch);
        }
    }

    /**
     * The effect: the probability with the action less that without.
     *
     * @param features at least {@link #inputs()} values
     * @param scratch buffers of the calling thread
     */
    public double effect(double[] features, Scratch scratch) {
        double sum = 0;
        for (int t = 0; t < terms.size(); t++) {
            Term term = terms.get(t);
            sum += term.weight() * term.of(features, inputs, scratch);
        }
        return sum + offset;
    }
}
