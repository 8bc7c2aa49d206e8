// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The eight actions in catalogue order, with their money and their rules: the one place in code, kept equal to
 * action-catalog.json by a test.
 */
@SuppressWarnings("ImmutableEnumChecker") // Money is a record of doubles
enum BankAction {
    GOLD_CARD("gold-card", Channel.E_MAIL, new Money(130, 0.006, 0, 0), 0.4, 20),
    MORTGAGE("mortgage", Channel.PHONE, new Money(900, 0, 0.006, 0), 14, 120),
    PERSONAL_LOAN("personal-loan", Channel.APP, new Money(280, 0, 0, 0), 0.3, 30),
    SAVINGS_PLAN("savings-plan", Channel.E_MAIL, new Money(70, 0.008, 0, 0), 0.4, 10),
    INVESTMENT_FUND("investment-fund", Channel.PHONE, new Money(100, 0, 0.010, 0), 8, 25),
    HOME_INSURANCE("home-insurance", Channel.LETTER, new Money(190, 0, 0, 0), 1.6, 20),
    MOBILE_ONBOARDING("mobile-onboarding", Channel.LETTER, new Money(60, 0, 0, 0), 1.2, 4),
    RETENTION_OFFER("retention-offer", Channel.PHONE, new Money(15, 0, 0, 0), 7, 40);

    /** How an action reaches the customer, and how much such a contact can annoy. */
    enum Channel {
        E_MAIL("e-mail", 0.5),
        APP("app", 0.4),
        LETTER("letter", 0.3),
        PHONE("phone", 1.0);

        final String label;
        final double intrusion;

        Channel(String label, double intrusion) {
            this.label = label;
            this.intrusion = intrusion;
        }
    }

    /** Money linear in fields that are never missing, EUR. */
    record Money(double fixed, double perBalance, double perSavings, double perProduct) {
        double of(BankCustomer customer) {
            return fixed
                    + perBalance * customer.balance()
                    + perSavings * customer.savings()
                    + perProduct * customer.products();
        }
    }

    /** What keeping a customer is worth, EUR. */
    static final Money LIFETIME_VALUE = new Money(120, 0.01, 0.004, 45);

    static final List<BankAction> ALL = List.of(values());
    static final List<String> IDS = ALL.stream().map(action -> action.id).toList();
    private static final Map<String, BankAction> BY_ID =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(action -> action.id, Function.identity()));

    final String id;
    final Channel channel;
    final Money margin;
    final double contactCost;
    final double acceptedCost;

    BankAction(String id, Channel channel, Money margin, double contactCost, double acceptedCost) {
        this.id = id;
        this.channel = channel;
        this.margin = margin;
        this.contactCost = contactCost;
        this.acceptedCost = acceptedCost;
    }

    static BankAction of(String id) {
        BankAction action = BY_ID.get(id);
        if (action == null) {
            throw new IllegalArgumentException("The action \"" + id + "\" of the synthetic bank must be one of "
                    + String.join(", ", IDS) + ".\nMaybe return null for doing nothing.");
        }
        return action;
    }

    static BankAction at(int index) {
        return ALL.get(index);
    }

    /** Whether every rule of the catalogue lets this customer have this action. */
    boolean allows(BankCustomer c) {
        return switch (this) {
            case GOLD_CARD ->
                c.age() >= 18
                        && earns(c)
                        && !c.hasCreditCard()
                        && c.debtToIncome() <= 0.45
                        && atLeast(c.creditScore(), 560)
                        && c.emailConsent();
            case MORTGAGE ->
                c.age() >= 21
                        && c.age() <= 62
                        && earns(c)
                        && !c.hasMortgage()
                        && atLeast(c.income(), 18000)
                        && c.debtToIncome() <= 0.40
                        && atLeast(c.creditScore(), 580);
            case PERSONAL_LOAN ->
                c.age() >= 18
                        && c.age() < 75
                        && !c.hasLoan()
                        && c.logins30d() >= 1
                        && c.debtToIncome() <= 0.35
                        && atLeast(c.creditScore(), 590);
            case SAVINGS_PLAN -> c.balance() > 500 && c.emailConsent();
            case INVESTMENT_FUND ->
                c.age() >= 18 && !c.hasInvestments() && c.savings() >= 1500 && c.debtToIncome() <= 0.50;
            case HOME_INSURANCE ->
                c.age() >= 18
                        && !c.hasInsurance()
                        && !c.region().equals("islands")
                        && c.joined().isBefore(SyntheticBank.SNAPSHOT.minusMonths(3));
            case MOBILE_ONBOARDING -> c.age() <= 85 && c.logins30d() < 4;
            case RETENTION_OFFER -> c.tenureMonths() >= 6 && atMost(c.balanceTrend(), 0.25);
        };
    }

    private static boolean earns(BankCustomer c) {
        return !c.occupation().equals("student") && !c.occupation().equals("unemployed");
    }

    private static boolean atLeast(@Nullable Number value, double bound) {
        return value != null && value.doubleValue() >= bound;
    }

    /** The one rule that lets a missing value pass. */
    private static boolean atMost(@Nullable Double value, double bound) {
        return value == null || value <= bound;
    }
}
