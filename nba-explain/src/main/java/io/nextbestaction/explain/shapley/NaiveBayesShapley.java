// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.NaiveBayes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closed form of naive Bayes, whose margin is a sum over the inputs: the evidence of a value less that of the reference,
 * which is nothing known, the prior (Good 1950), or the mean evidence of the background. No two features interact.
 */
final class NaiveBayesShapley implements ShapleyKernel {
    /** Nothing is needed. */
    private static final ExplainScratch NONE = new ExplainScratch() {};

    private final NaiveBayes model;
    private final boolean pairs;
    private final @Nullable FeatureMatrix background;
    /** The mean evidence of the references. */
    private final double[] means;

    private final double[] references;
    private final double base;

    NaiveBayesShapley(NaiveBayes model, Settings settings, boolean pairs) {
        int inputs = model.inputs();
        settings.check(inputs);
        this.model = model;
        this.pairs = pairs;
        this.background = settings.background();
        this.references = new double[background == null ? 1 : background.rows()];
        this.means = new double[inputs];
        for (int b = 0; b < references.length; b++) {
            references[b] = model.prior();
            for (int i = 0; i < inputs; i++) {
                references[b] += against(i, b);
                means[i] += against(i, b) / references.length;
            }
            Additivity.requireFinite(references[b], "reference row " + b);
        }
        this.base = model.prior() + Arrays.stream(means).sum();
    }

    private double against(int input, int reference) {
        return background == null ? 0 : model.evidence(input, background.get(reference, input));
    }

    @Override
    public double base() {
        return base;
    }

    @Override
    public Counts counts() {
        return new Counts(List.of(), 0, 0, background == null ? 0 : references.length, 0);
    }

    @Override
    public double[] references() {
        return references;
    }

    @Override
    public ExplainScratch newScratch() {
        return NONE;
    }

    @Override
    public void explain(double[] features, double[] contributions, ExplainScratch scratch) {
        double margin = model.margin(features);
        Additivity.requireFinite(margin, "a row");
        int inputs = model.inputs();
        int outputs = pairs ? inputs * inputs : inputs;
        Arrays.fill(contributions, 0, outputs, 0);
        double size = Math.abs(model.prior());
        for (int i = 0; i < inputs; i++) {
            double own = model.evidence(i, features[i]);
            contributions[pairs ? i * (inputs + 1) : i] = own - means[i];
            size += Math.abs(own) + Math.abs(means[i]);
        }
        Additivity.check(base, contributions, outputs, margin, size);
    }

    @Override
    public Reference newReference() {
        return new Reference(0, 0, 0);
    }

    @Override
    public void addAgainst(int reference, double[] features, double[] contributions, Reference scratch) {
        for (int i = 0; i < model.inputs(); i++) {
            contributions[i] += model.evidence(i, features[i]) - against(i, reference);
        }
    }
}
