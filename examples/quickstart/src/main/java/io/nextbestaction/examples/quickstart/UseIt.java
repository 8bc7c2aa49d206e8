// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.Workspace;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.audit.AuditStore;
import io.nextbestaction.audit.FileLog;
import io.nextbestaction.audit.Recorder;
import io.nextbestaction.audit.Sync;
import io.nextbestaction.data.Row;
import io.nextbestaction.examples.quickstart.ReadmeExample.Customer;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.decision.DecisionExplainer;
import io.nextbestaction.explain.decision.Phrases;
import io.nextbestaction.features.Features;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.verify.DecisionVerifier;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;

/** The lines of the README's "Use it" with their imports; a test finds each of them here and runs them. */
final class UseIt {
    private UseIt() {}

    /** What the lines leave behind. */
    record Told(int action, Decision decision, List<String> sentences, String card) {}

    static History<Customer> history(Customer customer) {
        History<Customer> history = History.<Customer>builder()
                .customer(customer, true) // churned
                .contact(new Contact<>(
                        customer, "gold-card", true, false, 0.7)) // contacted, not accepted, by a chance of 0.7
                .build();
        return history;
    }

    static NextBestAction<Customer> fit(History<Customer> history, ActionCatalog catalog) {
        return NextBestAction.of(Customer.class)
                .features(Features.of(Customer.class).ignore("id").oneHot("country"))
                .churn(GradientBoosting.classifier())
                .responses(LogisticRegression.classifier())
                .actions(catalog)
                .explore(Exploration.inverseGap(50).withMaxLoss(0.5))
                .fit(history);
    }

    static Told decide(NextBestAction<Customer> live, Customer customer, Path folder, ZonedDateTime noon) {
        Context context = Context.NONE.decision("d-1");

        Row row = new Row(live.schema());
        Workspace workspace = live.workspace();
        live.bind(customer, row);
        int action = live.decide(row, context, workspace); // its place in the catalogue, -1 for nothing

        try (AuditStore store = AuditStore.on(FileLog.open(folder, Sync.GROUP))) {
            Recorder<Customer> recorder = Recorder.of(live, store);
            Decision decision = recorder.decide("customer-17", customer, context);
            List<String> sentences = Phrases.english()
                    .tell(DecisionExplainer.of(live, Shapley.values()).explain(customer, context));
            String card = live.modelCard("retail").toMarkdown();
            DecisionVerifier.of(live).given(customer).at(noon).with(context).decide();
            return new Told(action, decision, sentences, card);
        }
    }
}
