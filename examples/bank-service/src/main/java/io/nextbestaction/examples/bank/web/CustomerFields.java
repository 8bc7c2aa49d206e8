// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import static io.nextbestaction.examples.bank.web.CustomerField.choice;
import static io.nextbestaction.examples.bank.web.CustomerField.date;
import static io.nextbestaction.examples.bank.web.CustomerField.flag;
import static io.nextbestaction.examples.bank.web.CustomerField.integer;
import static io.nextbestaction.examples.bank.web.CustomerField.number;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a customer besides the key: the one place that says what may be typed in. */
final class CustomerFields {
    static final List<CustomerField> ALL = List.of(
            integer("age", "Age", 0, 120),
            choice("region", "Region", "capital", "north", "south", "east", "west", "islands"),
            choice(
                    "occupation",
                    "Occupation",
                    "employed",
                    "civil-servant",
                    "self-employed",
                    "student",
                    "retired",
                    "unemployed"),
            number("income", "Income a year", 0, 100_000_000).orMissing(),
            number("balance", "Balance", -1_000_000_000, 1_000_000_000),
            number("savings", "Savings", 0, 1_000_000_000),
            number("debtToIncome", "Debt to income", 0, 1),
            integer("tenureMonths", "Months as a customer", 0, 1200),
            integer("products", "Products held", 1, 7),
            flag("hasCreditCard", "Credit card"),
            flag("hasMortgage", "Mortgage"),
            flag("hasLoan", "Personal loan"),
            flag("hasInvestments", "Investments"),
            flag("hasInsurance", "Insurance"),
            flag("salaryAccount", "Salary paid in"),
            integer("logins30d", "Logins in 30 days", 0, 10_000),
            integer("branchVisits", "Branch visits in a year", 0, 1_000),
            integer("complaints12m", "Complaints in a year", 0, 1_000),
            number("balanceTrend", "Balance trend in 3 months", -1, 100).orMissing(),
            integer("lastContactDaysAgo", "Days since last contact", 0, 36_500).orMissing(),
            date("joined", "Joined"),
            integer("creditScore", "Credit score", 300, 850).orMissing(),
            flag("emailConsent", "Consents to e-mail"));

    static final Map<String, CustomerField> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(CustomerField::name, Function.identity()));

    private CustomerFields() {}

    /** The field in words; the name itself of a field no form asks for. */
    static String label(String name) {
        CustomerField field = BY_NAME.get(name);
        return field == null ? name : field.label();
    }
}
