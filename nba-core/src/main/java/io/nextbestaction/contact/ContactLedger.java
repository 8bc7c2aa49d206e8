// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Names;
import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Counts contacts under a policy. A contact is reserved when it is decided, committed when it is sent, and given back by
 * itself when it is not sent in time, so that services which share one store never send more than the policy allows.
 * Contacts are counted when committed. Thread-safe; no call waits for another, each retries until its change is in.
 *
 * <pre>{@code
 * Decision decision = nba.decide(customer, Context.NONE.contacts(ledger.history("C1", "H1")));
 * if (ledger.reserve("D1", "C1", "H1", decision.action().id(), Duration.ofMinutes(10)) && ledger.commit("D1", "C1", "H1")) {
 *     send(decision);
 * }
 * }</pre>
 */
public final class ContactLedger {
    private final ContactPolicy policy;
    private final ContactStore store;
    private final Clock clock;
    private final ActionCatalog catalog;
    private final Map<String, Target> targets = new HashMap<>();

    private ContactLedger(ContactPolicy policy, ActionCatalog catalog, ContactStore store, Clock clock) {
        this.policy = policy;
        this.store = store;
        this.clock = clock;
        this.catalog = catalog;
        for (Action action : catalog.actions()) {
            targets.put(action.id(), Target.of(action));
        }
    }

    /**
     * A ledger over a store.
     *
     * @param catalog tells the issue, group and channel of every action
     * @param clock tells when reservations expire and contacts are made
     */
    public static ContactLedger of(ContactPolicy policy, ActionCatalog catalog, ContactStore store, Clock clock) {
        return new ContactLedger(policy, catalog, store, clock);
    }

    /**
     * What a decision about a customer needs to know.
     *
     * @param household empty if unknown
     */
    public ContactHistory history(String customer, String household) {
        return new ContactHistory(
                store.load(policy.name(), customer).state(),
                household.isEmpty()
                        ? ContactState.EMPTY
                        : store.load(householdPolicy(), household).state());
    }

    /**
     * Counts something that happened, whether or not a cap allows it; interactions of an action that is no longer in the
     * catalogue count by channel and action only. Exact in any order for caps and fatigue; a rest or a clearing counts in
     * the order recorded.
     */
    public void record(Interaction interaction) {
        Target known = targets.get(interaction.action());
        Target target = known == null
                ? new Target("", "", interaction.action(), interaction.action(), interaction.channel())
                : known.by(interaction.channel());
        record(
                interaction.customer(),
                interaction.household(),
                target,
                interaction.type(),
                interaction.time().toEpochMilli());
    }

    private void record(String customer, String household, Target target, InteractionType type, long time) {
        change(policy.name(), customer, state -> state.record(policy, false, target, type, time));
        if (!household.isEmpty()) {
            change(householdPolicy(), household, state -> state.record(policy, true, target, type, time));
        }
    }

    /**
     * Holds room for one contact under every cap, or finds that there is none; quiet hours are the decision's to keep.
     * Repeating it for the same decision holds one
     * room, as of the last call.
     *
     * @param decision what names the reservation
     * @param household empty if unknown
     * @param action the id in the catalogue
     * @param ttl how long the room is held; a contact not committed by then must not be made
     * @return whether the contact may be made
     * @throws IllegalArgumentException if the action is not in the catalogue or ttl is not positive
     */
    public boolean reserve(String decision, String customer, String household, String action, Duration ttl) {
        Target target = targets.get(action);
        if (target == null) {
            throw new IllegalArgumentException("The action \"" + action + "\" of a reservation must be in catalogue \""
                    + catalog.name() + "\".\n" + Names.suggestion(action, targets.keySet()));
        }
        if (ttl.toMillis() <= 0) {
            throw new IllegalArgumentException(
                    "The time to live (" + ttl + ") of a reservation must be at least a millisecond.");
        }
        // Household first and customer second, for everyone: whoever fails at the second gives the first back.
        long expires = clock.millis() + ttl.toMillis();
        if (!household.isEmpty() && !reserve(decision, householdPolicy(), household, true, target, expires)) {
            return false;
        }
        if (reserve(decision, policy.name(), customer, false, target, expires)) {
            return true;
        }
        cancel(decision, customer, household);
        return false;
    }

    private boolean reserve(String decision, String row, String key, boolean household, Target target, long expires) {
        return change(row, key, state -> {
            long now = clock.millis();
            ContactState others = state.without(decision, now);
            for (ContactRule rule : policy.rules()) {
                if (rule.household() == household && others.blocks(rule, target, now)) {
                    return null;
                }
            }
            return others.reserve(decision, target, now, expires);
        });
    }

    /**
     * Turns a reservation into a contact made now.
     *
     * @return whether it was still held; if not, the contact must not be made
     */
    public boolean commit(String decision, String customer, String household) {
        long now = clock.millis();
        return (household.isEmpty() || commit(decision, householdPolicy(), household, true, now))
                && commit(decision, policy.name(), customer, false, now);
    }

    private boolean commit(String decision, String row, String key, boolean household, long now) {
        return change(row, key, state -> {
            ContactState.Pending open = state.open(decision, now);
            return open == null
                    ? null
                    : state.without(decision, now).record(policy, household, open.target(), InteractionType.SHOWN, now);
        });
    }

    /** Gives a reservation back before it expires; does nothing if there is none. */
    public void cancel(String decision, String customer, String household) {
        UnaryOperator<ContactState> without = state -> state.without(decision, clock.millis());
        change(policy.name(), customer, without::apply);
        if (!household.isEmpty()) {
            change(householdPolicy(), household, without::apply);
        }
    }

    @FunctionalInterface
    private interface Change {
        /** The next state, null to leave it. */
        @Nullable
        ContactState of(ContactState state);
    }

    private boolean change(String row, String key, Change change) {
        while (true) {
            ContactStore.Versioned before = store.load(row, key);
            ContactState next = change.of(before.state());
            if (next == null) {
                return false;
            }
            if (store.replace(row, key, before.version(), next)) {
                return true;
            }
            Thread.onSpinWait();
        }
    }

    private String householdPolicy() {
        return policy.name() + "/household";
    }
}
