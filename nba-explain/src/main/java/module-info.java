// SPDX-License-Identifier: Apache-2.0
/** Why: Shapley values and how good they are, profiles, importance, counterfactuals, reason codes, fairness, decisions, report. */
module io.nextbestaction.explain {
    requires transitive io.nextbestaction.core;

    exports io.nextbestaction.explain;
    exports io.nextbestaction.explain.counterfactual;
    exports io.nextbestaction.explain.decision;
    exports io.nextbestaction.explain.fairness;
    exports io.nextbestaction.explain.importance;
    exports io.nextbestaction.explain.profile;
    exports io.nextbestaction.explain.quality;
    exports io.nextbestaction.explain.reason;
    exports io.nextbestaction.explain.report;

    provides io.nextbestaction.model.ExplainerProvider with
            io.nextbestaction.explain.ShapleyProvider;
}
