// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.shapley.Probability;
import io.nextbestaction.explain.shapley.ShapleyKernel;
import io.nextbestaction.explain.shapley.ShapleyKernels;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.ScoreExplainer;
import java.util.Arrays;

/**
 * Shapley values of one scorer, exact unless {@link #report()} says sampled. Immutable, thread-safe, deterministic to the bit; with a scratch of the caller's, a
 * call allocates nothing. Every call checks that base and contributions add up to the margin, to 1e-9 (for margins summed
 * from terms beyond 1e4 in size: 1e-13 of that size), and throws {@link IllegalStateException} if not.
 */
public final class ShapleyExplainer implements ScoreExplainer {
    private final ShapleyKernel kernel;
    private final Probability probability;
    private final KernelReport report;
    private final int inputs;
    private final double meanProbability;

    ShapleyExplainer(ShapleyKernel kernel, Probability probability, KernelReport report, int inputs) {
        this.kernel = kernel;
        this.probability = probability;
        this.report = report;
        this.inputs = inputs;
        double sum = 0;
        for (double margin : kernel.references()) {
            sum += probability.of(margin);
        }
        this.meanProbability = sum / kernel.references().length;
    }

    /** The kernels chosen, the memory they take, and whether values are sampled. */
    public KernelReport report() {
        return report;
    }

    @Override
    public double base() {
        return kernel.base();
    }

    @Override
    public ExplainScratch newScratch() {
        return new Scratch(this);
    }

    @Override
    public void explain(double[] features, double[] contributions, ExplainScratch scratch) {
        kernel.explain(features, contributions, own(scratch).values);
    }

    /**
     * Writes the same contributions and how far each may be from the exact one: the standard error of its sampling, on the
     * margin scale, 0 where it is exact. Allocates nothing and costs no more.
     *
     * @param features a feature vector; NaN is missing
     * @param contributions at least as many as the scorer's inputs, overwritten
     * @param standardErrors as many, overwritten
     * @param scratch from {@link #newScratch()} of this explainer, used by no other thread meanwhile
     */
    public void explain(double[] features, double[] contributions, double[] standardErrors, ExplainScratch scratch) {
        Arrays.fill(standardErrors, 0, inputs, 0);
        kernel.explain(features, contributions, standardErrors, own(scratch).values);
    }

    /**
     * Writes the contributions of many rows, on the margin scale, the same to the bit as row by row; faster, since what a
     * tree needs is read once for a block of rows.
     *
     * @param rows [rows × inputs]; NaN is missing
     * @param contributions at least [rows × inputs], row-major, overwritten
     * @param scratch from {@link #newScratch()} of this explainer, used by no other thread meanwhile
     * @throws IllegalArgumentException if the rows do not fit the scorer or the array
     */
    public void explain(FeatureMatrix rows, double[] contributions, ExplainScratch scratch) {
        if (rows.columns() != inputs || contributions.length / inputs < rows.rows()) {
            throw new IllegalArgumentException("The contributions (" + contributions.length + ") of " + rows.rows()
                    + " rows of " + rows.columns() + " columns must have room for the scorer's " + inputs
                    + " inputs a row.\nMaybe transform the rows with the scorer's own pipeline.");
        }
        kernel.explain(rows, contributions, own(scratch).values);
    }

    /**
     * What the contributions add up from on a scale.
     *
     * @throws IllegalStateException for {@link ShapleyScale#PER_REFERENCE} of path-dependent values
     */
    public double base(ShapleyScale scale) {
        return switch (scale) {
            case MARGIN -> base();
            case RESCALED -> probability.of(base());
            case PER_REFERENCE -> {
                requireReferences();
                yield meanProbability;
            }
        };
    }

    /**
     * Writes the contribution of every input on a scale; allocates nothing. {@link ShapleyScale#PER_REFERENCE} costs the
     * values once more, of forests a walk of every tree for each background row; the other scales cost what the values cost.
     *
     * @param features a feature vector; NaN is missing
     * @param contributions at least as many as the scorer's inputs, overwritten
     * @param scratch from {@link #newScratch()} of this explainer
     * @throws IllegalStateException for {@link ShapleyScale#PER_REFERENCE} of path-dependent values
     */
    public void explain(ShapleyScale scale, double[] features, double[] contributions, ExplainScratch scratch) {
        if (scale == ShapleyScale.PER_REFERENCE) {
            requireReferences();
        }
        explain(features, contributions, scratch);
        if (scale == ShapleyScale.MARGIN) {
            return;
        }
        double margin = base();
        for (int i = 0; i < inputs; i++) {
            margin += contributions[i];
        }
        if (scale == ShapleyScale.RESCALED) {
            double factor = probability.factor(base(), margin);
            for (int i = 0; i < inputs; i++) {
                contributions[i] *= factor;
            }
        } else {
            perReference(features, margin, contributions, own(scratch));
        }
    }

    private void perReference(double[] features, double margin, double[] contributions, Scratch scratch) {
        double[] references = kernel.references();
        Arrays.fill(contributions, 0, inputs, 0);
        for (int b = 0; b < references.length; b++) {
            Arrays.fill(scratch.one, 0);
            kernel.addAgainst(b, features, scratch.one, scratch.reference);
            double factor = probability.factor(references[b], margin) / references.length;
            for (int i = 0; i < inputs; i++) {
                contributions[i] += factor * scratch.one[i];
            }
        }
    }

    private void requireReferences() {
        if (kernel.references().length == 0) {
            throw new IllegalStateException(
                    "The scale (exact per reference) of path-dependent values must have background"
                            + " rows to refer to.\nMaybe bind Shapley.interventional(background), or use the rescaled scale.");
        }
    }

    private Scratch own(ExplainScratch scratch) {
        if (scratch instanceof Scratch own && own.owner == this) {
            return own;
        }
        throw ShapleyKernels.foreignScratch();
    }

    private static final class Scratch implements ExplainScratch {
        private final ShapleyExplainer owner;
        private final ExplainScratch values;
        private final ShapleyKernel.Reference reference;
        private final double[] one;

        Scratch(ShapleyExplainer owner) {
            this.owner = owner;
            values = owner.kernel.newScratch();
            reference = owner.kernel.newReference();
            one = new double[owner.inputs];
        }
    }
}
