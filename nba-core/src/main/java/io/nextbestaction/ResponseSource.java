// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.JointModel;
import io.nextbestaction.model.ProbabilityModel;
import org.jspecify.annotations.Nullable;

/** What learnt the response to one action. */
sealed interface ResponseSource {

    /** The calibrated probability for the customer in the workspace; allocates nothing. */
    double probability(Workspace ws);

    Calibration calibration();

    /** The same as a model of its own. */
    ProbabilityModel model();

    static @Nullable ResponseSource own(@Nullable ProbabilityModel model) {
        return model == null ? null : new Own(model);
    }

    /** A model of this action alone. */
    record Own(ProbabilityModel model) implements ResponseSource {
        @Override
        public double probability(Workspace ws) {
            return model.probability(ws.features, ws.scratch);
        }

        @Override
        public Calibration calibration() {
            return model.calibration();
        }
    }

    /**
     * A member of one model of all actions.
     *
     * @param arm whether of those contacted or of those held out
     */
    record Joint(JointModel joint, int member, JointResponses.Arm arm) implements ResponseSource {
        @Override
        public double probability(Workspace ws) {
            return joint.probability(scores(ws).margin(member, ws), member);
        }

        private JointScores scores(Workspace ws) {
            return arm == JointResponses.Arm.CONTACTED ? ws.jointContacted : ws.jointOrganic;
        }

        @Override
        public Calibration calibration() {
            return joint.members().get(member).calibration();
        }

        @Override
        public ProbabilityModel model() {
            return joint.model(member);
        }
    }
}
