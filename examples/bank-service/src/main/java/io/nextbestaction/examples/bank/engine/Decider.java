// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.engine;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.audit.AuditStore;
import io.nextbestaction.contact.ContactLedger;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactStore;
import io.nextbestaction.examples.bank.store.DecisionRow;
import io.nextbestaction.examples.bank.store.DecisionStore;
import io.nextbestaction.examples.bank.store.Outcome;
import io.nextbestaction.explain.decision.Explanation;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import io.nextbestaction.live.LiveEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Decides, and keeps what was decided and what came of it before anybody hears of it. */
@Service
public class Decider {
    private static final String NO_HOUSEHOLD = "";

    private final LiveEngine<BankCustomer> live;
    private final Explainers explainers;
    private final ContactStore contacts;
    private final DecisionStore decisions;
    private final AuditStore records;
    private final Clock clock;

    Decider(
            LiveEngine<BankCustomer> live,
            Explainers explainers,
            ContactStore contacts,
            DecisionStore decisions,
            AuditStore records,
            Clock clock) {
        this.live = live;
        this.explainers = explainers;
        this.contacts = contacts;
        this.decisions = decisions;
        this.records = records;
        this.clock = clock;
    }

    /**
     * A decision that was kept.
     *
     * @param row its entry
     * @param decision the whole of it
     */
    public record Kept(DecisionRow row, Decision decision) {}

    /** Decides for a customer and keeps the decision. */
    public Kept decide(BankCustomer customer) {
        String id = UUID.randomUUID().toString();
        Context context = context(live.engine(), customer.customerId()).decision(id);
        Decision decision = live.decide(customer.customerId(), customer, context);
        DecisionRow row = new DecisionRow(
                id,
                customer.customerId(),
                decision.action().id(),
                decision.action().title(),
                decision.action().channel(),
                decision.expectedValue(),
                decision.churn(),
                decision.engine(),
                now());
        decisions.add(row);
        return new Kept(row, decision);
    }

    /** What would be decided and why, all by the engine in service now; nothing is kept, for nobody acts on it. */
    public List<Explanation> explain(BankCustomer... customers) {
        Explainers.Current now = explainers.current();
        return Arrays.stream(customers)
                .map(customer -> now.explainer()
                        .explain(
                                customer,
                                // One id for all, so that an engine that explores draws alike for all of a comparison.
                                context(now.engine(), customer.customerId()).decision("preview")))
                .toList();
    }

    /** What is remembered of earlier contacts, if the engine asks for it. */
    private Context context(NextBestAction<BankCustomer> engine, String customerId) {
        ContactPolicy policy = engine.contactPolicy();
        return policy == null
                ? Context.NONE
                : Context.NONE.contacts(ledger(policy, engine).history(customerId, NO_HOUSEHOLD));
    }

    private ContactLedger ledger(ContactPolicy policy, NextBestAction<BankCustomer> engine) {
        return ContactLedger.of(policy, engine.catalog(), contacts, clock);
    }

    /**
     * Keeps what became of a decision. Whoever answered was contacted, so an answer counts as a contact, too.
     *
     * @return whether it is news; repeating it changes nothing
     */
    public boolean outcome(DecisionRow decision, Outcome.Kind kind) {
        Instant at = now();
        if (kind != Outcome.Kind.SHOWN) {
            keep(decision, Outcome.Kind.SHOWN, at);
        }
        return keep(decision, kind, at);
    }

    private boolean keep(DecisionRow decision, Outcome.Kind kind, Instant at) {
        if (decisions.has(decision.decisionId(), kind)) {
            return false;
        }
        Interaction interaction = Interaction.of(
                decision.customerId(),
                decision.action(),
                decision.channel(),
                at,
                switch (kind) {
                    case SHOWN -> InteractionType.SHOWN;
                    case ACCEPTED -> InteractionType.ACCEPTED;
                    case DECLINED -> InteractionType.DECLINED;
                });
        records.append(interaction);
        NextBestAction<BankCustomer> engine = live.engine();
        ContactPolicy policy = engine.contactPolicy();
        if (policy != null) {
            ledger(policy, engine).record(interaction);
        }
        // Last, so that whoever is cut off before it may say it again.
        return decisions.add(new Outcome(decision.decisionId(), kind, at));
    }

    /** Now, as exactly as every database keeps it. */
    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
