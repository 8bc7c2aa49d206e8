// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;
import java.util.List;

/** A scorer read as a probability or as a number. */
record Outcome(Scorer scorer, boolean probability) {

    double of(double[] features, Scratch scratch) {
        double margin = scorer.margin(features, scratch);
        return probability ? scorer.link().probability(margin) : margin;
    }

    EffectModel.Term term(double weight) {
        return term(weight, List.of());
    }

    EffectModel.Term term(double weight, List<Double> further) {
        return new EffectModel.Term(weight, scorer, probability, further);
    }

    double[] all(FeatureMatrix rows) {
        double[] out = new double[rows.rows()];
        scorer.margins(rows, 0, out.length, out, new Scratch());
        for (int i = 0; probability && i < out.length; i++) {
            out[i] = scorer.link().probability(out[i]);
        }
        return out;
    }
}
