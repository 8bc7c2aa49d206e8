// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HierarchicalRatesTest {
    private static HierarchicalRates tree() {
        return new HierarchicalRates(0.02, 100, 50, 40, 30, 20);
    }

    @Test
    void a_node_never_heard_of_has_the_rate_above_it() {
        HierarchicalRates rates = tree();
        assertThat(rates.posterior(List.of("sales", "cards", "gold", "young")).mean())
                .isCloseTo(0.02, within(1e-15));

        rates.learn(List.of("sales", "cards", "gold", "young"), 1, 1);

        double root = (100 * 0.02 + 1) / 101;
        double issue = (50 * root + 1) / 51;
        double group = (40 * issue + 1) / 41;
        double action = (30 * group + 1) / 31;
        double segment = (20 * action + 1) / 21;
        assertThat(rates.posterior(List.of()).mean()).isCloseTo(root, within(1e-15));
        assertThat(rates.posterior(List.of("sales", "cards", "gold", "young")).mean())
                .isCloseTo(segment, within(1e-15));
        assertThat(rates.posterior(List.of("sales", "cards", "gold", "old")).mean())
                .isCloseTo(action, within(1e-15));
        assertThat(rates.posterior(List.of("service")).mean()).isCloseTo(root, within(1e-15));
    }

    @Test
    void many_outcomes_speak_for_themselves() {
        HierarchicalRates rates = tree();
        List<String> path = List.of("sales", "cards", "gold");
        rates.learn(path, 30_000, 100_000);
        assertThat(rates.posterior(path).mean()).isCloseTo(0.3, within(1e-3));
        assertThat(rates.posterior(path).deviation()).isCloseTo(Math.sqrt(0.3 * 0.7 / 100_000), within(1e-5));
    }

    @Test
    void settlements_of_a_book_count_once_in_any_order_and_open_ones_nowhere() {
        SplittableRandom random = new SplittableRandom(3);
        List<String> path = List.of("sales");
        for (int run = 0; run < 50; run++) {
            OutcomeBookTest.Stream stream = OutcomeBookTest.stream(random, 30);
            List<OutcomeEvent> shuffled = new ArrayList<>(stream.events());
            shuffled.addAll(stream.events().subList(3, 12));
            Collections.shuffle(shuffled, new Random(run));
            OutcomeBook book = new OutcomeBook(stream.window());
            HierarchicalRates rates = new HierarchicalRates(0.1, 10, 10);
            for (int i = 0; i < shuffled.size(); i++) {
                book.add(shuffled.get(i));
                if (i % 7 == 0) {
                    book.settle(stream.at(i / 10.0)).forEach(change -> rates.learn(path, change));
                }
            }
            book.settle(stream.at(100)).forEach(change -> rates.learn(path, change));
            assertThat(book.settle(stream.at(101))).isEmpty();

            int converted = 0;
            int known = 0;
            for (String decision : stream.decisions()) {
                OutcomeState state = book.state(decision, stream.at(100));
                known += state == OutcomeState.OPEN ? 0 : 1;
                converted += state == OutcomeState.CONVERTED ? 1 : 0;
            }
            assertThat(rates.outcomes(path)).isEqualTo(known);
            double root = (10 * 0.1 + converted) / (10 + known);
            assertThat(rates.posterior(path).mean()).isCloseTo((10 * root + converted) / (10 + known), within(1e-12));
        }
    }

    @Test
    void the_likelihood_is_that_of_drawing_one_after_the_other() {
        SplittableRandom random = new SplittableRandom(4);
        for (int run = 0; run < 200; run++) {
            double strength = 1 + 200 * random.nextDouble();
            double mean = 0.01 + 0.9 * random.nextDouble();
            int n = random.nextInt(60);
            int c = n == 0 ? 0 : random.nextInt(n + 1);
            double direct = 0;
            for (int i = 0; i < n; i++) {
                double seen = i < c ? strength * mean + i : strength * (1 - mean) + i - c;
                direct += Math.log(seen / (strength + i));
            }
            assertThat(HierarchicalRates.logLikelihood(strength, mean, c, n)).isCloseTo(direct, within(1e-9));
        }
    }

    @Test
    void the_fitted_strength_is_that_of_the_world_the_nodes_came_from() {
        SplittableRandom random = new SplittableRandom(5);
        for (double strength : new double[] {8, 400}) {
            HierarchicalRates rates = new HierarchicalRates(0.2, 1000, 50);
            for (int node = 0; node < 400; node++) {
                double rate = BetaPosterior.of(0.2, strength).draw(random);
                int conversions = 0;
                for (int i = 0; i < 200; i++) {
                    conversions += random.nextDouble() < rate ? 1 : 0;
                }
                rates.learn(List.of("a" + node), conversions, 200);
            }
            assertThat(rates.fitted().strengths()[1]).isBetween(strength / 1.7, strength * 1.7);
            assertThat(rates.fitted().strengths()[0]).isEqualTo(1000);
        }
    }

    @Test
    void a_restored_tree_has_the_same_rates_and_a_discount_shrinks_what_is_known() {
        HierarchicalRates rates = tree();
        rates.learn(List.of("sales", "cards"), 4, 100);
        HierarchicalRates again = HierarchicalRates.restore(rates.state());
        assertThat(again.state()).isEqualTo(rates.state());
        assertThat(again.posterior(List.of("sales", "cards"))).isEqualTo(rates.posterior(List.of("sales", "cards")));

        rates.discount(0.5);
        assertThat(rates.outcomes(List.of("sales"))).isEqualTo(50);
        rates.learn(List.of("sales", "cards"), -4, -4);
        assertThat(rates.posterior(List.of("sales", "cards")).alpha()).isPositive();
        assertThatThrownBy(() -> tree().posterior(List.of("a", "b", "c", "d", "e")))
                .hasMessage("The path [a, b, c, d, e] must be of at most 4 levels.\n"
                        + "Maybe give a strength for each level, the root first.");
        assertThatThrownBy(() -> rates.learn(List.of("sales"), 1, Double.NaN))
                .hasMessage("The conversions (1.0) and outcomes (NaN) to learn must be finite.\n"
                        + "Maybe leave out what is not known.");
        assertThatThrownBy(() -> rates.discount(Double.NaN))
                .hasMessageStartingWith("The discount (NaN) must lie in (0, 1].");
        assertThatThrownBy(() -> new HierarchicalRates(0.1))
                .hasMessage("The strengths (none) must be at least that of the root.\n"
                        + "Maybe give 50 and 50: each level as good as 50 outcomes.");
        assertThatThrownBy(() -> new HierarchicalRates(2, 1))
                .hasMessage("The rate (2.0) expected of everything must lie in (0, 1).\n"
                        + "Maybe 0.02 was meant: two in a hundred.");
    }

    @Test
    void a_state_made_by_hand_is_refused() {
        for (double[] counts : new double[][] {{1}, {-1, 2}, {3, 2}, {0, Double.NaN}, {0, Double.POSITIVE_INFINITY}}) {
            State state = State.builder()
                    .put("rate", 0.1)
                    .put("strengths", new double[] {50, 50})
                    .putAll(
                            "nodes",
                            List.of(State.builder()
                                    .putTexts("path", List.of("sales"))
                                    .put("counts", counts)
                                    .build()))
                    .build();
            assertThatThrownBy(() -> HierarchicalRates.restore(state))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The counts " + Arrays.toString(counts) + " of [sales] must be conversions")
                    .hasMessageEndingWith("\nMaybe the state was written by hand.");
        }
    }
}
