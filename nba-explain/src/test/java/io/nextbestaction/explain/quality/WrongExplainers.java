// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.data.State;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.model.Scorer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Explainers made wrong on purpose. */
final class WrongExplainers {
    private WrongExplainers() {}

    /** What is done to right contributions of a row, in place. */
    @FunctionalInterface
    interface Change {
        void apply(double[] row, double[] contributions);
    }

    /** Contributions dealt to other columns, otherwise for every row; they still add up. */
    static Change shuffled(long seed) {
        return (row, contributions) -> {
            double[] right = contributions.clone();
            int[] order = Orders.random(right.length, new SplittableRandom(seed ^ Arrays.hashCode(row)));
            Arrays.setAll(contributions, c -> right[order[c]]);
        };
    }

    static ScoreExplainer changed(ScoreExplainer right, Change change) {
        return new ScoreExplainer() {
            @Override
            public double base() {
                return right.base();
            }

            @Override
            public ExplainScratch newScratch() {
                return right.newScratch();
            }

            @Override
            public void explain(double[] features, double[] contributions, ExplainScratch scratch) {
                right.explain(features, contributions, scratch);
                change.apply(features, contributions);
            }
        };
    }

    static Explainer changed(Explainer right, Change change) {
        return explainer(scorer -> changed(right.bind(scorer), change));
    }

    static Explainer explainer(Function<Scorer, ScoreExplainer> bind) {
        return new Explainer() {
            @Override
            public String provider() {
                return "wrong";
            }

            @Override
            public State state() {
                return State.builder().build();
            }

            @Override
            public ScoreExplainer bind(Scorer scorer) {
                return bind.apply(scorer);
            }
        };
    }
}
