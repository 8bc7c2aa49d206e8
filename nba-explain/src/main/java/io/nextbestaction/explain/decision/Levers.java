// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Form;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Facts;
import io.nextbestaction.policy.Question;
import io.nextbestaction.policy.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The levers of one engine, to be looked at one by one. Immutable and thread-safe. */
final class Levers {
    private final NextBestAction<?> nba;
    private final Arbitration arbitration;
    private final List<Lever> levers;
    private final @Nullable Question[] questions;

    Levers(NextBestAction<?> nba) {
        this.nba = nba;
        this.arbitration = nba.arbitration();
        this.levers = arbitration.levers();
        this.questions = new @Nullable Question[levers.size()];
        for (int l = 0; l < questions.length; l++) {
            Condition when = levers.get(l).when();
            questions[l] =
                    when == null ? null : Question.compile("lever " + l, nba.schema(), nba.contextSchema(), when);
        }
    }

    /** Which levers weigh on which candidates of one decision. */
    Weighed weigh(Decision decision, Row row, Context given, double[] features) {
        Schema asked = nba.contextSchema();
        Row context = asked == null ? null : new Row(asked);
        if (context != null) {
            given.bind(context);
        }
        Facts facts = new Facts(row)
                .context(context)
                .scores(decision.churn(), decision.segment().isEmpty() ? null : decision.segment());
        List<RankedAction> candidates = decision.ranked().stream()
                .filter(ranked -> !ranked.action().isDoNothing())
                .toList();
        boolean[][] held = new boolean[candidates.size()][levers.size()];
        for (int c = 0; c < held.length; c++) {
            Action action = candidates.get(c).action();
            ProbabilityModel response = nba.responseModel(action.id());
            facts.propensity(response == null ? action.response().rate() : response.probability(features));
            for (int l = 0; l < levers.size(); l++) {
                Question question = questions[l];
                held[c][l] = levers.get(l).covers(action) && (question == null || question.ask(facts) == Truth.TRUE);
            }
        }
        return new Weighed(given.decision(), candidates, held);
    }

    /** The levers of one decision. */
    final class Weighed {
        private final String decision;
        private final List<RankedAction> candidates;
        private final boolean[][] held;

        private Weighed(String decision, List<RankedAction> candidates, boolean[][] held) {
            this.decision = decision;
            this.candidates = candidates;
            this.held = held;
        }

        /** What each lever that weighed on something did. */
        List<Effect> effects() {
            List<Effect> effects = new ArrayList<>();
            for (int l = 0; l < levers.size(); l++) {
                List<String> actions = new ArrayList<>();
                for (int c = 0; c < held.length; c++) {
                    if (held[c][l]) {
                        actions.add(candidates.get(c).action().id());
                    }
                }
                if (!actions.isEmpty()) {
                    effects.add(new Effect.OfLever(levers.get(l), actions, winnerWithout(l)));
                }
            }
            return effects;
        }

        /** The factor of the levers with conditions, or of those without, leaving one out. */
        private double factor(int candidate, boolean conditional, int without) {
            double sum = 0;
            for (int l = 0; l < levers.size(); l++) {
                boolean counts = held[candidate][l] && (questions[l] != null) == conditional && l != without;
                sum += counts ? levers.get(l).weight() : 0;
            }
            return Arbitration.factor(sum);
        }

        double contextFactor(int candidate) {
            return factor(candidate, true, -1);
        }

        double leverFactor(int candidate) {
            return factor(candidate, false, -1);
        }

        /** The candidate's place among the candidates, -1 for doing nothing. */
        int place(RankedAction ranked) {
            return candidates.indexOf(ranked);
        }

        private String winnerWithout(int lever) {
            String winner = Action.DO_NOTHING.id();
            double best = 0;
            long bestTie = 0;
            for (int c = 0; c < held.length; c++) {
                double base = base(candidates.get(c));
                if (Double.isNaN(base)) {
                    return "";
                }
                double score = Arbitration.score(base, factor(c, true, lever) * factor(c, false, lever));
                long tie = tie(candidates.get(c).action());
                if (score > best || (score > 0 && score == best && tie < bestTie)) {
                    winner = candidates.get(c).action().id();
                    best = score;
                    bestTie = tie;
                }
            }
            return winner;
        }

        /** What decides between equal scores, smaller first. */
        private long tie(Action action) {
            int position = nba.catalog().indexOf(action.id());
            return arbitration.tieSalt().isEmpty() || decision.isEmpty()
                    ? position
                    : Arbitration.tie(arbitration.tieSalt(), decision, position);
        }

        /** Whether some candidate is worth more than the winner before levers. */
        boolean decided(RankedAction winner) {
            double won = winner.action().isDoNothing() ? 0 : base(winner);
            return candidates.stream().anyMatch(candidate -> base(candidate) > won);
        }
    }

    /** The score before levers; NaN where a factor of 0 hides it. */
    double base(RankedAction candidate) {
        if (arbitration.form() == Form.EXPECTED_VALUE) {
            return candidate.expectedValue();
        }
        if (arbitration.form() == Form.MULTIPLICATIVE) {
            return candidate.value().acceptance() * candidate.value().value();
        }
        if (candidate.score() < 0 || candidate.factor() == 1) {
            return candidate.score();
        }
        return candidate.factor() == 0 ? Double.NaN : candidate.score() / candidate.factor();
    }

    /** In the multiplicative form, the logarithms by which two candidates differ. */
    List<Contrast.LogFactor> logarithms(Weighed weighed, RankedAction one, RankedAction other) {
        int a = weighed.place(one);
        int b = weighed.place(other);
        boolean told = arbitration.form() == Form.MULTIPLICATIVE && one.score() > 0 && other.score() > 0;
        if (!told || a < 0 || b < 0) {
            return List.of();
        }
        return List.of(
                log("propensity", one.value().acceptance(), other.value().acceptance()),
                log("value", one.value().value(), other.value().value()),
                log("context", weighed.contextFactor(a), weighed.contextFactor(b)),
                log("levers", weighed.leverFactor(a), weighed.leverFactor(b)));
    }

    private static Contrast.LogFactor log(String factor, double one, double other) {
        return new Contrast.LogFactor(Objects.requireNonNull(factor), StrictMath.log(one) - StrictMath.log(other));
    }
}
