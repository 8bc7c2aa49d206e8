// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import io.nextbestaction.history.Contact;
import java.util.stream.IntStream;

/** What the tests of this package share. */
final class Banks {
    /** Drawn once: the tests only read it. */
    static final SyntheticBank LARGE = SyntheticBank.generate(20_000, 7);

    private Banks() {}

    static int[] everybody(SyntheticBank bank) {
        return IntStream.range(0, bank.size()).toArray();
    }

    /** The position of a contact's customer, out of the number in the id. */
    static int position(Contact<BankCustomer> contact) {
        return Integer.parseInt(contact.customer().customerId().substring(1)) - 1;
    }

    /** How many standard deviations a count of successes lies from its expectation under independent Bernoulli draws. */
    static double sigmas(long successes, double[] probabilities) {
        double mean = 0;
        double variance = 0;
        for (double p : probabilities) {
            mean += p;
            variance += p * (1 - p);
        }
        return Math.abs(successes - mean) / Math.sqrt(variance);
    }
}
