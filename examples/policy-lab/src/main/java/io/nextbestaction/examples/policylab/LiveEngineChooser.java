// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.Context;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.Workspace;
import io.nextbestaction.contact.ContactLedger;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactStore;
import io.nextbestaction.data.Row;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The engine itself, by its fast door, with a ledger of every contact. */
final class LiveEngineChooser implements Season.Chooser {
    private final World world;
    private final NextBestAction<BankCustomer> engine;
    private final ContactLedger ledger;
    private final Day clock = new Day();
    private final Row row;
    private final Workspace workspace;
    private final Log log;

    /** Noon of the day the season has come to. */
    private static final class Day extends Clock {
        private Instant now = noon(0);

        static Instant noon(int day) {
            return SyntheticBank.SNAPSHOT.plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Hears of every decision while its numbers are in the workspace. */
    interface Log {
        Log NONE = (customer, day, winner, workspace) -> {};

        void decided(int customer, int day, int winner, Workspace workspace);
    }

    LiveEngineChooser(World world, NextBestAction<BankCustomer> engine, ContactPolicy contacts, Log log) {
        this.world = world;
        this.engine = engine.withContactPolicy(contacts).withClock(clock);
        this.ledger = ContactLedger.of(contacts, world.catalog, ContactStore.inMemory(), clock);
        this.row = new Row(this.engine.schema());
        this.workspace = this.engine.workspace();
        this.log = log;
    }

    @Override
    public void morning(int day) {
        clock.now = Day.noon(day);
    }

    @Override
    public int choose(int c, int day, Season season) {
        BankCustomer customer = world.customer(c);
        engine.bind(customer, row);
        Context context = Context.NONE.decision(day + "-" + c).contacts(ledger.history(customer.customerId(), ""));
        int winner = engine.decide(row, context, workspace);
        log.decided(c, day, winner, workspace);
        return winner;
    }

    @Override
    public void happened(int c, int action, int day, boolean converted) {
        record(c, action, InteractionType.SHOWN);
        if (converted) {
            record(c, action, InteractionType.ACCEPTED);
        }
    }

    private void record(int c, int action, InteractionType type) {
        String id = world.catalog.actions().get(action).id();
        String channel = world.catalog.actions().get(action).channel();
        ledger.record(Interaction.of(world.customer(c).customerId(), id, channel, clock.instant(), type));
    }
}
