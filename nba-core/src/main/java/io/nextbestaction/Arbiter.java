// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Form;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.arbitration.Ranking;
import io.nextbestaction.arbitration.SlatePicker;
import io.nextbestaction.data.Names;
import io.nextbestaction.data.Schema;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Question;
import io.nextbestaction.policy.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An arbitration made ready for a catalogue: levers by candidate, conditions compiled. Immutable and thread-safe. */
final class Arbiter {
    private final Arbitration arbitration;
    private final double deviations;
    private final double[] leverFactor;
    private final Question[][] questions;
    private final double[][] weights;
    private final SlatePicker picker;

    Arbiter(Arbitration arbitration, ActionCatalog catalog, Schema schema, @Nullable Schema context) {
        int actions = catalog.actions().size();
        this.arbitration = arbitration;
        this.deviations = arbitration.deviations();
        this.leverFactor = new double[actions];
        this.questions = new Question[actions][];
        this.weights = new double[actions][];
        this.picker = new SlatePicker(arbitration.slate(), catalog.actions());
        arbitration.levers().forEach(lever -> check(lever, catalog));
        for (int i = 0; i < actions; i++) {
            Action action = catalog.actions().get(i);
            double always = 0;
            List<Question> asked = new ArrayList<>();
            List<Double> conditional = new ArrayList<>();
            for (Lever lever : arbitration.levers()) {
                Condition when = lever.when();
                if (!lever.covers(action)) {
                    continue;
                }
                if (when == null) {
                    always += lever.weight();
                } else {
                    String owner = "lever on " + lever.level().label() + " \"" + lever.name() + "\"";
                    asked.add(Question.compile(owner, schema, context, when));
                    conditional.add(lever.weight());
                }
            }
            leverFactor[i] = Arbitration.factor(always);
            questions[i] = asked.toArray(Question[]::new);
            weights[i] = conditional.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private static void check(Lever lever, ActionCatalog catalog) {
        if (catalog.actions().stream().noneMatch(lever::covers)) {
            List<String> names = catalog.actions().stream()
                    .map(action -> Lever.nameOf(lever.level(), action))
                    .distinct()
                    .toList();
            throw new IllegalArgumentException("The lever on " + lever.level().label() + " \"" + lever.name()
                    + "\" must be on one of catalogue \"" + catalog.name() + "\".\n"
                    + Names.suggestion(lever.name(), names));
        }
    }

    Arbitration arbitration() {
        return arbitration;
    }

    int slateSize() {
        return picker.size();
    }

    /** Scores and ranks the candidates in the workspace, and leaves what the levers cost; allocates nothing. */
    void arbitrate(String decision, Workspace ws) {
        double bestBase = 0;
        for (int place = 0; place < ws.candidates; place++) {
            int i = ws.ranking[place];
            ws.base[i] = switch (arbitration.form()) {
                case EXPECTED_VALUE -> ws.expected[i];
                case RISK_AVERSE -> ws.expected[i] + deviations * ws.deviation[i];
                case MULTIPLICATIVE -> ws.acceptance[i] * ws.values[i];
            };
            ws.contextFactor[i] = contextFactor(i, ws);
            ws.leverFactor[i] = leverFactor[i];
            ws.scores[i] = Arbitration.score(ws.base[i], ws.contextFactor[i] * ws.leverFactor[i]);
            bestBase = Math.max(bestBase, ws.base[i]);
        }
        if (arbitration.tieSalt().isEmpty() || decision.isEmpty()) {
            Ranking.sort(ws.ranking, ws.candidates, ws.scores);
        } else {
            for (int place = 0; place < ws.candidates; place++) {
                int i = ws.ranking[place];
                ws.ties[i] = Arbitration.tie(arbitration.tieSalt(), decision, i);
            }
            Ranking.sort(ws.ranking, ws.candidates, ws.scores, ws.ties);
        }
        boolean wins = ws.candidates > 0 && ws.scores[ws.ranking[0]] > 0;
        ws.winner = wins ? ws.ranking[0] : -1;
        ws.leverCost = bestBase - (wins ? ws.base[ws.winner] : 0);
    }

    private double contextFactor(int i, Workspace ws) {
        if (questions[i].length == 0) {
            return 1;
        }
        ws.facts.propensity(ws.propensity[i]);
        double sum = 0;
        for (int q = 0; q < questions[i].length; q++) {
            sum += questions[i][q].ask(ws.facts) == Truth.TRUE ? weights[i][q] : 0;
        }
        return Arbitration.factor(sum);
    }

    /** Picks what is proposed together with the winner; allocates nothing. */
    void constrain(Workspace ws) {
        ws.slateSize = ws.winner < 0 ? 0 : picker.pick(ws.winner, ws.ranking, ws.candidates, ws.scores, ws.slate);
    }

    boolean isRiskAverse() {
        return arbitration.form() == Form.RISK_AVERSE;
    }
}
