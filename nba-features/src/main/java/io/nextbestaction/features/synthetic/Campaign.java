// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The old campaigns. A fair coin puts each customer into the trial or into the hands of the old rule of thumb.
 *
 * <p><b>Trial</b>: four waves; each chooses uniformly among the customer's eligible actions not chosen before, then
 * contacts with probability 0.7 and holds out otherwise. The recorded propensity is that 0.7: the probability of the
 * contact given that the action was chosen.
 *
 * <p><b>Rule of thumb</b>: two waves; each takes the first heuristic that fits, is eligible and was not used before, and
 * contacts if an adviser likes the customer: 0.6·affluence + 0.4·loyalty + 0.5·ε &gt; -0.2. Advisers see what no field
 * shows, so these contacts are confounded beyond the fields; propensity is NaN and nobody is held out.
 *
 * <p>Waves repeat the same snapshot of the customer, and their outcomes are independent given the customer.
 */
final class Campaign {
    static final double CONTACT_SHARE = 0.7;
    private static final int TRIAL_WAVES = 4;
    private static final int RULE_WAVES = 2;

    private final BankCustomer customer;
    private final Traits traits;
    private final Truth truth;
    private final Draws draws;

    private Campaign(BankCustomer customer, Traits traits, Draws draws) {
        this.customer = customer;
        this.traits = traits;
        this.truth = new Truth(customer, traits);
        this.draws = draws;
    }

    static void run(BankCustomer customer, Traits traits, Draws draws, History.Builder<BankCustomer> history) {
        Campaign campaign = new Campaign(customer, traits, draws);
        if (draws.chance(0.5)) {
            campaign.trial(history);
        } else {
            campaign.ruleOfThumb(history);
        }
    }

    private void trial(History.Builder<BankCustomer> history) {
        List<BankAction> open = new ArrayList<>(BankAction.ALL);
        open.removeIf(action -> !action.allows(customer));
        for (int wave = 0; wave < TRIAL_WAVES && !open.isEmpty(); wave++) {
            BankAction action = open.remove(draws.below(open.size()));
            history.contact(outcome(action, draws.chance(CONTACT_SHARE), CONTACT_SHARE));
        }
    }

    private void ruleOfThumb(History.Builder<BankCustomer> history) {
        List<BankAction> open = new ArrayList<>(BankAction.ALL);
        for (int wave = 0; wave < RULE_WAVES; wave++) {
            BankAction action = firstThatFits(open);
            double liking = 0.6 * traits.affluence() + 0.4 * traits.loyalty() + 0.5 * draws.normal();
            if (action != null && liking > -0.2) {
                open.remove(action);
                history.contact(outcome(action, true, Double.NaN));
            }
        }
    }

    private Contact<BankCustomer> outcome(BankAction action, boolean contacted, double propensity) {
        double probability = contacted ? truth.acceptance(action) : truth.organic(action);
        return new Contact<>(customer, action.id, contacted, draws.chance(probability), propensity);
    }

    private @Nullable BankAction firstThatFits(List<BankAction> open) {
        for (BankAction action : open) {
            if (fits(action) && action.allows(customer)) {
                return action;
            }
        }
        return null;
    }

    /** What the product managers believed. */
    private boolean fits(BankAction action) {
        BankCustomer c = customer;
        Double income = c.income();
        Double trend = c.balanceTrend();
        return switch (action) {
            case GOLD_CARD -> income != null && income > 35_000;
            case MORTGAGE -> c.age() >= 25 && c.age() <= 50 && c.salaryAccount();
            case PERSONAL_LOAN -> c.hasMortgage() || c.age() < 30;
            case SAVINGS_PLAN -> c.tenureMonths() > 120;
            case INVESTMENT_FUND -> c.age() >= 60;
            case HOME_INSURANCE -> c.products() <= 2;
            case MOBILE_ONBOARDING -> c.logins30d() == 0;
            case RETENTION_OFFER -> trend != null && trend < -0.25;
        };
    }
}
