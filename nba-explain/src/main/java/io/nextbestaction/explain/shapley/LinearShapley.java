// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.LinearModel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closed form of a linear score: weight · (value − mean), base the margin at the means, which are those of training or of
 * the background. No two features interact.
 */
final class LinearShapley implements ShapleyKernel {
    /** Nothing is needed. */
    private static final ExplainScratch NONE = new ExplainScratch() {};

    private final LinearModel model;
    private final boolean pairs;
    private final @Nullable FeatureMatrix background;
    private final double[] means;
    private final double[] references;
    private final double base;

    LinearShapley(LinearModel model, Settings settings, boolean pairs) {
        settings.check(model.inputs());
        this.model = model;
        this.pairs = pairs;
        this.background = settings.background();
        this.means = new double[model.inputs()];
        this.references = new double[background == null ? 0 : background.rows()];
        double sum = model.bias();
        for (int i = 0; i < means.length; i++) {
            for (int b = 0; b < references.length; b++) {
                means[i] += against(i, b);
            }
            means[i] = background == null ? model.mean(i) : means[i] / references.length;
            sum += model.weight(i) * means[i];
        }
        this.base = sum;
        double[] row = new double[model.inputs()];
        for (int b = 0; background != null && b < references.length; b++) {
            background.row(b, row);
            references[b] = model.margin(row);
        }
    }

    /** What a background row has for an input, a missing value the training mean. */
    private double against(int input, int reference) {
        double value = background == null ? Double.NaN : background.get(reference, input);
        return Double.isNaN(value) ? model.mean(input) : value;
    }

    @Override
    public double base() {
        return base;
    }

    @Override
    public Counts counts() {
        return new Counts(List.of(), 0, 0, references.length, 0);
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
        int inputs = model.inputs();
        int outputs = pairs ? inputs * inputs : inputs;
        Arrays.fill(contributions, 0, outputs, 0);
        double size = Math.abs(model.bias());
        for (int i = 0; i < inputs; i++) {
            double present = present(features, i);
            contributions[pairs ? i * (inputs + 1) : i] = model.weight(i) * (present - means[i]);
            size += Math.abs(model.weight(i)) * (Math.abs(present) + Math.abs(means[i]) + Math.abs(model.mean(i)));
        }
        Additivity.check(base, contributions, outputs, model.margin(features), size);
    }

    private double present(double[] features, int input) {
        double value = features[input];
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("The value of input " + input + " of a linear score must be finite to be"
                    + " explained.\nMaybe clip it in the pipeline, or pass NaN for missing.");
        }
        return Double.isNaN(value) ? model.mean(input) : value;
    }

    @Override
    public Reference newReference() {
        return new Reference(0, 0, 0);
    }

    @Override
    public void addAgainst(int reference, double[] features, double[] contributions, Reference scratch) {
        for (int i = 0; i < model.inputs(); i++) {
            contributions[i] += model.weight(i) * (present(features, i) - against(i, reference));
        }
    }
}
