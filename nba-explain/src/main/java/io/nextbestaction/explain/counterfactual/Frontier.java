// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All combinations of changes in the order of their cost, none twice. The next dearer combinations of one are that with its
 * last field moved on, and those with one field more after the last: as each field's values and every cost go up, a
 * combination never comes before a cheaper one. Ties go by the number of fields, then by the order of fields and values.
 */
final class Frontier {
    private static final Comparator<Combination> CHEAPEST = Comparator.comparingDouble(Combination::cost)
            .thenComparingInt(c -> c.fields.length)
            .thenComparing((a, b) -> Arrays.compare(a.fields, b.fields))
            .thenComparing((a, b) -> Arrays.compare(a.choices, b.choices));

    private final List<Candidates> fields;
    private final int most;
    private final PriorityQueue<Combination> waiting = new PriorityQueue<>(CHEAPEST);

    /** Some fields, ascending, and the value chosen for each. */
    static final class Combination {
        final int[] fields;
        final int[] choices;
        private final double cost;

        Combination(int[] fields, int[] choices, double cost) {
            this.fields = fields;
            this.choices = choices;
            this.cost = cost;
        }

        double cost() {
            return cost;
        }

        /** Whether every one of some fields is changed here. */
        boolean containsAll(int[] some) {
            for (int field : some) {
                if (Arrays.binarySearch(fields, field) < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    Frontier(List<Candidates> fields, int most) {
        this.fields = fields;
        this.most = most;
        widen(new int[0], new int[0]);
    }

    /** The cheapest that has not come yet, null for none. */
    @Nullable
    Combination next() {
        return waiting.poll();
    }

    /** Lets the dearer ones that grow out of one wait. */
    void grow(Combination from) {
        int last = from.fields.length - 1;
        if (from.choices[last] + 1 < fields.get(from.fields[last]).size()) {
            int[] choices = from.choices.clone();
            choices[last]++;
            add(from.fields, choices);
        }
        if (from.fields.length < most) {
            widen(from.fields, from.choices);
        }
    }

    private void widen(int[] chosen, int[] choices) {
        for (int f = chosen.length == 0 ? 0 : chosen[chosen.length - 1] + 1; f < fields.size(); f++) {
            if (fields.get(f).size() > 0) {
                int[] more = Arrays.copyOf(chosen, chosen.length + 1);
                more[chosen.length] = f;
                add(more, Arrays.copyOf(choices, choices.length + 1));
            }
        }
    }

    private void add(int[] chosen, int[] choices) {
        double cost = 0;
        for (int i = 0; i < chosen.length; i++) {
            cost += fields.get(chosen[i]).costs[choices[i]];
        }
        waiting.add(new Combination(chosen, choices, cost));
    }
}
