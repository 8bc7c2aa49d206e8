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
import io.nextbestaction.history.InteractionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Every policy over the same season. */
final class Seasons {
    private static final int CHOSEN_ON = 4000;
    private static final List<Double> PRICES =
            List.of(0.0, 8.0, 16.0, 32.0, 64.0, 96.0, 128.0, 192.0, 256.0, 384.0, 512.0);
    private static final Exploration EXPLORATION = Exploration.inverseGap(2).withMaxLoss(0.1);

    private static final int MOST_AT_ONCE = 4;

    private final World world;
    private final Estimates estimates;
    private final Fitted each;
    private final Fitted all;
    private final int days;
    private final long seed;
    private final Progress progress;
    private final double oracle;
    private final ExplorationLog log;

    /** A policy, made when its season begins. */
    private record Case(String name, String start, Supplier<Season.Chooser> chooser) {}

    /**
     * The seasons of a bank.
     *
     * @param each fitted with a model of responses for each action
     * @param all with one for all
     */
    Seasons(World world, Fitted each, Fitted all, int days, long seed, Progress progress) {
        this.world = world;
        this.estimates = each.estimates();
        this.each = each;
        this.all = all;
        this.days = days;
        this.seed = seed;
        this.progress = progress;
        this.log = new ExplorationLog(world, estimates, seed);
        this.oracle =
                season(world.customers).run((c, day, now) -> now.oracle(c, day)).value();
    }

    private Season season(int customers) {
        return new Season(world, customers, days, seed);
    }

    List<LabResult.SeasonPolicy> policies() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("do nothing", "", () -> (c, day, now) -> -1));
        cases.add(cold("most popular", ColdStart.Form.MOST_POPULAR));
        cases.add(cold("random", ColdStart.Form.RANDOM));
        cases.add(cold("propensity", ColdStart.Form.PROPENSITY));
        cases.add(cold("propensity x value", ColdStart.Form.PROPENSITY_VALUE));
        cases.add(cold("expected incremental value", ColdStart.Form.EXPECTED_VALUE));
        cases.add(cold("the same, exploring", ColdStart.Form.EXPLORING));
        cases.add(cold("the same, Beta-Thompson", ColdStart.Form.THOMPSON));
        cases.add(cold("the same, flat Beta(1, 1)", ColdStart.Form.FLAT_THOMPSON));
        cases.add(new Case("the same, logistic Thompson", "cold", () -> new LogisticThompson(world, estimates, seed)));
        cases.add(fixed("propensity", at -> estimates.acceptance[at]));
        cases.add(fixed("propensity x value", at -> estimates.acceptance[at] * estimates.value[at]));
        cases.add(live("expected incremental value", each, caps().build()));
        cases.add(live("the same, one model for all", all, caps().build()));
        cases.add(learning("expected incremental value", each, UnaryOperator.identity(), LiveEngineChooser.Log.NONE));
        cases.add(learning("the same, exploring", each, now -> now.withExploration(EXPLORATION.withSeed(seed)), log));
        cases.add(learning("the same, one model for all", all, UnaryOperator.identity(), LiveEngineChooser.Log.NONE));
        cases.add(new Case("oracle of each day", "", () -> (c, day, now) -> now.oracle(c, day)));
        return atOnce("seasons", cases, this::run);
    }

    /** One task on each processor, the results in the order asked for. */
    private <T, R> List<R> atOnce(String name, List<T> all, Function<T, R> task) {
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()));
        try {
            List<Future<R>> running = new ArrayList<>();
            all.forEach(one -> running.add(pool.submit(() -> task.apply(one))));
            List<R> results = new ArrayList<>();
            for (Future<R> one : running) {
                progress.update(name, results.size(), all.size());
                results.add(one.get());
            }
            progress.update(name, all.size(), all.size());
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The " + name + " could not be run.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The " + name + " were interrupted.", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The log of the exploring engine, once {@link #policies()} has run it. */
    List<LabResult.OffPolicyValue> offPolicy() {
        return log.evaluate(progress);
    }

    /**
     * The dearest price of good will at which the first customers convert as often as under caps alone, then for all.
     *
     * @param caps what came of caps alone
     */
    LabResult.Fatigued fatigue(LabResult.SeasonPolicy caps) {
        int some = Math.min(CHOSEN_ON, world.customers);
        double aim = season(some).run(live(each, caps().build())).conversions();
        List<Season.Run> runs =
                atOnce("price of a message", PRICES, price -> season(some).run(live(each, priced(price))));
        double price = PRICES.get(0);
        for (int i = 0; i < runs.size(); i++) {
            price = runs.get(i).conversions() >= aim ? PRICES.get(i) : price;
        }
        List<LabResult.SeasonPolicy> priced = atOnce(
                "fatigue",
                List.of(
                        live("the same and wear-out", each, priced(0)),
                        live("the same, wear-out and price", each, priced(price))),
                this::run);
        return new LabResult.Fatigued(
                price,
                some,
                caps,
                priced.get(0),
                priced.get(1),
                1 - priced.get(1).contacts() / caps.contacts(),
                priced.get(1).conversions() / caps.conversions());
    }

    private LiveEngineChooser live(Fitted fitted, ContactPolicy contacts) {
        return new LiveEngineChooser(world, fitted.engine(), contacts, LiveEngineChooser.Log.NONE);
    }

    private Case live(String name, Fitted fitted, ContactPolicy contacts) {
        return new Case(name, "fixed", () -> live(fitted, contacts));
    }

    static ContactPolicy.Builder caps() {
        return ContactPolicy.builder()
                .name("season")
                .rule(ContactRule.atMost(Season.CAP, Duration.ofDays(30)))
                .rule(ContactRule.atMost(1, Duration.ofDays(365))
                        .counting(InteractionType.ACCEPTED)
                        .per(Scope.ACTION));
    }

    /** What the bank believes of fatigue, which is near the truth and not the truth. */
    private static ContactPolicy priced(double price) {
        ContactPolicy.Builder contacts = caps();
        Fatigue fatigue =
                Fatigue.halving(LearningEngine.HALF_LIFE).withWearOut(0.35).withOptOut(-3, 0.5, Amount.of(price));
        for (String channel : World.CHANNELS) {
            contacts.fatigue(channel, fatigue);
        }
        return contacts.build();
    }

    private Case learning(
            String name, Fitted fitted, UnaryOperator<NextBestAction<BankCustomer>> as, LiveEngineChooser.Log heard) {
        return new Case(name, "warm", () -> new LearningEngine(world, fitted, as, heard, days));
    }

    private Case cold(String name, ColdStart.Form form) {
        return new Case(name, "cold", () -> new ColdStart(world, estimates, form, seed));
    }

    /** What an action is chosen by. */
    private interface Score {
        double of(int position);
    }

    private Case fixed(String name, Score score) {
        return new Case(name, "fixed", () -> (c, day, now) -> {
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

    private LabResult.SeasonPolicy run(Case policy) {
        Season.Run run = season(world.customers).run(policy.chooser().get());
        double each = run.value() / world.customers;
        return new LabResult.SeasonPolicy(
                policy.name(),
                policy.start(),
                each,
                (double) run.contacts() / world.customers,
                run.conversions() / world.customers,
                run.value() / oracle,
                run.early(),
                run.month() / world.customers);
    }
}
