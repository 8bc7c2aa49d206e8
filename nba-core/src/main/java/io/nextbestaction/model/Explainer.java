// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.State;

/** A way to explain scores, not yet bound to a scorer. Immutable. */
public interface Explainer {

    /** The {@link ExplainerProvider#name()} that restores this explainer. */
    String provider();

    /** Its settings, for the provider. */
    State state();

    /** Prepares explanations of one scorer. */
    ScoreExplainer bind(Scorer scorer);
}
