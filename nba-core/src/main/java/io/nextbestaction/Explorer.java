// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.arbitration.InverseGap;
import java.util.Arrays;
import java.util.List;

/** An exploration made ready for a catalogue. Immutable and thread-safe. */
final class Explorer {
    private final Exploration exploration;
    private final boolean[] covered;
    private final String salt;

    Explorer(Exploration exploration, List<Action> actions) {
        this.exploration = exploration;
        this.covered = new boolean[actions.size()];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = exploration.covers(actions.get(i));
        }
        this.salt = "explore " + exploration.seed();
    }

    Exploration exploration() {
        return exploration;
    }

    /** Gives every option its probability and takes one instead of the best; allocates nothing. */
    void explore(String decision, Workspace ws) {
        int nothing = covered.length;
        int best = ws.winner < 0 ? nothing : ws.winner;
        ws.explorationLoss = 0;
        if (best < nothing && !covered[best]) {
            Arrays.fill(ws.probabilities, 0);
            ws.probabilities[best] = 1;
            return;
        }
        Arrays.fill(ws.options, Double.NaN);
        for (int place = 0; place < ws.candidates; place++) {
            int i = ws.ranking[place];
            ws.options[i] = covered[i] ? ws.scores[i] : Double.NaN;
        }
        ws.options[nothing] = 0;
        ws.explorationLoss = exploration.weighting().probabilities(best, ws.options, ws.probabilities);
        int taken = InverseGap.draw(ws.probabilities, salt, decision);
        ws.winner = taken == nothing ? -1 : taken;
    }
}
