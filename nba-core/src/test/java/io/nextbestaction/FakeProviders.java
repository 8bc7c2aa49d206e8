// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.PipelineProvider;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ExplainerProvider;

/** Restores {@link Fakes.Numbers}, as nba-features restores its pipelines. */
public final class FakeProviders implements PipelineProvider {
    static final String PIPELINE = "test-numbers";
    static final String EXPLAINER = "test-weights";

    /** Restores {@link Fakes#WEIGHTS}, as nba-explain restores its explainer. */
    public static final class Explainers implements ExplainerProvider {
        @Override
        public String name() {
            return EXPLAINER;
        }

        @Override
        public Explainer restore(State state) {
            if (!state.text("kind").equals("weights")) {
                throw new IllegalArgumentException("not mine");
            }
            return Fakes.WEIGHTS;
        }
    }

    @Override
    public String name() {
        return PIPELINE;
    }

    @Override
    public FittedPipeline restore(Schema schema, State state) {
        if (!state.text("kind").equals("numbers")) {
            throw new IllegalArgumentException("not mine");
        }
        return new Fakes.Numbers(schema);
    }
}
