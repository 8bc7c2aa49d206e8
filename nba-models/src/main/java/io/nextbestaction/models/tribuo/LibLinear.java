// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import java.util.Map;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.common.liblinear.LibLinearModel;

/** Trains linear classifiers with an L2 penalty by LIBLINEAR (Fan et al. 2008), hosted by Tribuo. Not API. */
public final class LibLinear {
    /** LIBLINEAR's bound on the gradient, relative to its first: tight, so that the optimum is what decides. */
    private static final double TOLERANCE = 1e-6;

    private static final int ITERATIONS = 1000;

    private LibLinear() {}

    /** What a row costs; solved in the primal, which unlike the dual draws no random numbers. */
    public enum Loss {
        /** ln(1 + e^−margin). */
        LOGISTIC(LinearClassificationType.LinearType.L2R_LR),
        /** max(0, 1 − margin)². */
        SQUARED_HINGE(LinearClassificationType.LinearType.L2R_L2LOSS_SVC);

        private final LinearClassificationType.LinearType type;

        Loss(LinearClassificationType.LinearType type) {
            this.type = type;
        }
    }

    /**
     * The weight of every column for a margin of the event, then the bias: [columns + 1].
     *
     * @param values row-major [rows × columns], scaled, nothing missing
     * @param labels both classes
     * @param noCost what the loss of a row without the event is multiplied by, against the penalty ‖w‖²/2
     * @param yesCost the same of a row with the event
     */
    public static double[] weights(
            Loss loss, double[] values, int columns, boolean[] labels, double noCost, double yesCost) {
        LibLinearClassificationTrainer trainer = trainer(loss, noCost, yesCost);
        return weights(trainer.train(TribuoData.labelled(values, columns, labels)), columns);
    }

    static LibLinearClassificationTrainer trainer(Loss loss, double noCost, double yesCost) {
        LibLinearClassificationTrainer trainer = new LibLinearClassificationTrainer(
                new LinearClassificationType(loss.type), noCost, ITERATIONS, TOLERANCE);
        if (yesCost != noCost) {
            trainer.setLabelWeights(Map.of(TribuoData.YES, (float) (yesCost / noCost), TribuoData.NO, 1f));
        }
        return trainer;
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
