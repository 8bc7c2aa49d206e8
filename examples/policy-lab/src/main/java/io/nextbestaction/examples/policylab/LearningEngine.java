// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.Fatigue;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.history.Contact;
import io.nextbestaction.learning.OutcomeBook;
import io.nextbestaction.learning.OutcomeEvent;
import io.nextbestaction.learning.OutcomeState;
import io.nextbestaction.learning.Settlement;
import io.nextbestaction.learning.WearOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The engine in service as a bank keeps it: each week it learns from the outcomes so far how much every channel wears out
 * acceptance; each fourth week, unless the season is as good as over, its responses are fitted again, on the trial and on
 * the contacts that reached rested customers; and the engine in service is replaced.
 */
final class LearningEngine implements Season.Chooser {
    private static final int WEEK = 7;
    private static final int REFIT = 28;
    /** Contacts under less pressure tell of the response itself. */
    private static final double RESTED = 0.25;
    /** A refit learns from so many customers at most. */
    private static final int MOST_REFITTED = 20_000;
    /** The bank's belief, near the truth. */
    static final Duration HALF_LIFE = Duration.ofDays(18);

    private final World world;
    private final Fitted fitted;
    private final UnaryOperator<NextBestAction<BankCustomer>> as;
    private final LiveEngineChooser service;
    private final OutcomeBook book = Season.book();
    private final Fatigue rested = Fatigue.halving(HALF_LIFE);
    private NextBestAction<BankCustomer> engine;
    private Estimates estimates;

    /** Each customer has a slot for each of their decisions. */
    private final int slots;

    private final int days;
    private final byte[] actions;
    private final float[] pressures;
    private final OutcomeState[] outcomes;

    /**
     * An engine to begin with.
     *
     * @param fitted on the trial
     * @param as how an engine is put into service, such as exploring
     */
    LearningEngine(
            World world,
            Fitted fitted,
            UnaryOperator<NextBestAction<BankCustomer>> as,
            LiveEngineChooser.Log log,
            int days) {
        this.world = world;
        this.fitted = fitted;
        this.engine = fitted.engine();
        this.estimates = fitted.estimates();
        this.as = as;
        this.days = days;
        this.slots = days / Season.STEP + 1;
        this.actions = new byte[world.customers * slots];
        this.pressures = new float[actions.length];
        this.outcomes = new OutcomeState[actions.length];
        Arrays.fill(outcomes, OutcomeState.OPEN);
        this.service = new LiveEngineChooser(world, as.apply(engine), contacts(new double[World.CHANNELS.size()]), log);
    }

    private ContactPolicy contacts(double[] wearOut) {
        ContactPolicy.Builder contacts = Seasons.caps();
        for (int channel = 0; channel < wearOut.length; channel++) {
            contacts.fatigue(World.CHANNELS.get(channel), rested.withWearOut(wearOut[channel]));
        }
        return contacts.build();
    }

    private int slot(int customer, int day) {
        return customer * slots + day / Season.STEP;
    }

    @Override
    public int choose(int c, int day, Season season) {
        return service.choose(c, day, season);
    }

    @Override
    public void happened(int c, int action, int day, boolean converted) {
        int slot = slot(c, day);
        actions[slot] = (byte) action;
        pressures[slot] = (float) service.pressure(c, action, rested);
        service.happened(c, action, day, converted);
    }

    @Override
    public void heard(OutcomeEvent message) {
        book.add(message);
    }

    @Override
    public void morning(int day) {
        service.morning(day);
        if (day == 0 || day % WEEK != 0) {
            return;
        }
        Instant now = Made.morning(day);
        for (Settlement change : book.settle(now)) {
            outcomes[slot(change.decision())] = change.is();
        }
        if (day % REFIT == 0 && day + REFIT <= days) {
            engine = fitted.refit().apply(restedContacts());
            estimates = new Estimates(world, engine, Progress.NONE);
        }
        service.swap(as.apply(engine), contacts(wearOut(now)));
    }

    private int slot(String decision) {
        Made made = Made.of(decision);
        return slot(made.customer(), made.day());
    }

    private List<Contact<BankCustomer>> restedContacts() {
        List<Contact<BankCustomer>> contacts = new ArrayList<>();
        for (int slot = 0; slot < Math.min(world.customers, MOST_REFITTED) * slots; slot++) {
            if (outcomes[slot] != OutcomeState.OPEN && pressures[slot] < RESTED) {
                String action = world.catalog.actions().get(actions[slot]).id();
                boolean converted = outcomes[slot] == OutcomeState.CONVERTED;
                contacts.add(new Contact<>(world.customer(slot / slots), action, true, converted, Double.NaN));
            }
        }
        return contacts;
    }

    /** From all outcomes that are settled and the part of the open ones that can be known, as the responses expect them now. */
    private double[] wearOut(Instant now) {
        WearOut[] learners = new WearOut[World.CHANNELS.size()];
        Arrays.setAll(learners, channel -> new WearOut(0, 1));
        for (int slot = 0; slot < outcomes.length; slot++) {
            if (outcomes[slot] != OutcomeState.OPEN) {
                learn(learners, slot, outcomes[slot] == OutcomeState.CONVERTED, 1);
            }
        }
        for (OutcomeBook.Exposure open : book.open(now)) {
            learn(learners, slot(open.decision()), open.converted(), open.share());
        }
        return Arrays.stream(learners)
                .mapToDouble(learner -> learner.known().rate())
                .toArray();
    }

    private void learn(WearOut[] learners, int slot, boolean converted, double share) {
        int action = actions[slot];
        double acceptance = estimates.acceptance[slot / slots * world.actions + action];
        String group = world.catalog.actions().get(action).id();
        learners[world.channel[action]].learn(group, acceptance, pressures[slot], converted ? 1 : 0, share);
    }
}
