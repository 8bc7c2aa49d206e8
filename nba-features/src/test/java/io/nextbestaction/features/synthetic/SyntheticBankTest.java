// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticBankTest {
    private static final List<BankCustomer> CUSTOMERS = Banks.LARGE.customers();

    @Test
    void the_same_seed_gives_the_same_bits_everywhere() {
        SyntheticBank bank = SyntheticBank.generate(2_000, 42);
        long hash = 1;
        for (BankCustomer c : bank.customers()) {
            hash = fields(hash, c);
        }
        assertThat(hash).as("fields").isEqualTo(FIELDS);

        hash = 1;
        for (int i = 0; i < bank.size(); i++) {
            Truth truth = bank.truth(i);
            hash = add(hash, truth.churn());
            for (int action = 0; action < SyntheticBank.actions().size(); action++) {
                hash = add(hash, truth.churn(action));
                hash = add(hash, truth.acceptance(action));
                hash = add(hash, truth.organic(action));
                hash = add(hash, truth.value(action));
            }
        }
        assertThat(hash).as("truth").isEqualTo(TRUTH);

        hash = 1;
        History<BankCustomer> history = bank.history();
        for (boolean churned : history.labels()) {
            hash = add(hash, churned ? 1 : 0);
        }
        for (Contact<BankCustomer> contact : history.contacts()) {
            hash = add(hash, Banks.position(contact));
            hash = add(hash, SyntheticBank.actions().indexOf(contact.action()));
            hash = add(hash, (contact.contacted() ? 2 : 0) + (contact.accepted() ? 1 : 0));
            hash = add(hash, contact.propensity());
        }
        assertThat(hash).as("history").isEqualTo(HISTORY);
    }

    private static final long FIELDS = 5861942426953981648L;
    private static final long TRUTH = 4627974951742651425L;
    private static final long HISTORY = -1480478243579408984L;

    @Test
    void a_smaller_bank_is_the_beginning_of_a_larger_one() {
        SyntheticBank large = SyntheticBank.generate(500, 3);
        SyntheticBank small = SyntheticBank.generate(120, 3);
        assertThat(small.customers()).isEqualTo(large.customers().subList(0, 120));
        assertThat(small.history().contacts()).isEqualTo(large.history(0, 120).contacts());
        assertThat(small.history().labels()).isEqualTo(large.history(0, 120).labels());
        for (int i = 0; i < 120; i++) {
            assertThat(small.oracle(i)).isEqualTo(large.oracle(i));
        }
    }

    @Test
    void the_histories_of_two_ranges_make_the_whole() {
        SyntheticBank bank = SyntheticBank.generate(300, 5);
        List<Contact<BankCustomer>> first = bank.history(0, 100).contacts();
        List<Contact<BankCustomer>> rest = bank.history(100, 300).contacts();
        List<Contact<BankCustomer>> both = new ArrayList<>(first);
        both.addAll(rest);
        assertThat(bank.history().contacts()).isEqualTo(both);
        assertThat(bank.history(100, 300).customers())
                .isEqualTo(bank.customers().subList(100, 300));
    }

    @Test
    void another_seed_gives_other_customers() {
        List<BankCustomer> one = SyntheticBank.generate(50, 1).customers();
        List<BankCustomer> two = SyntheticBank.generate(50, 2).customers();
        for (int i = 0; i < 50; i++) {
            assertThat(one.get(i)).isNotEqualTo(two.get(i));
        }
    }

    @Test
    void one_customer_is_enough_and_none_is_refused() {
        assertThat(SyntheticBank.generate(1, 0).customers()).hasSize(1);
        assertThatThrownBy(() -> SyntheticBank.generate(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of customers (0) of the synthetic bank must be at least 1.\n"
                        + "Maybe ask for 20000.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, -6})
    void churn_is_that_of_a_retail_bank(long seed) {
        History<BankCustomer> history = SyntheticBank.generate(20_000, seed).history();
        int churned = 0;
        for (boolean label : history.labels()) {
            churned += label ? 1 : 0;
        }
        assertThat(churned / 20_000.0).isBetween(0.15, 0.25);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, -6})
    void the_old_campaign_converts_a_few_in_a_hundred(long seed) {
        List<Contact<BankCustomer>> old = SyntheticBank.generate(20_000, seed).history().contacts().stream()
                .filter(contact -> Double.isNaN(contact.propensity()))
                .toList();
        double conversion = old.stream().filter(Contact::accepted).count() / (double) old.size();
        assertThat(conversion).isBetween(0.02, 0.08);
    }

    @Test
    void values_are_missing_now_and_then_and_not_at_random() {
        assertThat(share(c -> c.income() == null)).isBetween(0.04, 0.12);
        assertThat(share(c -> c.balanceTrend() == null)).isBetween(0.03, 0.12);
        assertThat(share(c -> c.lastContactDaysAgo() == null)).isBetween(0.25, 0.45);
        assertThat(share(c -> c.creditScore() == null)).isBetween(0.05, 0.15);

        assertThat(incomeMissing("student")).isGreaterThan(2 * incomeMissing("employed"));
        assertThat(incomeMissing("self-employed")).isGreaterThan(2 * incomeMissing("employed"));
        assertThat(CUSTOMERS).allMatch(c -> (c.tenureMonths() < 3) == (c.balanceTrend() == null));
    }

    @Test
    void fields_stay_in_their_documented_ranges() {
        for (BankCustomer c : CUSTOMERS) {
            assertThat(c.age()).isBetween(16, 92);
            assertThat(c.region()).isIn("capital", "north", "south", "east", "west", "islands");
            assertThat(c.occupation())
                    .isIn("employed", "civil-servant", "self-employed", "student", "retired", "unemployed");
            assertThat(c.savings()).isNotNegative();
            assertThat(c.debtToIncome()).isBetween(0.0, 0.95);
            assertThat(c.products()).isBetween(1, 7);
            int held = 1 + (c.savings() > 0 ? 1 : 0) + (c.hasCreditCard() ? 1 : 0) + (c.hasMortgage() ? 1 : 0);
            held += (c.hasLoan() ? 1 : 0) + (c.hasInvestments() ? 1 : 0) + (c.hasInsurance() ? 1 : 0);
            assertThat(c.products()).isEqualTo(held);
            assertThat(Period.between(c.joined(), SyntheticBank.SNAPSHOT).toTotalMonths())
                    .isEqualTo(c.tenureMonths());
            assertThat(c.tenureMonths()).isLessThanOrEqualTo((c.age() - 15) * 12);
            Integer score = c.creditScore();
            assertThat(score == null || (score >= 300 && score <= 850)).isTrue();
        }
        assertThat(CUSTOMERS.get(0).customerId()).isEqualTo("C0000001");
        assertThat(CUSTOMERS.get(19_999).customerId()).isEqualTo("C0020000");
    }

    @Test
    void fields_hang_together_as_documented() {
        assertThat(correlation(c -> log(c.income()), c -> log(c.savings() > 0 ? c.savings() : null)))
                .isGreaterThan(0.3);
        assertThat(correlation(c -> log(c.income()), c -> number(c.creditScore())))
                .isGreaterThan(0.3);
        assertThat(correlation(BankCustomer::age, BankCustomer::tenureMonths)).isGreaterThan(0.3);
        assertThat(correlation(BankCustomer::age, BankCustomer::logins30d)).isLessThan(-0.2);
        assertThat(correlation(BankCustomer::logins30d, BankCustomer::branchVisits))
                .isLessThan(-0.15);
        assertThat(correlation(c -> one(c.salaryAccount()), c -> log(c.balance() > 0 ? c.balance() : null)))
                .isGreaterThan(0.1);
        assertThat(correlation(c -> one(c.hasMortgage()), BankCustomer::debtToIncome))
                .isGreaterThan(0.5);
        assertThat(correlation(c -> one(c.hasLoan()), c -> number(c.creditScore())))
                .isLessThan(-0.1);
        assertThat(correlation(BankCustomer::complaints12m, c -> number(c.balanceTrend())))
                .isLessThan(-0.05);
    }

    @Test
    void the_record_binds_to_a_row_with_its_own_field_names() {
        RowBinder<BankCustomer> binder = RowBinder.ofRecord(BankCustomer.class);
        assertThat(binder.schema().field("income").type()).isEqualTo(FieldType.NUMBER);
        assertThat(binder.schema().field("region").type()).isEqualTo(FieldType.CATEGORY);
        assertThat(binder.schema().field("joined").type()).isEqualTo(FieldType.DATE);
        assertThat(binder.schema().field("emailConsent").type()).isEqualTo(FieldType.BOOLEAN);
        Row row = new Row(binder.schema());
        for (BankCustomer c : CUSTOMERS.subList(0, 200)) {
            binder.bind(c, row);
            assertThat(Double.valueOf(row.number(binder.schema().indexOf("income"))))
                    .isEqualTo(Double.valueOf(number(c.income())));
            assertThat(row.text(binder.schema().indexOf("occupation"))).isEqualTo(c.occupation());
        }
    }

    private static double share(Predicate<BankCustomer> of) {
        return CUSTOMERS.stream().filter(of).count() / (double) CUSTOMERS.size();
    }

    private static double incomeMissing(String occupation) {
        List<BankCustomer> some = CUSTOMERS.stream()
                .filter(c -> c.occupation().equals(occupation))
                .toList();
        return some.stream().filter(c -> c.income() == null).count() / (double) some.size();
    }

    /** Pearson's correlation over the customers where neither is missing. */
    private static double correlation(ToDoubleFunction<BankCustomer> first, ToDoubleFunction<BankCustomer> second) {
        double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        for (BankCustomer c : CUSTOMERS) {
            double a = first.applyAsDouble(c);
            double b = second.applyAsDouble(c);
            if (!Double.isNaN(a) && !Double.isNaN(b)) {
                n++;
                x += a;
                y += b;
                xx += a * a;
                yy += b * b;
                xy += a * b;
            }
        }
        return (xy / n - x / n * y / n) / Math.sqrt((xx / n - x / n * x / n) * (yy / n - y / n * y / n));
    }

    private static double log(@Nullable Double value) {
        return value == null ? Double.NaN : Math.log(value);
    }

    private static double number(@Nullable Number value) {
        return value == null ? Double.NaN : value.doubleValue();
    }

    private static double one(boolean flag) {
        return flag ? 1 : 0;
    }

    private static long fields(long before, BankCustomer c) {
        long hash = before;
        for (String text : List.of(c.customerId(), c.region(), c.occupation())) {
            hash = add(hash, text.hashCode());
        }
        double[] numbers = {
            c.age(),
            number(c.income()),
            c.balance(),
            c.savings(),
            c.debtToIncome(),
            c.tenureMonths(),
            c.products(),
            one(c.hasCreditCard()),
            one(c.hasMortgage()),
            one(c.hasLoan()),
            one(c.hasInvestments()),
            one(c.hasInsurance()),
            one(c.salaryAccount()),
            c.logins30d(),
            c.branchVisits(),
            c.complaints12m(),
            number(c.balanceTrend()),
            number(c.lastContactDaysAgo()),
            c.joined().toEpochDay(),
            number(c.creditScore()),
            one(c.emailConsent())
        };
        for (double number : numbers) {
            hash = add(hash, number);
        }
        return hash;
    }

    private static long add(long hash, double value) {
        return Long.rotateLeft(hash ^ Double.doubleToLongBits(value), 29) * 0x9e3779b97f4a7c15L;
    }
}
