// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import io.nextbestaction.data.State;
import io.nextbestaction.explain.shapley.ShapleyKernels;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.model.Scorer;

/**
 * Exact Shapley values of a score: how much each feature moved the margin away from the average customer's.
 *
 * <p>For a {@code Forest} they are path-dependent: an unknown feature is averaged over the training rows that reached
 * each node (Lundberg et al. 2020), evaluated by Gauss–Legendre quadrature, which is exact here at any depth. Correlated
 * features may share credit otherwise than under a background of rows. For a {@code LinearModel} they are
 * weight · (value − mean), a missing value contributing 0.
 *
 * <p>Values are on the margin scale and add up with {@link ScoreExplainer#base()} to the margin; every call checks that
 * to 1e-9 (for margins summed from terms beyond 1e4 in size: 1e-13 of that size).
 */
public final class Shapley {
    /** The name under which an artifact finds this explainer again. */
    static final String PROVIDER = "shapley";

    /** The one kind of values there is so far; saved so that a later kind cannot be mistaken for it. */
    static final State PATH_DEPENDENT =
            State.builder().put("values", "path-dependent").build();

    private Shapley() {}

    /**
     * An explainer by exact Shapley values. What it binds is immutable, thread-safe and deterministic to the bit; a call
     * allocates one small work buffer. Binding throws {@link IllegalArgumentException} for a forest whose trees carry no
     * covers.
     */
    public static Explainer values() {
        return Values.INSTANCE;
    }

    private enum Values implements Explainer {
        INSTANCE;

        @Override
        public String provider() {
            return PROVIDER;
        }

        @Override
        public State state() {
            return PATH_DEPENDENT;
        }

        @Override
        public ScoreExplainer bind(Scorer scorer) {
            return ShapleyKernels.bind(scorer);
        }
    }
}
