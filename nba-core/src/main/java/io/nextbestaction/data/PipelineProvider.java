// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/** Restores fitted pipelines from an artifact; found through {@link java.util.ServiceLoader} when one is loaded. */
public interface PipelineProvider {

    /** The name an artifact refers to this provider by. */
    String name();

    /**
     * Restores a pipeline.
     *
     * @param schema the fields of the rows it will read
     * @param state what {@link FittedPipeline#state()} gave
     * @throws IllegalArgumentException if the state is not one this provider wrote
     */
    FittedPipeline restore(Schema schema, State state);
}
