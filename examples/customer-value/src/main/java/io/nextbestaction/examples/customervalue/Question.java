// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.Splits;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known of customers on a day, and what they paid after it: never the same money on both sides. A fifth of the
 * customers is held out; where "some" ends and "much" begins is the median of what paying customers of the others paid.
 *
 * @param name what is asked
 * @param features known on the day
 * @param later paid after it
 * @param training the positions learnt from
 * @param heldOut the positions of which nothing is learnt
 * @param much the least amount that counts as much
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Question(String name, FeatureMatrix features, double[] later, int[] training, int[] heldOut, double much) {
    static final List<String> LEVELS = List.of("nothing", "some", "much");

    private static final int PARTS = 5;
    /** Folds within folds of the rarer level need as many. */
    private static final int LEAST = 150;

    private static final FeatureNames HISTORY = FeatureNames.of(
            "purchase days",
            "days since the first",
            "days since the last",
            "paid so far",
            "paid on the first day",
            "paid a day",
            "items so far");
    private static final FeatureNames FIRST_DAY =
            FeatureNames.of("paid on the first day", "items on the first day", "weekday of the first day");

    /** Of customers who came before the split: what they pay from the split to the end, by all they did before. */
    static Question ofHistory(List<Customer> customers, long split, long end, long seed) {
        double[] values = new double[customers.size() * HISTORY.size()];
        double[] later = new double[customers.size()];
        int next = 0;
        for (int i = 0; i < later.length; i++) {
            Customer one = customers.get(i);
            int visits = one.visits(Long.MIN_VALUE, split);
            double paid = one.paid(Long.MIN_VALUE, split);
            values[next++] = visits;
            values[next++] = split - one.first();
            values[next++] = split - one.first() - one.history(split).recency();
            values[next++] = paid;
            values[next++] = one.paid(one.first(), one.first() + 1);
            values[next++] = paid / visits;
            values[next++] = one.bought(Long.MIN_VALUE, split);
            later[i] = one.paid(split, end);
        }
        return of("The time after the split, from all purchases before it", HISTORY, values, later, seed);
    }

    /** Of everybody observed for the whole time: what they pay within days of their first, by that day alone. */
    static Question ofFirstDay(List<Customer> customers, int days, long end, long seed) {
        List<Customer> observed =
                customers.stream().filter(one -> one.first() + 1 + days <= end).toList();
        double[] values = new double[observed.size() * FIRST_DAY.size()];
        double[] later = new double[observed.size()];
        int next = 0;
        for (int i = 0; i < later.length; i++) {
            Customer one = observed.get(i);
            long after = one.first() + 1;
            values[next++] = one.paid(one.first(), after);
            values[next++] = one.bought(one.first(), after);
            values[next++] = LocalDate.ofEpochDay(one.first()).getDayOfWeek().getValue();
            later[i] = one.paid(after, after + days);
        }
        return of("The " + days + " days after the first, from that day alone", FIRST_DAY, values, later, seed);
    }

    private static Question of(String name, FeatureNames names, double[] values, double[] later, long seed) {
        boolean[] pays = new boolean[later.length];
        for (int i = 0; i < pays.length; i++) {
            pays[i] = later[i] > 0;
        }
        long paying = Arrays.stream(later).filter(amount -> amount > 0).count();
        if (paying < LEAST || later.length - paying < LEAST) {
            throw new IllegalArgumentException("The customers (" + paying + " of " + later.length
                    + " who paid later) must be at least " + LEAST + " who did and " + LEAST + " who did not.\n"
                    + "Maybe take more transactions, or another --split or --days.");
        }
        var split = Splits.stratified(PARTS).of(pays, seed).get(0);
        double[] amounts = Arrays.stream(split.training())
                .mapToDouble(i -> later[i])
                .filter(amount -> amount > 0)
                .sorted()
                .toArray();
        return new Question(
                name,
                FeatureMatrix.of(names, values),
                later,
                split.training(),
                split.heldOut(),
                amounts[amounts.length / 2]);
    }

    MulticlassSet set(int[] positions) {
        return new MulticlassSet(
                features.select(positions),
                LEVELS,
                IntStream.of(positions).map(i -> level(later[i])).toArray());
    }

    double[] later(int[] positions) {
        return Arrays.stream(positions).mapToDouble(i -> later[i]).toArray();
    }

    private int level(double amount) {
        return amount <= 0 ? 0 : amount < much ? 1 : 2;
    }
}
