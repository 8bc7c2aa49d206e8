// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.features.Features;
import io.nextbestaction.history.History;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.segment.KMeans;
import java.nio.file.Path;

/** The example of the README, line by line; a test keeps the two equal and runs it. */
final class ReadmeExample {
    private ReadmeExample() {}

    // readme: begin
    record Customer(String id, int age, String country, double balance, int products, boolean active) {}

    static Decision decide(History<Customer> history, Path catalog, Path file, Customer customer) {
        NextBestAction<Customer> nba = NextBestAction.of(Customer.class)
                .features(Features.of(Customer.class)
                        .ignore("id")
                        .oneHot("country")
                        .log("balance"))
                .churn(GradientBoosting.classifier())
                .segments(KMeans.between(2, 10))
                .actions(ActionCatalog.load(catalog))
                .explain(Shapley.values())
                .fit(history);
        nba.save(file); // one file

        NextBestAction<Customer> live = NextBestAction.load(file, Customer.class); // serving side: no Tribuo
        return live.decide(customer);
    }
    // readme: end
}
