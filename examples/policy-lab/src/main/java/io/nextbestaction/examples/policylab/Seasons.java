// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.Amount;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactRule;
import io.nextbestaction.contact.Fatigue;
import io.nextbestaction.contact.Scope;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.InteractionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Every policy over the same season. */
final class Seasons {
    private static final int CHOSEN_ON = 4000;
    private static final double[] PRICES = {0, 8, 16, 32, 64, 96, 128, 192, 256, 384, 512};
    private static final Exploration EXPLORATION = Exploration.inverseGap(2).withMaxLoss(0.1);

    private final World world;
    private final Estimates estimates;
    private final NextBestAction<BankCustomer> engine;
    private final Function<List<Contact<BankCustomer>>, NextBestAction<BankCustomer>> refit;
    private final int days;
    private final long seed;
    private final Progress progress;
    private final Season season;
    private final double oracle;
    private final ExplorationLog log;
    private final LabResult.SeasonPolicy caps;

    Seasons(
            World world,
            Estimates estimates,
            NextBestAction<BankCustomer> engine,
            Function<List<Contact<BankCustomer>>, NextBestAction<BankCustomer>> refit,
            int days,
            long seed,
            Progress progress) {
        this.world = world;
        this.estimates = estimates;
        this.engine = engine;
        this.refit = refit;
        this.days = days;
        this.seed = seed;
        this.progress = progress;
        this.season = new Season(world, world.customers, days, seed);
        this.log = new ExplorationLog(world, estimates, seed);
        this.oracle = season.run((c, day, now) -> now.oracle(c, day)).value();
        this.caps = run("expected incremental value", "fixed", live(season(caps()), LiveEngineChooser.Log.NONE));
    }

    List<LabResult.SeasonPolicy> policies() {
        List<LabResult.SeasonPolicy> all = new ArrayList<>();
        all.add(run("do nothing", "", (c, day, now) -> -1));
        all.add(cold("most popular", ColdStart.Form.MOST_POPULAR));
        all.add(cold("random", ColdStart.Form.RANDOM));
        all.add(cold("propensity", ColdStart.Form.PROPENSITY));
        all.add(cold("propensity x value", ColdStart.Form.PROPENSITY_VALUE));
        all.add(cold("expected incremental value", ColdStart.Form.EXPECTED_VALUE));
        all.add(cold("the same, exploring", ColdStart.Form.EXPLORING));
        all.add(cold("the same, Beta-Thompson", ColdStart.Form.THOMPSON));
        all.add(cold("the same, flat Beta(1, 1)", ColdStart.Form.FLAT_THOMPSON));
        all.add(run("the same, logistic Thompson", "cold", new LogisticThompson(world, estimates, seed)));
        all.add(fixed("propensity", at -> estimates.acceptance[at]));
        all.add(fixed("propensity x value", at -> estimates.acceptance[at] * estimates.value[at]));
        all.add(caps);
        all.add(learning("expected incremental value", UnaryOperator.identity(), LiveEngineChooser.Log.NONE));
        all.add(learning("the same, exploring", now -> now.withExploration(EXPLORATION.withSeed(seed)), log));
        all.add(run("oracle of each day", "", (c, day, now) -> now.oracle(c, day)));
        return all;
    }

    /** The log of the exploring engine, once {@link #policies()} has run it. */
    List<LabResult.OffPolicyValue> offPolicy() {
        return log.evaluate();
    }

    /** The dearest price of good will at which the first customers convert as often as under caps alone, then for all. */
    LabResult.Fatigued fatigue() {
        int some = Math.min(CHOSEN_ON, world.customers);
        Season first = new Season(world, some, days, seed);
        double aim = first.run(live(season(caps()), LiveEngineChooser.Log.NONE)).conversions();
        double price = PRICES[0];
        for (int i = 0; i < PRICES.length; i++) {
            progress.update("price of a message", i, PRICES.length);
            Season.Run run = first.run(live(season(priced(PRICES[i])), LiveEngineChooser.Log.NONE));
            price = run.conversions() >= aim ? PRICES[i] : price;
        }
        LabResult.SeasonPolicy priced =
                run("the same and fatigue", "fixed", live(season(priced(price)), LiveEngineChooser.Log.NONE));
        return new LabResult.Fatigued(
                price,
                some,
                caps,
                priced,
                1 - priced.contacts() / caps.contacts(),
                priced.conversions() / caps.conversions());
    }

    private LiveEngineChooser live(ContactPolicy contacts, LiveEngineChooser.Log heard) {
        return new LiveEngineChooser(world, engine, contacts, heard);
    }

    static ContactPolicy.Builder caps() {
        return ContactPolicy.builder()
                .name("season")
                .rule(ContactRule.atMost(Season.CAP, Duration.ofDays(30)))
                .rule(ContactRule.atMost(1, Duration.ofDays(365))
                        .counting(InteractionType.ACCEPTED)
                        .per(Scope.ACTION));
    }

    private static ContactPolicy season(ContactPolicy.Builder contacts) {
        return contacts.build();
    }

    /** What the bank believes of fatigue, which is near the truth and not the truth. */
    private static ContactPolicy.Builder priced(double price) {
        ContactPolicy.Builder contacts = caps();
        Fatigue fatigue = Fatigue.halving(Duration.ofDays(18)).withWearOut(0.35).withOptOut(-3, 0.5, Amount.of(price));
        for (String channel : World.CHANNELS) {
            contacts.fatigue(channel, fatigue);
        }
        return contacts;
    }

    private LabResult.SeasonPolicy learning(
            String name, UnaryOperator<NextBestAction<BankCustomer>> as, LiveEngineChooser.Log heard) {
        return run(name, "warm", new LearningEngine(world, engine, estimates, refit, as, heard, days, progress));
    }

    private LabResult.SeasonPolicy cold(String name, ColdStart.Form form) {
        return run(name, "cold", new ColdStart(world, estimates, form, seed));
    }

    /** What an action is chosen by. */
    private interface Score {
        double of(int position);
    }

    private LabResult.SeasonPolicy fixed(String name, Score score) {
        return run(name, "fixed", (c, day, now) -> {
            int best = -1;
            double most = 0;
            for (int a = 0; a < world.actions; a++) {
                double mine = now.offered(c, a) ? score.of(c * world.actions + a) : 0;
                if (mine > most) {
                    most = mine;
                    best = a;
                }
            }
            return best;
        });
    }

    private LabResult.SeasonPolicy run(String name, String start, Season.Chooser chooser) {
        progress.update("season: " + name + (start.isEmpty() ? "" : ", " + start), 0, 1);
        Season.Run run = season.run(chooser);
        double each = run.value() / world.customers;
        return new LabResult.SeasonPolicy(
                name,
                start,
                each,
                (double) run.contacts() / world.customers,
                run.conversions() / world.customers,
                run.value() / oracle,
                run.early(),
                run.month() / world.customers);
    }
}
