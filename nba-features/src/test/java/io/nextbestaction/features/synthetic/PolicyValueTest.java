// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.history.Contact;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyValueTest {
    private static final SyntheticBank BANK = Banks.LARGE;

    @Test
    void nobody_is_worth_nothing() {
        assertThat(BANK.value(Banks.everybody(BANK), customer -> null)).isEqualTo(new PolicyValue(0, 20_000, 0, 0));
        assertThat(BANK.value(new int[0], customer -> "gold-card").perCustomer())
                .isZero();
    }

    @Test
    void the_oracle_is_the_best_eligible_action_or_none() {
        for (int i = 0; i < BANK.size(); i++) {
            Truth truth = BANK.truth(i);
            double best =
                    BANK.eligible(i).stream().mapToDouble(truth::value).max().orElse(0);
            BestAction oracle = BANK.oracle(i);
            assertThat(oracle.value()).isEqualTo(Math.max(0, best));
            String action = oracle.action();
            if (action == null) {
                assertThat(best).isNotPositive();
            } else {
                assertThat(BANK.eligible(i)).contains(action);
                assertThat(truth.value(action)).isEqualTo(best);
            }
        }
    }

    @Test
    void the_oracle_leaves_some_alone_and_uses_every_action() {
        Map<String, Long> uses = IntStream.range(0, BANK.size())
                .mapToObj(i -> String.valueOf(BANK.oracle(i).action()))
                .collect(Collectors.groupingBy(action -> action, Collectors.counting()));
        assertThat(uses.get("null")).isGreaterThan(1_000);
        for (String action : SyntheticBank.actions()) {
            assertThat(uses.get(action)).as(action).isGreaterThan(200);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 21, 22})
    void no_policy_beats_the_oracle(long seed) {
        SyntheticBank bank = SyntheticBank.generate(5_000, seed);
        int[] everybody = Banks.everybody(bank);
        double oracle = oracle(bank);
        double bestSingle = 0;
        for (String action : SyntheticBank.actions()) {
            bestSingle = Math.max(
                    bestSingle, bank.value(everybody, customer -> action).perCustomer());
        }
        double random = bank.value(everybody, bank.randomEligible(seed)).perCustomer();
        assertThat(oracle).isGreaterThan(2 * bestSingle).isGreaterThan(2 * random);
        assertThat(random).isPositive();
    }

    @Test
    void the_most_popular_action_for_everybody_is_far_from_the_oracle() {
        Map<String, Long> taken = BANK.history().contacts().stream()
                .filter(Contact::accepted)
                .collect(Collectors.groupingBy(Contact::action, Collectors.counting()));
        String popular = taken.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        PolicyValue value = BANK.value(Banks.everybody(BANK), customer -> popular);
        assertThat(value.perCustomer()).isLessThan(oracle(BANK) - 5);
        assertThat(value.contacted() + value.refused()).isEqualTo(20_000);
        assertThat(value.refused()).isPositive();
    }

    @Test
    void a_policy_is_valued_customer_by_customer() {
        int[] some = {3, 14, 15, 92};
        double sum = 0;
        for (int i : some) {
            sum += BANK.oracle(i).value();
        }
        PolicyValue value = BANK.value(some, i -> BANK.oracle(i).action());
        assertThat(value.total()).isEqualTo(sum);
        assertThat(value.perCustomer()).isCloseTo(sum / 4, within(1e-12));
    }

    @Test
    void a_random_policy_is_repeatable_and_eligible() {
        for (int i = 0; i < 500; i++) {
            String action = BANK.randomEligible(4).apply(i);
            assertThat(action).isEqualTo(BANK.randomEligible(4).apply(i));
            assertThat(
                            action == null
                                    ? BANK.eligible(i).isEmpty()
                                    : BANK.eligible(i).contains(action))
                    .isTrue();
        }
    }

    @Test
    void an_unknown_action_of_a_policy_is_refused() {
        assertThatThrownBy(() -> BANK.value(new int[] {0}, customer -> "nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The action \"nothing\" of the synthetic bank must be one of gold-card, ");
    }

    private static double oracle(SyntheticBank bank) {
        return bank.value(Banks.everybody(bank), i -> bank.oracle(i).action()).perCustomer();
    }
}
