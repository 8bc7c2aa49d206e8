// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.State;

/** Restores explainers from an artifact; found through {@link java.util.ServiceLoader} when one is loaded. */
public interface ExplainerProvider {

    /** The name an artifact refers to this provider by. */
    String name();

    /** Restores an explainer from what {@link Explainer#state()} gave. */
    Explainer restore(State state);
}
