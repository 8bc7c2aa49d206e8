// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.JointResponses.Arm;
import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.data.Row;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.policy.Facts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one thread's decisions: made once by {@link NextBestAction#workspace()}, filled by {@link
 * NextBestAction#decide(Row, Workspace)}, read before the next decision overwrites it. Not thread-safe.
 */
public final class Workspace {
    final Engine engine;
    final Row row;
    final Facts facts;
    final @Nullable Row context;
    final double[] features;
    final Scratch scratch = new Scratch();
    final JointScores jointContacted;
    final JointScores jointOrganic;
    final @Nullable ExplainScratch explainScratch;
    final double[] contributions;
    final double[] byField;
    final int[] ranking;
    final int[] failed;
    final long[] refused;
    final double[] acceptance;
    final double[] organic;
    final double[] values;
    final double[] retained;
    final double[] expected;
    final double[] propensity;
    final double[] creditLoss;
    final double[] pressure;
    final double[] patience;
    final double[] deviation;
    final double[] base;
    final double[] contextFactor;
    final double[] leverFactor;
    final double[] scores;
    final long[] ties;
    final int[] slate;
    final double[] options;
    final double[] probabilities;
    final boolean explores;
    int candidates;
    int winner;
    int slateSize;
    double leverCost;
    double explorationLoss;
    long now;
    long localSeconds;
    ContactHistory contacts = ContactHistory.NONE;
    double churn;
    int segment;

    Workspace(Engine engine) {
        this.engine = engine;
        int actions = engine.catalog().actions().size();
        row = new Row(engine.schema());
        context = engine.context() == null ? null : new Row(engine.context());
        facts = new Facts(row).context(context);
        features = new double[engine.pipeline().features().size()];
        jointContacted = newScores(engine, Arm.CONTACTED);
        jointOrganic = newScores(engine, Arm.ORGANIC);
        ChurnReasons reasons = engine.reasons();
        explainScratch = reasons == null ? null : reasons.newScratch();
        contributions = new double[features.length];
        byField = new double[engine.pipeline().features().sources().size()];
        ranking = new int[actions];
        failed = new int[actions];
        refused = new long[engine.policies().words()];
        acceptance = new double[actions];
        organic = new double[actions];
        values = new double[actions];
        retained = new double[actions];
        expected = new double[actions];
        propensity = new double[actions];
        creditLoss = new double[actions];
        pressure = new double[actions];
        patience = new double[actions];
        deviation = new double[actions];
        base = new double[actions];
        contextFactor = new double[actions];
        leverFactor = new double[actions];
        scores = new double[actions];
        ties = new long[actions];
        slate = new int[engine.arbiter().slateSize()];
        explores = engine.explorer() != null;
        options = new double[explores ? actions + 1 : 0];
        probabilities = new double[explores ? actions + 1 : 0];
    }

    private static JointScores newScores(Engine engine, Arm arm) {
        long readers = engine.responses().stream()
                .filter(responses -> responses.reads(arm))
                .count();
        return new JointScores(engine.joint().of(arm), readers);
    }

    /** The calibrated churn probability. */
    public double churn() {
        return churn;
    }

    /** The index of the segment, -1 if the engine has none. */
    public int segment() {
        return segment;
    }

    /** How many actions this customer may get. */
    public int candidates() {
        return candidates;
    }

    /**
     * The catalogue position of the allowed action at a place from 0, best first; doing nothing is not listed.
     *
     * @throws IndexOutOfBoundsException if there are not so many candidates
     */
    public int ranked(int place) {
        return ranking[Objects.checkIndex(place, candidates)];
    }

    /** How many actions are proposed together, the winner among them; 0 for doing nothing. */
    public int proposed() {
        return slateSize;
    }

    /**
     * The catalogue position of the proposed action at a place from 0, in the order picked.
     *
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public int proposed(int place) {
        return slate[Objects.checkIndex(place, slateSize)];
    }

    /** What an action is ordered by, levers included, by catalogue position; NaN for one that is not allowed. */
    public double score(int action) {
        return scores[action];
    }

    /**
     * With what probability the decision would have taken an action: 1 for the winner of an engine that does not explore, 0
     * for an action that is not allowed. Over all actions and doing nothing they add up to 1.
     *
     * @param action the catalogue position, -1 for doing nothing
     * @throws IndexOutOfBoundsException if there is no such action
     */
    public double probability(int action) {
        int at = action == -1 ? scores.length : Objects.checkIndex(action, scores.length);
        return explores ? probabilities[at] : action == winner ? 1 : 0;
    }

    /** What exploring costs this decision on average, in units of the score; 0 for an engine that does not explore. */
    public double explorationLoss() {
        return explorationLoss;
    }

    /** What the levers cost this decision: the best base score less that of the best score, at least 0. */
    public double leverCost() {
        return leverCost;
    }

    /** The expected value over doing nothing of an action by catalogue position; NaN for one that is not allowed. */
    public double expectedValue(int action) {
        return expected[action];
    }
}
