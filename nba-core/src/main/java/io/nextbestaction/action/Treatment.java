// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.policy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way an action reaches the customer; what it does not say of itself it takes from its action.
 *
 * @param id unique within its action
 * @param channel how the customer hears of it, such as "e-mail"
 * @param placement where in the channel, such as "newsletter"; may be empty
 * @param cost what contact and acceptance cost this way, null for the action's
 * @param response the declared response to this treatment, null for the action's
 * @param rules for this treatment, on top of those above it
 * @param validFrom the first day, within the action's; null for the action's
 * @param validTo the last day, within the action's; null for the action's
 */
public record Treatment(
        String id,
        String channel,
        String placement,
        @Nullable Cost cost,
        @Nullable Response response,
        List<Rule> rules,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {

    /**
     * Checks names and dates.
     *
     * @throws IllegalArgumentException if the id is blank, two rules share a name, or it ends before it begins
     */
    public Treatment {
        Rules.check("treatment", id, rules);
        if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException("The last day (" + validTo + ") of treatment \"" + id
                    + "\" must not be before the first (" + validFrom + ").\nMaybe the two were swapped.");
        }
        rules = List.copyOf(rules);
    }

    /** A treatment by a channel, with everything else from its action. */
    public static Treatment of(String id, String channel) {
        return new Treatment(id, channel, "", null, null, List.of(), null, null);
    }

    /** This treatment at a place of its channel. */
    public Treatment withPlacement(String place) {
        return new Treatment(id, channel, place, cost, response, rules, validFrom, validTo);
    }

    /** This treatment at a cost of its own. */
    public Treatment withCost(double contact, double accepted) {
        Cost own = new Cost(contact, accepted);
        return new Treatment(id, channel, placement, own, response, rules, validFrom, validTo);
    }

    /** This treatment with a declared response of its own. */
    public Treatment withResponse(double rate, double organic) {
        Response own = new Response(rate, organic);
        return new Treatment(id, channel, placement, cost, own, rules, validFrom, validTo);
    }

    /** This treatment with one more rule. */
    public Treatment withRule(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new Treatment(id, channel, placement, cost, response, more, validFrom, validTo);
    }

    /** This treatment between two days; null leaves an end to the action. */
    public Treatment withValidity(@Nullable LocalDate from, @Nullable LocalDate to) {
        return new Treatment(id, channel, placement, cost, response, rules, from, to);
    }
}
