// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;

/** The mixture of any scorer: scored anew each time. */
final class ScoredMixture extends Mixture {
    private final Scorer scorer;
    private final Scratch scratch = new Scratch();
    private final double[] mixed;

    ScoredMixture(Scorer scorer) {
        super(scorer.inputs());
        this.scorer = scorer;
        mixed = new double[scorer.inputs()];
    }

    @Override
    void start() {
        System.arraycopy(reference, 0, mixed, 0, mixed.length);
    }

    @Override
    void take(int input) {
        mixed[input] = row[input];
    }

    @Override
    void giveBack(int input) {
        mixed[input] = reference[input];
    }

    @Override
    double margin() {
        return scorer.margin(mixed, scratch);
    }
}
