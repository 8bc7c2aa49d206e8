// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** A candidate that decides along and is never heard; whatever it throws is counted. */
final class Shadow<C> {
    private final NextBestAction<C> candidate;
    private final LongAdder decisions = new LongAdder();
    private final LongAdder sameAction = new LongAdder();
    private final LongAdder sameRanking = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final DoubleAdder served = new DoubleAdder();
    private final DoubleAdder own = new DoubleAdder();

    Shadow(NextBestAction<C> candidate) {
        this.candidate = candidate;
    }

    NextBestAction<C> candidate() {
        return candidate;
    }

    void decide(C customer, Context context, Decision decision, GuardedListener listener) {
        Decision other;
        try {
            other = candidate.decide(customer, context);
        } catch (RuntimeException e) {
            failures.increment();
            return;
        }
        decisions.increment();
        served.add(decision.expectedValue());
        own.add(other.expectedValue());
        if (other.action().id().equals(decision.action().id())) {
            sameAction.increment();
            listener.agreed(decision, other);
        } else {
            listener.differed(decision, other);
        }
        if (ranking(other).equals(ranking(decision)) && rejected(other).equals(rejected(decision))) {
            sameRanking.increment();
        }
    }

    private static List<String> ranking(Decision decision) {
        return decision.ranked().stream().map(ranked -> ranked.action().id()).toList();
    }

    private static List<String> rejected(Decision decision) {
        return decision.rejected().stream()
                .map(rejection -> rejection.action().id())
                .toList();
    }

    ShadowReport report() {
        return new ShadowReport(
                decisions.sum(), sameAction.sum(), sameRanking.sum(), failures.sum(), served.sum(), own.sum());
    }
}
