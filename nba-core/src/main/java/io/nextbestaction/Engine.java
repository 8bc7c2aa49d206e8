// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.arbitration.Ranking;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.ProbabilityScale;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.policy.ContextFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything a decision needs, immutable: transform, score, segment, rules, arbitration, reasons. */
final class Engine {
    private static final int REASONS = 3;

    private final FittedPipeline pipeline;
    private final ProbabilityModel churn;
    private final @Nullable Segmentation segmentation;
    private final ActionCatalog catalog;
    private final List<ResponseModels> responses;
    private final @Nullable Explainer explainer;
    private final @Nullable ScoreExplainer churnExplainer;
    private final @Nullable Schema context;
    private final Offer[] offers;

    Engine(
            FittedPipeline pipeline,
            ProbabilityModel churn,
            @Nullable Segmentation segmentation,
            ActionCatalog catalog,
            List<ResponseModels> responses,
            @Nullable Explainer explainer) {
        this.pipeline = pipeline;
        this.churn = churn;
        this.segmentation = segmentation;
        this.catalog = catalog;
        this.responses = List.copyOf(responses);
        this.explainer = explainer;
        this.churnExplainer = explainer == null ? null : explainer.bind(churn.scorer());
        this.context = contextSchema(catalog);
        this.offers = offers(pipeline.schema(), catalog, responses);
    }

    /** Compiles a catalogue, which is also how its fields are checked against a schema. */
    static Offer[] offers(Schema schema, ActionCatalog catalog, List<ResponseModels> responses) {
        Schema context = contextSchema(catalog);
        Offer[] offers = new Offer[catalog.actions().size()];
        for (int i = 0; i < offers.length; i++) {
            offers[i] = new Offer(schema, context, catalog, i, responses.get(i));
        }
        return offers;
    }

    /** The fields of the context the catalogue asks about, null for none. */
    private static @Nullable Schema contextSchema(ActionCatalog catalog) {
        return ContextFields.of(catalog.actions().stream()
                .flatMap(action -> catalog.effectivePolicy(action.id()).stream())
                .map(effective -> effective.rule().condition())
                .toList());
    }

    Schema schema() {
        return pipeline.schema();
    }

    /** The fields of the context rules ask about, null for none. */
    @Nullable
    Schema context() {
        return context;
    }

    FittedPipeline pipeline() {
        return pipeline;
    }

    ProbabilityModel churn() {
        return churn;
    }

    @Nullable
    Segmentation segmentation() {
        return segmentation;
    }

    ActionCatalog catalog() {
        return catalog;
    }

    List<ResponseModels> responses() {
        return responses;
    }

    /** New buffers for explanations, null without an explainer. */
    @Nullable
    ExplainScratch newExplainScratch() {
        return churnExplainer == null ? null : churnExplainer.newScratch();
    }

    @Nullable
    Explainer explainer() {
        return explainer;
    }

    int decide(Row row, long day, Workspace ws) {
        return decide(row, Context.NONE, day, ws);
    }

    /** The fast door: leaves scores and ranking in the workspace, returns the winner's position or -1 for nothing. */
    int decide(Row row, Context given, long day, Workspace ws) {
        pipeline.transform(row, ws.features);
        ws.churn = churn.probability(ws.features, ws.scratch);
        ws.segment = segmentation == null ? -1 : segmentation.centroids().nearest(ws.features);
        if (ws.context != null) {
            given.bind(ws.context);
        }
        ws.facts
                .customer(row)
                .scores(
                        ws.churn,
                        segmentation == null
                                ? null
                                : segmentation.segments().get(ws.segment).name());
        int candidates = 0;
        for (int i = 0; i < offers.length; i++) {
            if (offers[i].weigh(row, day, ws, i)) {
                ws.ranking[candidates++] = i;
            }
        }
        Ranking.sort(ws.ranking, candidates, ws.expected);
        ws.candidates = candidates;
        return candidates > 0 && ws.expected[ws.ranking[0]] > 0 ? ws.ranking[0] : -1;
    }

    /** The pleasant door: the same, as a value that explains itself. */
    Decision explain(Row row, long day, Workspace ws, String currency, String id) {
        return explain(row, Context.NONE, day, ws, currency, id);
    }

    Decision explain(Row row, Context given, long day, Workspace ws, String currency, String id) {
        decide(row, given, day, ws);
        List<RankedAction> ranked = new ArrayList<>(ws.candidates + 1);
        boolean nothing = false;
        for (int place = 0; place < ws.candidates; place++) {
            int i = ws.ranking[place];
            if (!nothing && !(ws.expected[i] > 0)) {
                ranked.add(doNothing(ranked.size() + 1));
                nothing = true;
            }
            Action action = offers[i].action();
            ranked.add(new RankedAction(
                    ranked.size() + 1,
                    action,
                    new ExpectedValue(
                            ws.acceptance[i],
                            ws.organic[i],
                            ws.values[i],
                            action.cost().contact(),
                            action.cost().accepted(),
                            ws.retained[i]),
                    offers[i].basis()));
        }
        if (!nothing) {
            ranked.add(doNothing(ranked.size() + 1));
        }
        List<Rejection> rejected = new ArrayList<>();
        for (int i = 0; i < offers.length; i++) {
            if (ws.failed[i] != Offer.ALLOWED) {
                rejected.add(new Rejection(offers[i].action(), offers[i].failures(row, day, ws, ws.failed[i])));
            }
        }
        String segment = segmentation == null
                ? ""
                : segmentation.segments().get(ws.segment).name();
        return new Decision(ranked, ws.churn, segment, why(row, ws), rejected, currency, id);
    }

    private static RankedAction doNothing(int rank) {
        return new RankedAction(rank, Action.DO_NOTHING, ExpectedValue.ZERO, Basis.DECLARED);
    }

    /** The strongest fields behind the churn probability, margin contributions rescaled to the probability. */
    private List<Reason> why(Row row, Workspace ws) {
        if (churnExplainer == null) {
            return List.of();
        }
        double[] byField = contributionsByField(ws);
        List<String> sources = pipeline.features().sources();
        List<Reason> reasons = new ArrayList<>(REASONS);
        while (reasons.size() < REASONS) {
            int strongest = strongest(byField);
            if (byField[strongest] == 0) {
                break;
            }
            String field = sources.get(strongest);
            reasons.add(new Reason(field, row.display(schema().indexOf(field)), byField[strongest]));
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
        ScoreExplainer bound = Objects.requireNonNull(churnExplainer);
        bound.explain(ws.features, ws.contributions, Objects.requireNonNull(ws.explainScratch));
        return bound.base();
    }

    /** Contributions to the calibrated probability, summed by source field; they add up to p(x) − p(base). */
    double[] contributionsByField(Workspace ws) {
        double base = contributions(ws);
        double margin = base;
        for (double contribution : ws.contributions) {
            margin += contribution;
        }
        double scale = ProbabilityScale.factor(churn, base, margin);
        FeatureNames names = pipeline.features();
        double[] byField = ws.byField;
        Arrays.fill(byField, 0);
        names.addBySource(ws.contributions, scale, byField);
        return byField;
    }
}
