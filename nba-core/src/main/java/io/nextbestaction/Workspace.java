// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

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
    int candidates;
    int winner;
    int slateSize;
    double leverCost;
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
        explainScratch = engine.newExplainScratch();
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

    /** What the levers cost this decision: the best base score less the winner's, at least 0. */
    public double leverCost() {
        return leverCost;
    }

    /** The expected value over doing nothing of an action by catalogue position; NaN for one that is not allowed. */
    public double expectedValue(int action) {
        return expected[action];
    }
}
