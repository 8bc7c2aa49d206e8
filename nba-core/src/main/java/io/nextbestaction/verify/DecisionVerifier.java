// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.verify;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.contact.ContactLedger;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactStore;
import io.nextbestaction.history.Interaction;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case to test an engine's policy with, under any test framework: what is wrong is an {@link AssertionError} that tells
 * what was expected, what was decided and why. Immutable; each method gives a new case. An engine that explores draws by the
 * decision's id; where {@link #with} gives none, the id is "case", so that a case decides the same every time.
 *
 * <pre>{@code
 * DecisionVerifier.of(nba)
 *         .given(new Customer("x", 17, 900.0))
 *         .at(Instant.parse("2026-05-04T12:00:00Z"))
 *         .after(Interaction.of("x", "savings", "e-mail", Instant.parse("2026-05-03T09:00:00Z"), SHOWN))
 *         .decide()
 *         .expectAction("savings")
 *         .expectRejected("gold-card", "of age");
 * }</pre>
 *
 * @param <C> the user's customer type
 */
public final class DecisionVerifier<C> {
    private static final String ID = "case";

    private final NextBestAction<C> engine;
    private final List<C> customer;
    private final List<Interaction> history;
    private final Context context;
    private final @Nullable Clock clock;

    private DecisionVerifier(
            NextBestAction<C> engine,
            List<C> customer,
            List<Interaction> history,
            Context context,
            @Nullable Clock clock) {
        this.engine = engine;
        this.customer = customer;
        this.history = history;
        this.context = context;
        this.clock = clock;
    }

    /** Cases for an engine, by the engine's own clock until told otherwise. */
    public static <C> DecisionVerifier<C> of(NextBestAction<C> engine) {
        return new DecisionVerifier<>(engine, List.of(), List.of(), Context.NONE, null);
    }

    /** The case of a customer. */
    public DecisionVerifier<C> given(C who) {
        return new DecisionVerifier<>(engine, List.of(who), history, context, clock);
    }

    /** The case at a moment; its day is that in UTC. */
    public DecisionVerifier<C> at(Instant moment) {
        return at(moment.atZone(ZoneOffset.UTC));
    }

    /** The case at a moment; its day is that in the moment's zone. */
    public DecisionVerifier<C> at(ZonedDateTime moment) {
        Clock fixed = Clock.fixed(moment.toInstant(), moment.getZone());
        return new DecisionVerifier<>(engine, customer, history, context, fixed);
    }

    /**
     * The case after interactions, oldest first. The customer is that of the first, with the household it names; those of
     * other customers count where their household is the same.
     */
    public DecisionVerifier<C> after(Interaction... interactions) {
        return new DecisionVerifier<>(engine, customer, List.of(interactions), context, clock);
    }

    /** The case with what is known only at the moment of the decision. */
    public DecisionVerifier<C> with(Context known) {
        return new DecisionVerifier<>(engine, customer, history, known, clock);
    }

    /**
     * Decides, so that the outcome can be checked.
     *
     * @throws IllegalStateException if no customer was given, or interactions to an engine without a contact policy
     */
    public DecisionCheck decide() {
        if (customer.isEmpty()) {
            throw new IllegalStateException(
                    "The customer of a case must be given before it is decided.\nMaybe add .given(customer).");
        }
        NextBestAction<C> timed = clock == null ? engine : engine.withClock(clock);
        Decision decision = timed.decide(customer.get(0), identified(remembered()));
        return new DecisionCheck(decision, engine.catalog());
    }

    private static Context identified(Context given) {
        return given.decision().isEmpty() ? given.decision(ID) : given;
    }

    private Context remembered() {
        ContactPolicy policy = engine.contactPolicy();
        if (policy == null) {
            if (!history.isEmpty()) {
                throw new IllegalStateException("The interactions (" + history.size()
                        + ") of a case must be given to an engine with a contact policy.\n"
                        + "Maybe fit the engine with .contactPolicy(…).");
            }
            return context;
        }
        if (history.isEmpty()) {
            return context.hasContacts() ? context : context.contacts(ContactHistory.NONE);
        }
        ContactLedger ledger = ContactLedger.of(policy, engine.catalog(), ContactStore.inMemory(), Clock.systemUTC());
        history.forEach(ledger::record);
        Interaction first = history.get(0);
        return context.contacts(ledger.history(first.customer(), first.household()));
    }
}
