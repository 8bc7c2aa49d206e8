// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import io.nextbestaction.data.State;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ExplainerProvider;

/** Restores {@link Shapley} explainers from an artifact; found through {@link java.util.ServiceLoader}. */
public final class ShapleyProvider implements ExplainerProvider {

    /** For {@link java.util.ServiceLoader}. */
    public ShapleyProvider() {}

    @Override
    public String name() {
        return Shapley.PROVIDER;
    }

    /**
     * Restores an explainer.
     *
     * @throws IllegalArgumentException if the state asks for values this version does not know
     */
    @Override
    public Explainer restore(State state) {
        String values = state.text("values");
        if (!values.equals(Shapley.PATH_DEPENDENT) && !values.equals(Shapley.INTERVENTIONAL)) {
            throw new IllegalArgumentException("The values (" + values + ") of explainer \"" + name() + "\" must be "
                    + Shapley.PATH_DEPENDENT + " or " + Shapley.INTERVENTIONAL
                    + ".\nMaybe the artifact was written by a newer version of nba-explain.");
        }
        return Shapley.restore(state);
    }
}
