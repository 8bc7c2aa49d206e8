// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.Scratch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The effect of one arm against the control as a function of the features; allocates nothing. */
sealed interface Effect {
    double of(double[] features, UpliftScratch scratch);

    /** The longest feature vector a scorer of the effect reads. */
    int inputs();

    /** What the effect is a weighted sum of. */
    List<EffectModel.Term> terms();

    /** What is added to the sum. */
    default double offset() {
        return 0;
    }

    /** Two models: of those treated and of the control. */
    record Difference(Outcome treated, Outcome control) implements Effect {
        @Override
        public double of(double[] features, UpliftScratch scratch) {
            return treated.of(features, scratch.scratch) - control.of(features, scratch.scratch);
        }

        @Override
        public int inputs() {
            return treated.scorer().inputs();
        }

        @Override
        public List<EffectModel.Term> terms() {
            return List.of(treated.term(1), control.term(-1));
        }
    }

    /** One model of features and arm, asked twice. */
    record Switched(Outcome outcome, int columns, int arm) implements Effect {
        @Override
        public double of(double[] features, UpliftScratch scratch) {
            double[] row = scratch.row(outcome.scorer().inputs());
            System.arraycopy(features, 0, row, 0, columns);
            for (int k = columns; k < outcome.scorer().inputs(); k++) {
                row[k] = 0;
            }
            double control = outcome.of(row, scratch.scratch);
            row[columns + arm - 1] = 1;
            return outcome.of(row, scratch.scratch) - control;
        }

        @Override
        public int inputs() {
            return columns;
        }

        @Override
        public List<EffectModel.Term> terms() {
            List<Double> control = Collections.nCopies(outcome.scorer().inputs() - columns, 0.0);
            List<Double> treated = new ArrayList<>(control);
            treated.set(arm - 1, 1.0);
            return List.of(outcome.term(1, treated), outcome.term(-1, control));
        }
    }

    /** A model of the effect itself: scale · score + offset. */
    record Direct(Outcome effect, double scale, double offset) implements Effect {
        @Override
        public double of(double[] features, UpliftScratch scratch) {
            return scale * effect.of(features, scratch.scratch) + offset;
        }

        @Override
        public int inputs() {
            return effect.scorer().inputs();
        }

        @Override
        public List<EffectModel.Term> terms() {
            return List.of(effect.term(scale));
        }
    }

    /** e · control side + (1 − e) · treated side, e the share of the arm among the arm and the control. */
    record Mixed(Outcome treatedSide, Outcome controlSide, ArmChances chances, int arm) implements Effect {
        @Override
        public double of(double[] features, UpliftScratch scratch) {
            Scratch buffers = scratch.scratch;
            double treated = chances.of(arm, features, buffers);
            double control = chances.of(0, features, buffers);
            double e = treated / (treated + control);
            return e * controlSide.of(features, buffers) + (1 - e) * treatedSide.of(features, buffers);
        }

        @Override
        public int inputs() {
            return treatedSide.scorer().inputs();
        }

        @Override
        public List<EffectModel.Term> terms() {
            if (!(chances instanceof ArmChances.Known known)) {
                throw new IllegalArgumentException(
                        "The chances (estimated) of an X-learner must be known for an engine to"
                                + " take its effect.\nMaybe take a DR-learner, which needs them for training only.");
            }
            double e = known.chances()[arm] / (known.chances()[arm] + known.chances()[0]);
            return List.of(controlSide.term(e), treatedSide.term(1 - e));
        }
    }
}
