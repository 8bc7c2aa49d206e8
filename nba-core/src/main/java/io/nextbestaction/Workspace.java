// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

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
    final double[] acceptance;
    final double[] organic;
    final double[] values;
    final double[] retained;
    final double[] expected;
    int candidates;
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
        acceptance = new double[actions];
        organic = new double[actions];
        values = new double[actions];
        retained = new double[actions];
        expected = new double[actions];
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

    /** The expected value over doing nothing of an action by catalogue position; NaN for one that is not allowed. */
    public double expectedValue(int action) {
        return expected[action];
    }
}
