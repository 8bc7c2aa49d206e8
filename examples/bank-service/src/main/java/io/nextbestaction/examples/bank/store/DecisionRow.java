// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.store;

import java.time.Instant;

/**
 * A decision as it is found again.
 *
 * @param decisionId its key
 * @param customerId whom it was about
 * @param action the action's id
 * @param title the action in words
 * @param channel how the customer hears of it, empty for doing nothing
 * @param expectedValue over doing nothing
 * @param churn the probability of leaving
 * @param engine the id of the engine that decided
 * @param decidedAt when
 */
public record DecisionRow(
        String decisionId,
        String customerId,
        String action,
        String title,
        String channel,
        double expectedValue,
        double churn,
        String engine,
        Instant decidedAt) {}
