// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.ScoreExplainer;

/** Closed form of a linear score: weight · (value − mean), base the margin at the means. */
final class LinearShapley implements ScoreExplainer {
    /** Nothing is needed. */
    private static final ExplainScratch NONE = new ExplainScratch() {};

    private final LinearModel model;
    private final double base;

    LinearShapley(LinearModel model) {
        this.model = model;
        double sum = model.bias();
        for (int i = 0; i < model.inputs(); i++) {
            sum += model.weight(i) * model.mean(i);
        }
        this.base = sum;
    }

    @Override
    public double base() {
        return base;
    }

    @Override
    public ExplainScratch newScratch() {
        return NONE;
    }

    @Override
    public void explain(double[] features, double[] contributions, ExplainScratch scratch) {
        double size = Math.abs(model.bias());
        for (int i = 0; i < model.inputs(); i++) {
            double value = features[i];
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("The value of input " + i + " of a linear score must be finite to be"
                        + " explained.\nMaybe clip it in the pipeline, or pass NaN for missing.");
            }
            double mean = model.mean(i);
            double present = Double.isNaN(value) ? mean : value;
            contributions[i] = model.weight(i) * (present - mean);
            size += Math.abs(model.weight(i)) * (Math.abs(present) + 2 * Math.abs(mean));
        }
        Additivity.check(base, contributions, model.inputs(), model.margin(features), size);
    }
}
