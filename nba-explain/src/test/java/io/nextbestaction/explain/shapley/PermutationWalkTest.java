// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PermutationWalkTest {
    private static final int COUNT = 4;
    private static final int ORDERS = 24;

    /** Keeps the order in which inputs are taken. */
    private static final class Watched extends Mixture {
        private final List<List<Integer>> orders = new ArrayList<>();

        Watched() {
            super(COUNT);
        }

        @Override
        void start() {
            orders.add(new ArrayList<>());
        }

        @Override
        void take(int input) {
            orders.get(orders.size() - 1).add(input);
        }

        @Override
        void giveBack(int input) {
            throw new IllegalStateException("a walk never goes back");
        }

        @Override
        double margin() {
            return 0;
        }
    }

    private static List<List<Integer>> orders(int pairs, long seed) {
        Watched watched = new Watched();
        int[] players = {0, 1, 2, 3};
        new PermutationWalk(COUNT)
                .add(watched, players, COUNT, 0, 0, pairs, seed, 1, new double[COUNT], new double[COUNT]);
        return watched.orders;
    }

    @Test
    void every_order_is_equally_likely_in_every_pair() {
        int seeds = 1000 * ORDERS;
        for (int pair = 0; pair < 2; pair++) {
            Map<List<Integer>, Integer> seen = new HashMap<>();
            for (int seed = 0; seed < seeds; seed++) {
                seen.merge(orders(2, PermutationWalk.seed(7, seed)).get(2 * pair), 1, Integer::sum);
            }
            assertThat(seen).hasSize(ORDERS);
            // five standard deviations of a count of 1000
            assertThat(seen.values()).allSatisfy(count -> assertThat(count).isBetween(845, 1155));
        }
    }

    @Test
    void every_order_goes_with_its_reverse() {
        List<List<Integer>> orders = orders(10, 3);
        assertThat(orders).hasSize(20);
        for (int p = 0; p < orders.size(); p += 2) {
            List<Integer> reverse = new ArrayList<>(orders.get(p + 1));
            Collections.reverse(reverse);
            assertThat(reverse).isEqualTo(orders.get(p));
        }
    }
}
