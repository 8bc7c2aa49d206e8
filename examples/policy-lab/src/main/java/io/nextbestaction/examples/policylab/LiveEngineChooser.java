// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.Context;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.Workspace;
import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.contact.ContactLedger;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactStore;
import io.nextbestaction.contact.Fatigue;
import io.nextbestaction.data.Row;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import io.nextbestaction.live.LiveEngine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The engine itself, in service and by its fast door, with a ledger of every contact. */
final class LiveEngineChooser implements Season.Chooser {
    private final World world;
    private final LiveEngine<BankCustomer> live;
    private final ContactLedger ledger;
    private final Day clock = new Day();
    private final Row row;
    private final Log log;
    private Workspace workspace;

    /** Noon of the day the season has come to. */
    private static final class Day extends Clock {
        private Instant now = Made.noon(0);

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
        this.live = LiveEngine.of(engine.withContactPolicy(contacts).withClock(clock));
        this.ledger = ContactLedger.of(contacts, world.catalog, ContactStore.inMemory(), clock);
        this.row = new Row(engine.schema());
        this.workspace = live.engine().workspace();
        this.log = log;
    }

    /** Puts another engine into service under another policy, whose fatigue may weigh more but must fade as before. */
    void swap(NextBestAction<BankCustomer> engine, ContactPolicy contacts) {
        live.swap(engine.withContactPolicy(contacts).withClock(clock));
        workspace = live.engine().workspace();
    }

    private ContactHistory history(int c) {
        return ledger.history(world.customer(c).customerId(), "");
    }

    /** The pressure of an action's channel on a customer now. */
    double pressure(int c, int action, Fatigue fatigue) {
        String channel = world.catalog.actions().get(action).channel();
        return history(c).pressure(channel, fatigue, clock.millis());
    }

    @Override
    public void morning(int day) {
        clock.now = Made.noon(day);
    }

    @Override
    public int choose(int c, int day, Season season) {
        live.engine().bind(world.customer(c), row);
        Context context = Context.NONE.decision(day + "-" + c).contacts(history(c));
        int winner = live.engine().decide(row, context, workspace);
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
