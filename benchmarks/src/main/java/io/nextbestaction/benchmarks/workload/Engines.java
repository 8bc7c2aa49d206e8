// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.workload;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.NextBestActionBuilder;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.segment.KMeans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whole engines on the synthetic bank, fitted once and kept as artifacts in the {@link Cache}: churn by a forest of shape
 * M, eight segments, a response model for each action, all fields of a customer.
 */
public final class Engines {
    private static final int CUSTOMERS = 20_000;
    private static final long SEED = 11;

    private Engines() {}

    /**
     * The artifact of an engine whose responses are logistic regressions.
     *
     * @param actions 1 to 1,000: the bank's eight, then copies of them
     * @param explained whether its decisions have reasons
     */
    public static Path artifact(int actions, boolean explained) {
        String name = "engine-" + actions + (explained ? "-explained" : "") + ".nba";
        return Cache.file(name, file -> fit(actions, explained, LogisticRegression.classifier(), file));
    }

    /** The artifact of an engine with ten forests of shape M at the most: churn, and both arms of four actions. */
    public static Path ofForests() {
        return Cache.file("engine-forests.nba", file -> fit(4, true, medium(), file));
    }

    /**
     * The artifact of an engine whose responses are forests of shape S; copies of an action have all its contacts.
     *
     * @param actions as of {@link #artifact}
     * @param joint whether one forest knows all actions, or each action has its own
     */
    public static Path ofSmallForests(int actions, boolean joint) {
        ClassifierTrainer small = GradientBoosting.classifier(
                GradientBoosting.Parameters.defaults().withRounds(100).withDepth(4));
        return Cache.file("engine-" + actions + (joint ? "-joint.nba" : "-each.nba"), file -> {
            ActionCatalog catalog = catalog(actions);
            NextBestActionBuilder<BankCustomer> builder = builder(catalog);
            (joint ? builder.jointResponses(small) : builder.responses(small))
                    .fit(history(catalog, true))
                    .save(file);
        });
    }

    /** An engine from its artifact. */
    public static NextBestAction<BankCustomer> load(Path artifact) {
        return NextBestAction.load(artifact, RowBinder.ofRecord(BankCustomer.class));
    }

    /** Customers no engine was fitted on. */
    public static List<BankCustomer> customers(int count) {
        return SyntheticBank.generate(count, SEED + 1).customers();
    }

    private static ClassifierTrainer medium() {
        return GradientBoosting.classifier(
                GradientBoosting.Parameters.defaults().withRounds(300).withDepth(6));
    }

    private static void fit(int actions, boolean explained, ClassifierTrainer responses, Path file) {
        ActionCatalog catalog = catalog(actions);
        NextBestActionBuilder<BankCustomer> builder = builder(catalog).responses(responses);
        if (explained) {
            builder.explain(Shapley.values());
        }
        builder.fit(history(catalog, false)).save(file);
    }

    private static NextBestActionBuilder<BankCustomer> builder(ActionCatalog catalog) {
        return NextBestAction.of(BankCustomer.class)
                .features(Features.of(BankCustomer.class).ignore("customerId").asOf(SyntheticBank.SNAPSHOT))
                .churn(medium())
                .segments(KMeans.of(8))
                .actions(catalog);
    }

    /** The bank's actions in turn, from the second round on with a number behind the id. */
    static ActionCatalog catalog(int actions) {
        List<Action> bank = ActionCatalog.parse(SyntheticBank.catalogJson(), "synthetic bank")
                .actions();
        ActionCatalog.Builder catalog = ActionCatalog.builder().name("bank of " + actions);
        for (int i = 0; i < actions; i++) {
            Action a = bank.get(i % bank.size());
            String id = i < bank.size() ? a.id() : a.id() + "-" + i / bank.size();
            catalog.add(new Action(
                    id,
                    a.title(),
                    a.issue(),
                    a.group(),
                    a.channel(),
                    a.value(),
                    a.cost(),
                    a.response(),
                    a.retention(),
                    a.rules(),
                    a.validFrom(),
                    a.validTo()));
        }
        return catalog.build();
    }

    /**
     * The bank's history, contacts shared among the copies of an action.
     *
     * @param all whether each copy has all contacts, enough for a forest of its own; else they go to the copies in turn
     */
    private static History<BankCustomer> history(ActionCatalog catalog, boolean all) {
        Map<String, List<String>> copies = new HashMap<>();
        for (Action action : catalog.actions()) {
            String original = action.id().replaceFirst("-\\d+$", "");
            copies.computeIfAbsent(original, id -> new ArrayList<>()).add(action.id());
        }
        History<BankCustomer> history = SyntheticBank.generate(CUSTOMERS, SEED).history();
        History.Builder<BankCustomer> shared = History.builder();
        for (int i = 0; i < history.customers().size(); i++) {
            shared.customer(history.customers().get(i), history.churned(i));
        }
        int turn = 0;
        for (Contact<BankCustomer> c : history.contacts()) {
            List<String> ids = copies.get(c.action());
            if (ids != null) {
                int first = turn++ % ids.size();
                for (String id : all ? ids : List.of(ids.get(first))) {
                    shared.contact(new Contact<>(c.customer(), id, c.contacted(), c.accepted(), c.propensity()));
                }
            }
        }
        return shared.build();
    }
}
