// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.PipelineProvider;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;

/** Restores pipelines fitted from {@link Features}; found through {@link java.util.ServiceLoader}. */
public final class FeaturesProvider implements PipelineProvider {
    static final String NAME = "nba-features";

    /** For {@link java.util.ServiceLoader}. */
    public FeaturesProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * {@inheritDoc} The restored pipeline gives the same bits as the one that was saved.
     *
     * @throws IllegalArgumentException if the state is damaged, of a newer format, or of another schema
     */
    @Override
    public FittedPipeline restore(Schema schema, State state) {
        return FittedFeatures.restore(schema, state);
    }
}
