// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.history.History;
import java.util.SplittableRandom;

/** An engine a user could have fitted, for tests outside the root package. */
public final class VerifierFixture {
    private VerifierFixture() {}

    /** A customer. */
    public record Customer(double age, double balance) {}

    /** An engine with reasons, still to be fitted. */
    public static NextBestActionBuilder<Customer> builder(ActionCatalog catalog) {
        return NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .explain(Fakes.WEIGHTS)
                .actions(catalog);
    }

    /** Customers of whom the poor leave. */
    public static History<Customer> history() {
        SplittableRandom random = new SplittableRandom(1);
        History.Builder<Customer> history = History.builder();
        for (int i = 0; i < 500; i++) {
            double balance = random.nextInt(10_000);
            history.customer(
                    new Customer(18 + random.nextInt(60), balance),
                    random.nextDouble() < (balance < 2_000 ? 0.5 : 0.1));
        }
        return history.build();
    }
}
