// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.models.value.PurchaseHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private static final long SPLIT = 100;
    private static final long END = 200;

    /** Everybody buys on day 10; every second again on day 50, and after the split. */
    private static List<Customer> customers(double firstAmount) {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long[] days = i % 2 == 0 ? new long[] {10, 10, 50, 100, 150} : new long[] {10};
            double[] items = i % 2 == 0 ? new double[] {1, 2, 3, 4, 5} : new double[] {1};
            double[] amounts = i % 2 == 0 ? new double[] {firstAmount, 1, 20, i, 5} : new double[] {firstAmount};
            customers.add(new Customer(days, items, amounts));
        }
        return customers;
    }

    @Test
    void what_is_paid_later_holds_no_money_of_the_days_it_is_foretold_from() {
        Question cheap = Question.ofHistory(customers(10), SPLIT, END, 1);
        Question dear = Question.ofHistory(customers(9_000), SPLIT, END, 1);
        assertThat(dear.later()).isEqualTo(cheap.later());
        assertThat(dear.much()).isEqualTo(cheap.much());
        assertThat(cheap.later()[6]).isEqualTo(6 + 5); // days 100 and 150
        assertThat(cheap.later()[7]).isZero();

        Question first = Question.ofFirstDay(customers(10), 60, END, 1);
        assertThat(Question.ofFirstDay(customers(9_000), 60, END, 1).later()).isEqualTo(first.later());
        assertThat(first.later()[6]).isEqualTo(20); // day 50 is within 60 days of day 10, day 100 is not
    }

    @Test
    void features_are_of_the_days_before() {
        Question history = Question.ofHistory(customers(10), SPLIT, END, 1);
        assertThat(IntStream.range(0, 7)
                        .mapToDouble(j -> history.features().get(6, j))
                        .toArray())
                .containsExactly(2, 90, 50, 31, 11, 15.5, 6);
        Question first = Question.ofFirstDay(customers(10), 60, END, 1);
        assertThat(IntStream.range(0, 3)
                        .mapToDouble(j -> first.features().get(6, j))
                        .toArray())
                .containsExactly(11, 3, 7); // 11 January 1970 was a Sunday
    }

    @Test
    void customers_held_out_have_no_part_in_where_much_begins() {
        Question question = Question.ofHistory(customers(10), SPLIT, END, 1);
        assertThat(IntStream.concat(IntStream.of(question.training()), IntStream.of(question.heldOut()))
                        .sorted())
                .containsExactly(IntStream.range(0, 400).boxed().toArray(Integer[]::new));
        assertThat(question.heldOut()).hasSize(80);
        MulticlassSet training = question.set(question.training());
        assertThat(training.counts()).containsExactly(160, 80, 80);
        assertThat(question.later(question.training())).contains(question.much());
    }

    @Test
    void a_customer_of_a_whole_time_only_is_followed() {
        List<Customer> customers = customers(10);
        customers.add(new Customer(new long[] {150}, new double[] {1}, new double[] {1}));
        assertThat(Question.ofFirstDay(customers, 60, END, 1).later()).hasSize(400);
        assertThat(customers.get(0).history(SPLIT)).isEqualTo(new PurchaseHistory(1, 40, 89, 20));
    }

    @Test
    void too_few_who_paid_are_refused() {
        assertThatThrownBy(() -> Question.ofHistory(customers(10).subList(0, 100), SPLIT, END, 1))
                .hasMessage(
                        "The customers (50 of 100 who paid later) must be at least 150 who did and 150 who did not.\n"
                                + "Maybe take more transactions, or another --split or --days.");
    }
}
