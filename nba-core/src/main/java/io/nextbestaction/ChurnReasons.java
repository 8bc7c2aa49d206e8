// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.ProbabilityScale;
import io.nextbestaction.model.ScoreExplainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Tells which fields are behind the churn probability in a workspace. */
final class ChurnReasons {
    private static final int MOST = 3;

    private final Explainer explainer;
    private final ScoreExplainer scores;
    private final ProbabilityModel churn;
    private final FeatureNames names;

    ChurnReasons(Explainer explainer, ProbabilityModel churn, FeatureNames names) {
        this.explainer = explainer;
        this.scores = explainer.bind(churn.scorer());
        this.churn = churn;
        this.names = names;
    }

    Explainer explainer() {
        return explainer;
    }

    /** New buffers. */
    ExplainScratch newScratch() {
        return scores.newScratch();
    }

    /** The strongest fields behind the churn probability, margin contributions rescaled to the probability. */
    List<Reason> why(Row row, Workspace ws) {
        double[] byField = contributionsByField(ws);
        List<String> sources = names.sources();
        List<Reason> reasons = new ArrayList<>(MOST);
        while (reasons.size() < MOST) {
            int strongest = strongest(byField);
            if (byField[strongest] == 0) {
                break;
            }
            String field = sources.get(strongest);
            reasons.add(new Reason(field, row.display(row.schema().indexOf(field)), byField[strongest]));
            byField[strongest] = 0;
        }
        return reasons;
    }

    /** The position of the largest contribution either way; equal ones go to the earlier field. */
    private static int strongest(double[] contributions) {
        int strongest = 0;
        for (int i = 1; i < contributions.length; i++) {
            if (Math.abs(contributions[i]) > Math.abs(contributions[strongest])) {
                strongest = i;
            }
        }
        return strongest;
    }

    /** Leaves the margin contributions of the churn score in the workspace and returns their base. */
    double contributions(Workspace ws) {
        scores.explain(ws.features, ws.contributions, Objects.requireNonNull(ws.explainScratch));
        return scores.base();
    }

    /** Contributions to the calibrated probability, summed by source field; they add up to p(x) − p(base). */
    double[] contributionsByField(Workspace ws) {
        double base = contributions(ws);
        double margin = base;
        for (double contribution : ws.contributions) {
            margin += contribution;
        }
        double scale = ProbabilityScale.factor(churn, base, margin);
        double[] byField = ws.byField;
        Arrays.fill(byField, 0);
        names.addBySource(ws.contributions, scale, byField);
        return byField;
    }
}
