// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Link;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.ProbabilityScale;

/** How a margin becomes the probability to be explained. */
public interface Probability {

    /** The probability of a margin. */
    double of(double margin);

    /** (p(margin) − p(base)) / (margin − base), or its limit. */
    double factor(double base, double margin);

    /** The uncalibrated probability. */
    static Probability of(Link link) {
        return new Probability() {
            @Override
            public double of(double margin) {
                return link.probability(margin);
            }

            @Override
            public double factor(double base, double margin) {
                return ProbabilityScale.factor(link, base, margin);
            }
        };
    }

    /** The calibrated probability. */
    static Probability of(ProbabilityModel model) {
        return new Probability() {
            @Override
            public double of(double margin) {
                return model.calibration().apply(model.scorer().link().probability(margin));
            }

            @Override
            public double factor(double base, double margin) {
                return ProbabilityScale.factor(model, base, margin);
            }
        };
    }
}
