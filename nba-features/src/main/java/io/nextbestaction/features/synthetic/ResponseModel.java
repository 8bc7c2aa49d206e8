// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import static io.nextbestaction.features.synthetic.Shape.bump;
import static io.nextbestaction.features.synthetic.Shape.step;
import static io.nextbestaction.features.synthetic.Shape.when;

import io.nextbestaction.features.synthetic.Traits.LifeStage;

/**
 * The structural equations of acceptance: P(takes it unasked) = σ(need), P(takes it when contacted) = σ(need + pull).
 *
 * <p>need is the customer's own want, of fields, life stage and affluence, as in {@link #need}. pull = strength(action) +
 * 0.35·receptiveness + channel fit (e-mail and app: 0.20·digital; phone: -0.10·digital) - 0.35·min(complaints, 3) -
 * 0.25·[contacted within 30 days]. Pull can be negative: for those customers a contact loses business.
 */
final class ResponseModel {
    private ResponseModel() {}

    /** Log-odds of taking the product without being contacted; churn is the log-odds of leaving when left alone. */
    static double need(BankAction action, BankCustomer c, Traits traits, double churn) {
        double affluence = traits.affluence();
        LifeStage stage = traits.stage();
        return switch (action) {
            case GOLD_CARD ->
                -5.5
                        + 0.5 * affluence
                        + 0.9 * bump(c.age(), 38, 12)
                        + when(c.salaryAccount(), 0.5)
                        + when(c.logins30d() > 10, 0.5)
                        + 0.5 * step(c.balance(), 4000, 3000);
            case MORTGAGE ->
                -6.6
                        + 2.2 * bump(c.age(), 34, 6)
                        + when(stage == LifeStage.FAMILY, 0.9)
                        + when(stage == LifeStage.STARTER, 0.4)
                        + 0.4 * affluence
                        + when(c.savings() > 12_000, 0.9)
                        + when(c.region().equals("capital"), -0.5);
            case PERSONAL_LOAN ->
                -5.9
                        + 1.0 * (1 - step(c.balance(), 1500, 1000)) / 2
                        + 0.7 * bump(c.debtToIncome(), 0.22, 0.10)
                        - 0.4 * affluence
                        + when(stage == LifeStage.FAMILY || stage == LifeStage.STARTER, 0.7)
                        + when(c.savings() < 500, 0.5);
            case SAVINGS_PLAN ->
                -5.0
                        + 0.9 * step(c.balance(), 3500, 2500)
                        + 0.3 * traits.loyalty()
                        + when(c.salaryAccount(), 0.4)
                        + when(c.savings() == 0, 0.6)
                        - when(c.age() > 70, 0.7);
            case INVESTMENT_FUND ->
                -5.4
                        + 0.5 * affluence
                        + 1.3 * step(c.savings(), 14_000, 9_000)
                        + 0.7 * bump(c.age(), 53, 11)
                        + when(c.logins30d() > 8, 0.4);
            case HOME_INSURANCE ->
                -5.8
                        + when(c.hasMortgage(), 1.5)
                        + when(stage == LifeStage.FAMILY, 0.5)
                        + 0.2 * traits.loyalty()
                        + 0.4 * bump(c.age(), 45, 15);
            case MOBILE_ONBOARDING ->
                -5.1
                        + 1.1 * bump(traits.digital(), -0.6, 0.9)
                        + when(c.branchVisits() >= 3, 0.8)
                        - when(c.age() > 72, 0.8);
            case RETENTION_OFFER -> -5.8 + 0.5 * churn + 0.3 * traits.loyalty();
        };
    }

    /** What a contact adds to the log-odds of taking the product. */
    static double pull(BankAction action, BankCustomer c, Traits traits) {
        double fit =
                switch (action.channel) {
                    case E_MAIL, APP -> 0.20 * traits.digital();
                    case LETTER -> 0;
                    case PHONE -> -0.10 * traits.digital();
                };
        Integer lastContact = c.lastContactDaysAgo();
        return strength(action)
                + 0.35 * traits.receptiveness()
                + fit
                - 0.35 * StrictMath.min(c.complaints12m(), 3)
                - when(lastContact != null && lastContact < 30, 0.25);
    }

    private static double strength(BankAction action) {
        return switch (action) {
            case GOLD_CARD, INVESTMENT_FUND -> 1.5;
            case MORTGAGE -> 1.3;
            case PERSONAL_LOAN -> 1.3;
            case SAVINGS_PLAN, HOME_INSURANCE -> 1.4;
            case MOBILE_ONBOARDING -> 1.6;
            case RETENTION_OFFER -> 3.4;
        };
    }
}
