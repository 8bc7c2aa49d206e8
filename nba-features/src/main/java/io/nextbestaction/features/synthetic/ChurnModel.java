// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import static io.nextbestaction.features.synthetic.Shape.above;
import static io.nextbestaction.features.synthetic.Shape.bump;
import static io.nextbestaction.features.synthetic.Shape.sigmoid;
import static io.nextbestaction.features.synthetic.Shape.when;

/**
 * The structural equations of churn. With σ the logistic function and s the log-odds of leaving when left alone:
 *
 * <pre>
 * s = BASE
 *   + 1.8·exp(-tenure/15)                                      new customers leave
 *   + 1.1·[products = 1] - 0.3·[products = 3] + 0.8·[products ≥ 5]   too few and too many
 *   - 0.7·[salary] - 0.50·loyalty
 *   + (8.0 without, 3.0 with salary account)·(-trend - 0.10)⁺  money leaves first
 *   + 1.3·bump(age; 31, 7) - 0.3·[age &gt; 65]
 *   + complaints {0: 0, 1: 0.7, more: 1.4}·(1.6 if logins &lt; 3)
 *   + 1.0·[logins &lt; 2 and visits ≤ 1]                          disengaged
 *   + 0.8·[logins &gt; 12 and no card]                            compares offers
 *   + 0.7·[visits ≥ 3 and region east or islands]             branches close there
 *   + 0.9·[balance &gt; 5000 and no investments and trend &lt; 0.05] idle money
 *   + 3.0·(debt-to-income - 0.40)⁺
 *
 * s under action a = s + i(a)·(0.02 + 0.08·min(complaints, 3) + 0.06·[contacted within 30 days]) + e(a)
 * </pre>
 *
 * where i is the channel's intrusion (phone 1, e-mail 0.5, app 0.4, letter 0.3) and e is 0 except
 *
 * <pre>
 * e(retention-offer)   = -1.2·4·σ(s)·(1 - σ(s))·σ(0.4 + 1.2·receptiveness)·(0.4 if complaints ≥ 2)
 *                        + 0.30·[logins &lt; 2 and visits ≤ 1]       persuadables lie in the middle; the dormant are woken
 * e(mobile-onboarding) = -0.12·[logins &lt; 4 and age &lt; 70]
 * </pre>
 *
 * A customer whose churn rises when contacted is a sleeping dog.
 */
final class ChurnModel {
    private static final double BASE = -2.8;

    private ChurnModel() {}

    /** Log-odds of leaving when left alone. */
    static double logOdds(BankCustomer c, Traits traits) {
        Double measured = c.balanceTrend();
        double trend = measured == null ? 0 : measured;
        double s = BASE + 1.8 * StrictMath.exp(-c.tenureMonths() / 15.0);
        s += when(c.products() == 1, 1.1) - when(c.products() == 3, 0.3) + when(c.products() >= 5, 0.8);
        s -= when(c.salaryAccount(), 0.7) + 0.50 * traits.loyalty();
        s += (c.salaryAccount() ? 3.0 : 8.0) * above(-trend, 0.10);
        s += 1.3 * bump(c.age(), 31, 7) - when(c.age() > 65, 0.3);
        s += complaints(c) * (c.logins30d() < 3 ? 1.6 : 1);
        s += when(dormant(c), 1.0);
        s += when(c.logins30d() > 12 && !c.hasCreditCard(), 0.8);
        s += when(
                c.branchVisits() >= 3
                        && (c.region().equals("east") || c.region().equals("islands")),
                0.7);
        s += when(c.balance() > 5000 && !c.hasInvestments() && trend < 0.05, 0.9);
        return s + 3.0 * above(c.debtToIncome(), 0.40);
    }

    /** Log-odds of leaving after a contact about an action, given those when left alone. */
    static double logOdds(BankAction action, BankCustomer c, Traits traits, double alone) {
        Integer lastContact = c.lastContactDaysAgo();
        double annoyance = 0.02
                + 0.08 * StrictMath.min(c.complaints12m(), 3)
                + when(lastContact != null && lastContact < 30, 0.06);
        return alone + action.channel.intrusion * annoyance + effect(action, c, traits, alone);
    }

    private static double effect(BankAction action, BankCustomer c, Traits traits, double alone) {
        return switch (action) {
            case RETENTION_OFFER -> {
                double p = sigmoid(alone);
                double persuadable = 4 * p * (1 - p) * sigmoid(0.4 + 1.2 * traits.receptiveness());
                yield -1.2 * persuadable * (c.complaints12m() >= 2 ? 0.4 : 1) + when(dormant(c), 0.30);
            }
            case MOBILE_ONBOARDING -> -when(c.logins30d() < 4 && c.age() < 70, 0.12);
            default -> 0;
        };
    }

    private static double complaints(BankCustomer c) {
        return c.complaints12m() == 0 ? 0 : c.complaints12m() == 1 ? 0.7 : 1.4;
    }

    private static boolean dormant(BankCustomer c) {
        return c.logins30d() < 2 && c.branchVisits() <= 1;
    }
}
