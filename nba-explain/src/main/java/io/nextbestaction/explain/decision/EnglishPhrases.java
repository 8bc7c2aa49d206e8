// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import java.util.Map;

/** The templates in English. */
final class EnglishPhrases {
    static final Map<String, String> TEMPLATES = Map.ofEntries(
            Map.entry("decided.rules", "The rules leave no action for this customer."),
            Map.entry(
                    "decided.nothing", "No allowed action is worth more than nothing; the best, {other}, falls short."),
            Map.entry(
                    "decided.exploration",
                    "{winner} is tried to learn from it, with probability {probability}; {other} would be the best, and the"
                            + " two are {difference} {currency} apart."),
            Map.entry(
                    "decided.levers",
                    "{winner} wins because of levers, which cost {cost} {currency}; {other} is second."),
            Map.entry("decided.tie", "{winner} and {other} score the same; the order of ties decides for {winner}."),
            Map.entry(
                    "decided.value",
                    "{winner} wins: it is expected to earn {value} {currency} over doing nothing, {difference} {currency}"
                            + " more than {other}."),
            Map.entry(
                    "decided.alone",
                    "{winner} wins: it is expected to earn {value} {currency} over doing nothing, which comes second."),
            Map.entry(
                    "decided.score",
                    "{winner} wins by its score, which weighs more than the value; {other} is expected to earn {difference}"
                            + " {currency} more."),
            Map.entry("factor", "The {factor} ({one} against {two}) makes {amount} {currency} of the difference."),
            Map.entry("factors.rest", "All other parts make {amount} {currency} of the difference."),
            Map.entry("factor.acceptance", "probability of acceptance"),
            Map.entry("factor.organic", "probability of acceptance without a contact"),
            Map.entry("factor.value", "value of an acceptance"),
            Map.entry("factor.credit_loss", "expected credit loss"),
            Map.entry("factor.contact_cost", "cost of the contact"),
            Map.entry("factor.accepted_cost", "cost of an acceptance"),
            Map.entry("factor.retained", "value of churn avoided"),
            Map.entry("factor.patience", "cost in patience"),
            Map.entry("arbitration", "Levers, context and risk make {amount} {currency} of the difference in score."),
            Map.entry("churn", "The churn probability is {churn}, counted from a starting point of {base}."),
            Map.entry("churn.up", "{field} ({value}) raises it by {points} percentage points."),
            Map.entry("churn.down", "{field} ({value}) lowers it by {points} percentage points."),
            Map.entry("churn.rest.up", "All other fields raise it by {points} percentage points."),
            Map.entry("churn.rest.down", "All other fields lower it by {points} percentage points."),
            Map.entry("rule", "The {stage} rule \"{rule}\" refuses {actions}: {because}."),
            Map.entry("stage.validity", "validity"),
            Map.entry("stage.eligibility", "eligibility"),
            Map.entry("stage.applicability", "applicability"),
            Map.entry("stage.suitability", "suitability"),
            Map.entry("stage.consent", "consent"),
            Map.entry("stage.contact", "contact"),
            Map.entry("stage.value", "value"),
            Map.entry("lever", "A lever of {weight} on {actions} does not change the winner."),
            Map.entry("lever.turned", "A lever of {weight} on {actions} changes the winner: without it {other} wins."),
            Map.entry("exploration", "Exploring took {action} in place of {other}, with probability {probability}."),
            Map.entry("slate", "The limits of the slate leave out {actions}."),
            Map.entry("diff.same", "{winner} stays first."),
            Map.entry("diff.something", "{winner} takes the place of doing nothing."),
            Map.entry("diff.nothing", "Doing nothing takes the place of {other}."),
            Map.entry("diff.other", "{winner} takes the place of {other}."),
            Map.entry(
                    "diff.more",
                    "It is expected to earn {value} {currency} over doing nothing, {difference} {currency} more than before."),
            Map.entry(
                    "diff.less",
                    "It is expected to earn {value} {currency} over doing nothing, {difference} {currency} less than before."),
            Map.entry("diff.up", "The churn probability rises from {from} to {to}."),
            Map.entry("diff.down", "The churn probability falls from {from} to {to}."),
            Map.entry("diff.level", "The churn probability stays {to}."),
            Map.entry("diff.base", "The starting point of the model moves it by {points} percentage points."),
            Map.entry("diff.field", "{field} ({from} before, {to} now) moves it by {points} percentage points."),
            Map.entry("diff.others", "The other fields that changed move it by {points} percentage points."),
            Map.entry("diff.unread", "not read"),
            Map.entry("diff.rest", "The fields that are the same move it by {points} percentage points."),
            Map.entry("diff.refused", "No longer allowed: {actions}."),
            Map.entry("diff.allowed", "Now allowed: {actions}."),
            Map.entry("slate.instead", "The limits of the slate leave out {actions} and propose {other} instead."));

    private EnglishPhrases() {}
}
