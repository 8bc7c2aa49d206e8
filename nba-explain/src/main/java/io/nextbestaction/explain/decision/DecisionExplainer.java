// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Rejection;
import io.nextbestaction.action.Action;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.ProbabilityScale;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.policy.Failure;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Explains whole decisions of one engine. All scores are explained against the same reference, that of the explainer, so that
 * the parts of two models may be compared. Immutable and thread-safe; not made for the hot path.
 *
 * @param <C> the user's customer type
 */
public final class DecisionExplainer<C> {
    private final NextBestAction<C> nba;
    private final ScoreExplainer churn;
    private final Map<String, ScoreExplainer> responses;
    private final Levers levers;

    private DecisionExplainer(NextBestAction<C> nba, ScoreExplainer churn, Map<String, ScoreExplainer> responses) {
        this.nba = nba;
        this.churn = churn;
        this.responses = responses;
        this.levers = new Levers(nba);
    }

    /**
     * Explains by Shapley values or any other explainer whose parts add up. Learnt responses whose model it cannot explain are left out.
     *
     * @throws IllegalArgumentException if the explainer cannot explain the churn model
     */
    public static <C> DecisionExplainer<C> of(NextBestAction<C> nba, Explainer explainer) {
        Map<String, ScoreExplainer> responses = new HashMap<>();
        for (Action action : nba.catalog().actions()) {
            ProbabilityModel model = nba.responseModel(action.id());
            ScoreExplainer bound = model == null ? null : bind(explainer, model);
            if (bound != null) {
                responses.put(action.id(), bound);
            }
        }
        return new DecisionExplainer<>(nba, explainer.bind(nba.churnModel().scorer()), responses);
    }

    private static @Nullable ScoreExplainer bind(Explainer explainer, ProbabilityModel model) {
        try {
            return explainer.bind(model.scorer());
        } catch (IllegalArgumentException e) {
            // Such as a blend of forests: its decisions are explained without this contrast.
            return null;
        }
    }

    /** Decides for a customer now, and explains it; otherwise as {@link #explain(Row, Context, Instant, ZoneId)}. */
    public Explanation explain(C customer, Context context) {
        Row row = new Row(nba.schema());
        nba.bind(customer, row);
        return explain(row, context, nba.clock().instant(), nba.clock().getZone());
    }

    /**
     * Decides as of a moment, and explains it.
     *
     * @param row a row of the engine's schema
     * @param context what is or was known at the decision
     * @param zone tells the day of the moment
     * @throws IllegalArgumentException if the engine refuses the row or the context
     */
    public Explanation explain(Row row, Context context, Instant moment, ZoneId zone) {
        Decision decision = nba.decideAsOf(row, context, moment, zone);
        double[] features = new double[nba.pipeline().features().size()];
        nba.pipeline().transform(row, features);
        Levers.Weighed weighed = levers.weigh(decision, row, context, features);
        List<Effect> effects = new ArrayList<>(rules(decision));
        effects.addAll(weighed.effects());
        if (decision.explored()) {
            RankedAction tried = decision.chosen();
            effects.add(new Effect.OfExploration(
                    decision.ranked().get(0).action().id(), tried.action().id(), tried.probability()));
        }
        effects.addAll(slate(decision));
        return new Explanation(
                decision,
                moment,
                decidedBy(decision, weighed),
                parts(row, features),
                contrast(decision, features, weighed),
                effects);
    }

    private static DecidedBy decidedBy(Decision decision, Levers.Weighed weighed) {
        RankedAction winner = decision.ranked().get(0);
        if (decision.ranked().size() == 1) {
            return DecidedBy.RULES;
        }
        if (decision.explored()) {
            return DecidedBy.EXPLORATION;
        }
        if (weighed.decided(winner)) {
            return DecidedBy.LEVERS;
        }
        if (winner.action().isDoNothing()) {
            return DecidedBy.NOTHING_WORTHWHILE;
        }
        return decision.ranked().get(1).score() == winner.score() ? DecidedBy.TIE : DecidedBy.VALUE;
    }

    private ScoreParts parts(Row row, double[] features) {
        FeatureNames names = nba.pipeline().features();
        double[] bySource = bySource(churn, features);
        double margin = churn.base();
        for (double part : bySource) {
            margin += part;
        }
        ProbabilityModel model = nba.churnModel();
        double scale = ProbabilityScale.factor(model, churn.base(), margin);
        List<FieldPart> fields = new ArrayList<>();
        for (int s = 0; s < bySource.length; s++) {
            String field = names.sources().get(s);
            fields.add(
                    new FieldPart(field, row.display(nba.schema().indexOf(field)), bySource[s], scale * bySource[s]));
        }
        return new ScoreParts(
                churn.base(),
                margin,
                model.calibration().apply(model.scorer().link().probability(churn.base())),
                model.probability(features),
                fields);
    }

    private double[] bySource(ScoreExplainer explainer, double[] features) {
        FeatureNames names = nba.pipeline().features();
        double[] contributions = new double[names.size()];
        explainer.explain(features, contributions);
        double[] bySource = new double[names.sources().size()];
        names.addBySource(contributions, 1, bySource);
        return bySource;
    }

    private @Nullable Contrast contrast(Decision decision, double[] features, Levers.Weighed weighed) {
        if (decision.ranked().size() == 1) {
            return null;
        }
        RankedAction winner = decision.chosen();
        RankedAction runnerUp = decision.ranked().get(decision.explored() ? 0 : 1);
        return new Contrast(
                winner,
                runnerUp,
                FactorDifference.between(winner.value(), runnerUp.value()),
                winner.score() - winner.expectedValue() - (runnerUp.score() - runnerUp.expectedValue()),
                levers.logarithms(weighed, winner, runnerUp),
                responses(winner.action(), runnerUp.action(), features));
    }

    private @Nullable ResponseContrast responses(Action winner, Action runnerUp, double[] features) {
        ScoreExplainer one = responses.get(winner.id());
        ScoreExplainer other = responses.get(runnerUp.id());
        if (one == null || other == null) {
            return null;
        }
        double[] parts = bySource(one, features);
        double[] otherParts = bySource(other, features);
        double bases = one.base() - other.base();
        double margins = bases;
        List<FieldContrast> fields = new ArrayList<>();
        for (int s = 0; s < parts.length; s++) {
            fields.add(new FieldContrast(nba.pipeline().features().sources().get(s), parts[s], otherParts[s]));
            margins += parts[s] - otherParts[s];
        }
        return new ResponseContrast(margins, bases, fields);
    }

    /** The rules that were the first to refuse something, in the order of stages, then of the catalogue. */
    private static List<Effect> rules(Decision decision) {
        List<Failure> rules = new ArrayList<>();
        List<List<String>> refused = new ArrayList<>();
        for (Rejection rejection : decision.rejected()) {
            Failure first = rejection.first();
            int known = 0;
            while (known < rules.size() && !isSameRule(rules.get(known), first)) {
                known++;
            }
            if (known == rules.size()) {
                rules.add(first);
                refused.add(new ArrayList<>());
            }
            refused.get(known).add(rejection.action().id());
        }
        List<Effect.OfRule> effects = new ArrayList<>();
        for (int r = 0; r < rules.size(); r++) {
            Failure rule = rules.get(r);
            effects.add(new Effect.OfRule(rule.stage(), rule.rule(), rule.because(), refused.get(r)));
        }
        effects.sort(Comparator.comparing(Effect.OfRule::stage));
        return List.copyOf(effects);
    }

    private static boolean isSameRule(Failure one, Failure other) {
        return one.stage() == other.stage()
                && one.rule().equals(other.rule())
                && one.because().equals(other.because());
    }

    /** What the slate would be without its limits, what was decided on first, against what it is. */
    private List<Effect> slate(Decision decision) {
        RankedAction chosen = decision.chosen();
        if (chosen.action().isDoNothing()) {
            return List.of();
        }
        List<String> best = new ArrayList<>(List.of(chosen.action().id()));
        for (RankedAction ranked : decision.ranked()) {
            if (ranked.score() > 0
                    && ranked.rank() != chosen.rank()
                    && best.size() < nba.arbitration().slate().size()) {
                best.add(ranked.action().id());
            }
        }
        List<String> proposed =
                decision.slate().stream().map(ranked -> ranked.action().id()).toList();
        List<String> leftOut =
                best.stream().filter(id -> !proposed.contains(id)).toList();
        List<String> instead =
                proposed.stream().filter(id -> !best.contains(id)).toList();
        return leftOut.isEmpty() ? List.of() : List.of(new Effect.OfSlate(leftOut, instead));
    }
}
