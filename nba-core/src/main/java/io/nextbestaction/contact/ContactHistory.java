// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import java.time.Instant;

/**
 * What is remembered of the contacts of a customer and of the customer's household when a decision is made.
 *
 * @param customer the customer's own
 * @param household the household's
 */
public record ContactHistory(ContactState customer, ContactState household) {
    /** Nobody was ever contacted. */
    public static final ContactHistory NONE = new ContactHistory(ContactState.EMPTY, ContactState.EMPTY);

    ContactState of(ContactRule rule) {
        return rule.household() ? household : customer;
    }

    /** Whether a rule stands in the way of contacting a target at a time in milliseconds; allocates nothing. */
    public boolean blocks(ContactRule rule, Target target, long now) {
        return of(rule).blocks(rule, target, now);
    }

    /** What a rule found for a target at a time in milliseconds, in words: "3", or "resting until 2026-05-31T08:00:00Z". */
    public String actual(ContactRule rule, Target target, long now) {
        long restUntil = of(rule).track(rule, target).restUntil;
        return now < restUntil
                ? "resting until " + Instant.ofEpochMilli(restUntil)
                : Integer.toString(of(rule).count(rule, target, now));
    }

    /** The pressure of a channel at a time in milliseconds; allocates nothing. */
    public double pressure(String channel, Fatigue fatigue, long now) {
        return customer.pressure(channel, fatigue, now);
    }
}
