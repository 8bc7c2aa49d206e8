// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.common.liblinear.LibLinearModel;

/** Trains L2-regularised logistic regression with LIBLINEAR (Fan et al. 2008), hosted by Tribuo. Not API. */
public final class LibLinear {
    /** LIBLINEAR's bound on the gradient, relative to its first: tight, so that the optimum is what decides. */
    private static final double TOLERANCE = 1e-6;

    private static final int ITERATIONS = 1000;

    private LibLinear() {}

    /**
     * The weight of every column for log-odds of the event, then the bias: [columns + 1].
     *
     * @param values row-major [rows × columns], scaled, nothing missing
     * @param labels both classes
     * @param cost the weight C of the likelihood against the penalty ‖w‖²/2
     */
    public static double[] logistic(double[] values, int columns, boolean[] labels, double cost) {
        return weights(trainer(cost).train(TribuoData.labelled(values, columns, labels)), columns);
    }

    static LibLinearClassificationTrainer trainer(double cost) {
        // The primal solver: unlike the dual one it draws no random numbers.
        return new LibLinearClassificationTrainer(
                new LinearClassificationType(LinearClassificationType.LinearType.L2R_LR), cost, ITERATIONS, TOLERANCE);
    }

    private static double[] weights(LibLinearModel<Label> trained, int columns) {
        de.bwaldvogel.liblinear.Model model = trained.getInnerModels().get(0);
        double[] byId = model.getFeatureWeights();
        // The weights speak for the label LIBLINEAR met first.
        String first = trained.getOutputIDInfo().getOutput(model.getLabels()[0]).getLabel();
        double sign = first.equals(TribuoData.YES.getLabel()) ? 1 : -1;
        ImmutableFeatureMap features = trained.getFeatureIDMap();
        int[] columnOf = TribuoData.columnOf(features);
        double[] weights = new double[columns + 1];
        for (int id = 0; id < columnOf.length; id++) {
            weights[columnOf[id]] = sign * byId[id];
        }
        weights[columns] = sign * byId[features.size()];
        return weights;
    }
}
