// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import io.nextbestaction.Decision;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Reason;
import io.nextbestaction.Rejection;
import io.nextbestaction.action.Action;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.examples.bank.engine.Decider;
import io.nextbestaction.policy.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the service answers it.
 *
 * @param decisionId its key, null if it was not kept
 * @param customerId whom it is about
 * @param decidedAt when, null if it was not kept
 * @param engine the id of the engine that decided
 * @param currency of every amount
 * @param churn the calibrated probability of leaving, in [0, 1]
 * @param segment the segment's name
 * @param action the id of what was decided on: the best, or what an engine that explores tried instead
 * @param why what moves that probability most
 * @param ranked every allowed action and doing nothing, best first
 * @param rejected the others, each with every rule in its way
 */
public record DecisionView(
        @Nullable String decisionId,
        String customerId,
        @Nullable Instant decidedAt,
        String engine,
        String currency,
        double churn,
        String segment,
        String action,
        List<Why> why,
        List<Candidate> ranked,
        List<Rejected> rejected) {

    /**
     * A field's part in the probability of leaving.
     *
     * @param field the field
     * @param label the field in words
     * @param value its value in words
     * @param contribution by how much it moves the probability
     */
    public record Why(String field, String label, String value, double contribution) {
        static Why of(Reason reason) {
            return new Why(reason.field(), CustomerFields.label(reason.field()), reason.value(), reason.contribution());
        }
    }

    /**
     * An action that is allowed.
     *
     * @param rank from 1
     * @param action its id
     * @param title in words
     * @param channel how the customer hears of it
     * @param issue why the bank acts
     * @param expectedValue over doing nothing
     * @param acceptance the probability of acceptance if contacted
     * @param organic the probability of acceptance anyway
     * @param value what an acceptance earns
     * @param contactCost what the contact costs
     * @param acceptedCost what an acceptance costs
     * @param retained the value of churn avoided
     */
    public record Candidate(
            int rank,
            String action,
            String title,
            String channel,
            String issue,
            double expectedValue,
            double acceptance,
            double organic,
            double value,
            double contactCost,
            double acceptedCost,
            double retained) {
        static Candidate of(RankedAction ranked) {
            Action action = ranked.action();
            ExpectedValue value = ranked.value();
            return new Candidate(
                    ranked.rank(),
                    action.id(),
                    action.title(),
                    action.channel(),
                    action.issue(),
                    value.total(),
                    value.acceptance(),
                    value.organic(),
                    value.value(),
                    value.contactCost(),
                    value.acceptedCost(),
                    value.retained());
        }
    }

    /**
     * An action that is not allowed.
     *
     * @param action its id
     * @param title in words
     * @param channel how the customer would hear of it
     * @param because every rule in its way
     */
    public record Rejected(String action, String title, String channel, List<Because> because) {
        static Rejected of(Rejection rejection) {
            return new Rejected(
                    rejection.action().id(),
                    rejection.action().title(),
                    rejection.action().channel(),
                    rejection.failures().stream().map(Because::of).toList());
        }
    }

    /**
     * A rule in the way.
     *
     * @param stage the question it belongs to
     * @param reason in the catalogue's words
     * @param label the field it asks about, in words
     * @param actual what it found
     * @param required what it asks for
     */
    public record Because(String stage, String reason, String label, String actual, String required) {
        static Because of(Failure failure) {
            return new Because(
                    failure.stage().label(),
                    failure.because(),
                    CustomerFields.label(failure.field()),
                    failure.actual(),
                    failure.required());
        }
    }

    static DecisionView of(Decider.Kept kept) {
        return of(kept.row().decisionId(), kept.row().customerId(), kept.row().decidedAt(), kept.decision());
    }

    static DecisionView of(String customerId, Decision decision) {
        return of(null, customerId, null, decision);
    }

    private static DecisionView of(
            @Nullable String decisionId, String customerId, @Nullable Instant at, Decision decision) {
        return new DecisionView(
                decisionId,
                customerId,
                at,
                decision.engine(),
                decision.currency(),
                decision.churn(),
                decision.segment(),
                decision.action().id(),
                decision.why().stream().map(Why::of).toList(),
                decision.ranked().stream().map(Candidate::of).toList(),
                decision.rejected().stream().map(Rejected::of).toList());
    }
}
