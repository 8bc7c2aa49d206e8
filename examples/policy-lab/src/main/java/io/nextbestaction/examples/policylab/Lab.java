// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.NextBestActionBuilder;
import io.nextbestaction.action.Action;
import io.nextbestaction.allocation.Allocation;
import io.nextbestaction.allocation.AllocationSource;
import io.nextbestaction.allocation.Certificate;
import io.nextbestaction.allocation.Constraint;
import io.nextbestaction.arbitration.InverseGap;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Learns from some of a bank's customers and values policies on others, by the bank's own equations. */
final class Lab {
    private static final InverseGap WEIGHTING = InverseGap.of(2).withMaxLoss(0.5);

    /** A model of responses for each action. */
    private static final Responses EACH =
            new Responses("logistic, one for each", made -> made.responses(LogisticRegression.classifier()));

    /**
     * One for all: by the log loss of the outcomes of a third of a trial of 10,000 customers, learnt from the rest, these trees
     * (0.1304) go before 500 of them (0.1306), deeper ones (0.1308) and a logistic model (0.1316).
     */
    private static final Responses ALL = new Responses(
            "boosted, one for all",
            made -> made.jointResponses(GradientBoosting.classifier(
                    GradientBoosting.Parameters.defaults().withRounds(200).withLearningRate(0.05))));

    private final World world;
    private final int customers;
    private final int trained;
    private final int days;
    private final long seed;
    private final Progress progress;
    private final double oracle;

    /** A way to learn responses. */
    private record Responses(String name, UnaryOperator<NextBestActionBuilder<BankCustomer>> of) {}

    Lab(int customers, int trained, int days, long seed, Progress progress) {
        this.customers = customers;
        this.trained = trained;
        this.days = days;
        this.seed = seed;
        this.progress = progress;
        this.world = new World(customers, trained, seed);
        this.oracle = world.oracle();
    }

    LabResult run() {
        History<BankCustomer> training = world.history();
        List<LabResult.HeldOutLoss> losses = losses(new HeldOut(training));
        Fitted each = fitted(training, EACH);
        Fitted all = fitted(training, ALL);
        Estimates estimates = each.estimates();
        List<LabResult.Policy> policies = policies(estimates, all.estimates(), mostPopular(training));
        LabResult.Allocated allocation = allocate(estimates);
        Seasons seasons = new Seasons(world, each, all, days, seed, progress);
        List<LabResult.SeasonPolicy> season = seasons.policies();
        LabResult.SeasonPolicy caps = season.stream()
                .filter(policy ->
                        policy.start().equals("fixed") && policy.name().equals("expected incremental value"))
                .findFirst()
                .orElseThrow();
        return new LabResult(
                customers,
                trained,
                world.actions,
                days,
                seed,
                losses,
                policies,
                season,
                seasons.fatigue(caps),
                seasons.offPolicy(),
                allocation);
    }

    /** What each way to learn responses foretells of customers of the trial that it has not seen. */
    private List<LabResult.HeldOutLoss> losses(HeldOut heldOut) {
        List<Responses> ways = List.of(EACH, ALL);
        List<LabResult.HeldOutLoss> losses = new ArrayList<>();
        for (Responses responses : ways) {
            progress.update("held-out losses", losses.size(), ways.size());
            double loss = heldOut.logLoss(history -> fit(history, responses, Progress.NONE));
            losses.add(new LabResult.HeldOutLoss(responses.name(), loss));
        }
        progress.update("held-out losses", losses.size(), ways.size());
        return losses;
    }

    private Fitted fitted(History<BankCustomer> training, Responses responses) {
        NextBestAction<BankCustomer> engine = fit(training, responses, progress);
        return new Fitted(
                engine,
                new Estimates(world, engine, progress),
                more -> fit(with(training, more), responses, Progress.NONE));
    }

    private NextBestAction<BankCustomer> fit(History<BankCustomer> history, Responses responses, Progress heard) {
        return responses
                .of()
                .apply(NextBestAction.of(BankCustomer.class))
                .features(Features.of(BankCustomer.class).ignore("customerId", "joined")) // tenureMonths says when
                .churn(GradientBoosting.classifier())
                .actions(world.catalog)
                .clock(Clock.fixed(
                        SyntheticBank.SNAPSHOT.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC))
                .seed(seed)
                .progress(heard)
                .fit(history);
    }

    private static History<BankCustomer> with(History<BankCustomer> known, List<Contact<BankCustomer>> more) {
        History.Builder<BankCustomer> all = History.builder();
        boolean[] left = known.labels();
        for (int i = 0; i < left.length; i++) {
            all.customer(known.customers().get(i), left[i]);
        }
        known.contacts().forEach(all::contact);
        more.forEach(all::contact);
        return all.build();
    }

    private List<LabResult.Policy> policies(Estimates estimates, Estimates joint, int popular) {
        List<LabResult.Policy> policies = new ArrayList<>();
        policies.add(value("do nothing", (c, p) -> {}));
        policies.add(value("most popular", (c, p) -> p[popular] = estimates.allowed(c, popular) ? 1 : 0));
        policies.add(value("random", (c, p) -> random(estimates, c, p)));
        policies.add(value("propensity", (c, p) -> best(estimates, c, p, at -> estimates.acceptance[at])));
        policies.add(value(
                "propensity x value",
                (c, p) -> best(estimates, c, p, at -> estimates.acceptance[at] * estimates.value[at])));
        policies.add(
                value("expected incremental value", (c, p) -> best(estimates, c, p, at -> estimates.expected[at])));
        policies.add(value("the same, exploring", (c, p) -> explore(estimates, c, p)));
        policies.add(value("the same, one model for all", (c, p) -> best(joint, c, p, at -> joint.expected[at])));
        policies.add(value("oracle", this::oracle));
        return policies;
    }

    /** Writes the probability of contacting a customer about each action; what is left is doing nothing. */
    private interface Policy {
        void write(int customer, double[] probabilities);
    }

    /** What an action is chosen by. */
    private interface Score {
        double of(int position);
    }

    private LabResult.Policy value(String name, Policy policy) {
        double value = 0;
        double contacts = 0;
        double conversions = 0;
        double[] p = new double[world.actions];
        for (int c = 0; c < customers; c++) {
            Arrays.fill(p, 0);
            policy.write(c, p);
            for (int a = 0; a < p.length; a++) {
                if (p[a] > 0) {
                    value += p[a] * world.value(c, a, 1);
                    contacts += p[a];
                    conversions += p[a] * world.acceptance(c, a);
                }
            }
        }
        double each = value / customers;
        return new LabResult.Policy(
                name,
                each,
                contacts / customers,
                conversions / customers,
                oracle - each,
                oracle == 0 ? 0 : each / oracle);
    }

    private void random(Estimates estimates, int c, double[] p) {
        int allowed = 0;
        for (int a = 0; a < p.length; a++) {
            allowed += estimates.allowed(c, a) ? 1 : 0;
        }
        for (int a = 0; a < p.length; a++) {
            p[a] = estimates.allowed(c, a) ? 1.0 / allowed : 0;
        }
    }

    /** The allowed action of the largest score, if that is above 0. */
    private int best(Estimates estimates, int c, double[] p, Score score) {
        int best = -1;
        double most = 0;
        for (int a = 0; a < p.length; a++) {
            double mine = estimates.allowed(c, a) ? score.of(c * p.length + a) : 0;
            if (mine > most) {
                most = mine;
                best = a;
            }
        }
        if (best >= 0) {
            p[best] = 1;
        }
        return best;
    }

    /** Doing nothing is one of the options explored. */
    private void explore(Estimates estimates, int c, double[] p) {
        double[] scores = new double[p.length + 1];
        double[] probabilities = new double[p.length + 1];
        System.arraycopy(estimates.expected, c * p.length, scores, 0, p.length);
        int best = best(estimates, c, p, at -> estimates.expected[at]);
        WEIGHTING.probabilities(best < 0 ? p.length : best, scores, probabilities);
        System.arraycopy(probabilities, 0, p, 0, p.length);
    }

    private void oracle(int c, double[] p) {
        int best = -1;
        double most = 0;
        for (int a = 0; a < p.length; a++) {
            double mine = world.allowed(c, a) ? world.value(c, a, 1) : 0;
            if (mine > most) {
                most = mine;
                best = a;
            }
        }
        if (best >= 0) {
            p[best] = 1;
        }
    }

    /** The action accepted most often among the contacts the bank made before. */
    private int mostPopular(History<BankCustomer> training) {
        int[] accepted = new int[world.actions];
        for (Contact<BankCustomer> contact : training.contacts()) {
            accepted[world.catalog.indexOf(contact.action())] += contact.contacted() && contact.accepted() ? 1 : 0;
        }
        int popular = 0;
        for (int a = 1; a < accepted.length; a++) {
            popular = accepted[a] > accepted[popular] ? a : popular;
        }
        return popular;
    }

    /** Half the money and two fifths of the calls that everybody's best action would take, and a minimum of savings plans. */
    private LabResult.Allocated allocate(Estimates estimates) {
        List<Action> actions = world.catalog.actions();
        double[] cost = new double[actions.size()];
        double[] calls = new double[actions.size()];
        double[] savings = new double[actions.size()];
        for (int a = 0; a < cost.length; a++) {
            cost[a] = actions.get(a).cost().contact();
            calls[a] = actions.get(a).channel().equals("phone") ? 1 : 0;
            savings[a] = actions.get(a).family().equals("savings-plan") ? 1 : 0;
        }
        double money = 0;
        double phone = 0;
        double[] p = new double[cost.length];
        for (int c = 0; c < customers; c++) {
            int best = best(estimates, c, p, at -> estimates.expected[at]);
            if (best >= 0) {
                money += cost[best];
                phone += calls[best];
            }
        }
        List<Constraint> limits = List.of(
                Constraint.atMost("contact budget, EUR", money / 2, cost),
                Constraint.atMost("phone calls", Math.floor(phone * 0.4), calls),
                Constraint.atLeast("savings plans", Math.floor(0.05 * customers), savings));
        double[] truth = new double[1];
        Certificate certificate = Allocation.of(cost.length, limits).solve(source(estimates), (customer, action) -> {
            if (action >= 0) {
                truth[0] += world.value((int) customer, action, 1);
            }
        });
        return new LabResult.Allocated(
                certificate.status().name(),
                certificate.value(),
                certificate.upperBound(),
                certificate.relativeGap(),
                truth[0],
                certificate.assigned(),
                certificate.constraints().stream()
                        .map(use -> new LabResult.Limit(
                                use.constraint().name(),
                                use.constraint().minimum(),
                                use.constraint().bound(),
                                use.used(),
                                use.shadowPrice()))
                        .toList());
    }

    private AllocationSource source(Estimates estimates) {
        return new AllocationSource() {
            @Override
            public long customers() {
                return customers;
            }

            @Override
            public void read(long from, int count, double[] values, double[] usage) {
                System.arraycopy(estimates.expected, (int) from * world.actions, values, 0, count * world.actions);
            }
        };
    }
}
