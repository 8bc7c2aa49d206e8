// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

/**
 * What would happen to one customer of the synthetic bank under each action: true probabilities over the outcome window,
 * all in (0, 1), and the value that follows. An immutable, thread-safe view; each call evaluates one equation, allocates
 * nothing, and gives the same bits everywhere.
 *
 * <p>An action is named by its id or, faster, by its index in {@link SyntheticBank#actions()}. Probabilities are defined
 * for actions the customer is not eligible for, too. Methods that take an id throw {@link IllegalArgumentException} if
 * there is no such action, those that take an index {@link IndexOutOfBoundsException}.
 */
public final class Truth {
    private final BankCustomer customer;
    private final Traits traits;

    Truth(BankCustomer customer, Traits traits) {
        this.customer = customer;
        this.traits = traits;
    }

    /** The probability of leaving when not contacted. */
    public double churn() {
        return Shape.sigmoid(ChurnModel.logOdds(customer, traits));
    }

    /** The probability of leaving when contacted about an action. */
    public double churn(String action) {
        return churn(BankAction.of(action));
    }

    /** The probability of leaving when contacted about an action, by index. */
    public double churn(int action) {
        return churn(BankAction.at(action));
    }

    /** The probability of taking the product when contacted about it. */
    public double acceptance(String action) {
        return acceptance(BankAction.of(action));
    }

    /** The probability of taking the product when contacted about it, by index. */
    public double acceptance(int action) {
        return acceptance(BankAction.at(action));
    }

    /** The probability of taking the product unasked. */
    public double organic(String action) {
        return organic(BankAction.of(action));
    }

    /** The probability of taking the product unasked, by index. */
    public double organic(int action) {
        return organic(BankAction.at(action));
    }

    /** Whether the catalogue's rules let this customer have an action. */
    public boolean eligible(String action) {
        return BankAction.of(action).allows(customer);
    }

    /** Whether the catalogue's rules let this customer have an action, by index. */
    public boolean eligible(int action) {
        return BankAction.at(action).allows(customer);
    }

    /**
     * The expected value in EUR of contacting the customer about an action, over doing nothing, eligible or not:
     * (acceptance - organic)·margin - contact cost - acceptance·cost when accepted + (churn() - churn(action))·lifetime
     * value, with the money of the catalogue. The cost when accepted is a campaign's gift, so it is not saved on those
     * who would have taken the product unasked.
     */
    public double value(String action) {
        return value(BankAction.of(action));
    }

    /** The expected value of an action over doing nothing, by index; see {@link #value(String)}. */
    public double value(int action) {
        return value(BankAction.at(action));
    }

    private double churn(BankAction action) {
        double alone = ChurnModel.logOdds(customer, traits);
        return Shape.sigmoid(ChurnModel.logOdds(action, customer, traits, alone));
    }

    double acceptance(BankAction action) {
        return Shape.sigmoid(need(action) + ResponseModel.pull(action, customer, traits));
    }

    double organic(BankAction action) {
        return Shape.sigmoid(need(action));
    }

    private double need(BankAction action) {
        return ResponseModel.need(action, customer, traits, ChurnModel.logOdds(customer, traits));
    }

    private double value(BankAction action) {
        double acceptance = acceptance(action);
        return (acceptance - organic(action)) * action.margin.of(customer)
                - action.contactCost
                - acceptance * action.acceptedCost
                + (churn() - churn(action)) * BankAction.LIFETIME_VALUE.of(customer);
    }
}
