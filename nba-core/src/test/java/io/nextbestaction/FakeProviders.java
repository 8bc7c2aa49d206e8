// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.PipelineProvider;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;

/** Restores {@link Fakes.Numbers}, as nba-features restores its pipelines. */
public final class FakeProviders implements PipelineProvider {
    static final String PIPELINE = "test-numbers";

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
