// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.experiment;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * An experiment: arms with shares of the customers, and which arm a customer is in. That depends on the customer, the salt and the
 * period alone, so it is sticky without a table, and independent of other experiments, which have other salts. A bucket of
 * 10,000 is murmur3(customer, salt, period) modulo 10,000, the parts separated by a character that no part may hold; arms take
 * buckets in their order, so raising the share of the last arm at the cost of the first moves only whom it must. Immutable,
 * thread-safe.
 *
 * @param salt names the experiment, not blank; another salt is another draw
 * @param arms at least two, of different names; their shares add up to 10,000
 */
public record Experiment(String salt, List<Arm> arms) {
    /** How many buckets there are. */
    public static final int BUCKETS = 10_000;

    private static final char SEPARATOR = '\u001f';

    /**
     * An arm.
     *
     * @param name its name
     * @param buckets its share, in buckets of 10,000, at least 1
     */
    public record Arm(String name, int buckets) {}

    /**
     * Checks the arms.
     *
     * @throws IllegalArgumentException if the salt is blank, there are fewer than two arms, two have one name, a share is below 1,
     *     or they do not add up to 10,000
     */
    public Experiment {
        arms = List.copyOf(arms);
        if (salt.isBlank() || salt.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("The salt (\"" + salt
                    + "\") of an experiment must be text.\nMaybe take the experiment's name and the date it began.");
        }
        LinkedHashSet<String> names = new LinkedHashSet<>();
        long sum = 0;
        for (Arm arm : arms) {
            names.add(arm.name());
            sum += arm.buckets() >= 1 ? arm.buckets() : Integer.MIN_VALUE;
        }
        if (arms.size() < 2 || names.size() < arms.size() || sum != BUCKETS) {
            throw new IllegalArgumentException("The arms " + arms
                    + " of an experiment must be at least two of different names, with shares of at least 1 that add up to "
                    + BUCKETS + ".\nMaybe the control is missing.");
        }
    }

    /**
     * The bucket of a customer.
     *
     * @param customer its identifier, without the character U+001F
     * @param period what a new draw is wanted for, such as {@code 2026-03}; empty for one draw for all times
     * @return 0 to 9,999
     * @throws IllegalArgumentException if customer or period hold U+001F
     */
    public int bucket(String customer, String period) {
        if (customer.indexOf(SEPARATOR) >= 0 || period.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("The customer and the period of a bucket must not hold U+001F, which"
                    + " separates them.\nMaybe replace it.");
        }
        byte[] key = (customer + SEPARATOR + salt + SEPARATOR + period).getBytes(StandardCharsets.UTF_8);
        return Integer.remainderUnsigned(Murmur3.hash(key, 0), BUCKETS);
    }

    /** The arm of a customer in a period. */
    public Arm arm(String customer, String period) {
        int bucket = bucket(customer, period);
        int end = 0;
        for (Arm arm : arms) {
            end += arm.buckets();
            if (bucket < end) {
                return arm;
            }
        }
        throw new IllegalStateException("Shares add up to all buckets.");
    }

    /** The chance by which a customer is in an arm, for logs; 0 for an unknown one. */
    public double chance(String arm) {
        for (Arm one : arms) {
            if (one.name().equals(arm)) {
                return (double) one.buckets() / BUCKETS;
            }
        }
        return 0;
    }
}
