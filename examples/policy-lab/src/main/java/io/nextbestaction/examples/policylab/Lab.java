// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.allocation.Allocation;
import io.nextbestaction.allocation.AllocationSource;
import io.nextbestaction.allocation.Certificate;
import io.nextbestaction.allocation.Constraint;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.arbitration.InverseGap;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.features.synthetic.Truth;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Learns from half of a bank's customers and values policies on the other half, by the bank's own equations. */
final class Lab {
    private static final double GAMMA = 2;

    private final SyntheticBank bank;
    private final int first;
    private final ActionCatalog catalog;
    private final History<BankCustomer> training;
    private final long seed;
    private final Progress progress;
    /** Expected value parts by held-out customer and action; null for one not allowed. */
    private final ExpectedValue[][] parts;

    private final double oracle;

    Lab(int customers, long seed, Progress progress) {
        this.bank = SyntheticBank.generate(2 * customers, seed);
        this.first = customers;
        this.seed = seed;
        this.progress = progress;
        this.catalog = ActionCatalog.parse(SyntheticBank.catalogJson(), "action-catalog.json");
        this.training = bank.history(0, customers);
        this.parts = new ExpectedValue[customers][catalog.actions().size()];
        double best = 0;
        for (int i = 0; i < customers; i++) {
            best += bank.oracle(first + i).value();
        }
        this.oracle = best / customers;
    }

    LabResult run() {
        decide(NextBestAction.of(BankCustomer.class)
                .features(Features.of(BankCustomer.class).ignore("customerId", "joined")) // tenureMonths says when
                .churn(GradientBoosting.classifier())
                .responses(LogisticRegression.classifier())
                .actions(catalog)
                .clock(Clock.fixed(
                        SyntheticBank.SNAPSHOT.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC))
                .seed(seed)
                .progress(progress)
                .fit(training));
        int popular = mostPopular();
        List<LabResult.Policy> policies = new ArrayList<>();
        policies.add(value("do nothing", (i, p) -> {}));
        policies.add(value("most popular", (i, p) -> p[popular] = parts[i][popular] == null ? 0 : 1));
        policies.add(value("random", this::random));
        policies.add(value("propensity", (i, p) -> best(i, p, ExpectedValue::acceptance)));
        policies.add(value("propensity x value", (i, p) -> best(i, p, e -> e.acceptance() * e.value())));
        policies.add(value("expected incremental value", (i, p) -> best(i, p, ExpectedValue::total)));
        policies.add(value("the same, exploring", this::explore));
        policies.add(value("oracle", this::oracle));
        return new LabResult(first, seed, policies, allocate());
    }

    private void decide(NextBestAction<BankCustomer> engine) {
        List<BankCustomer> heldOut = bank.customers().subList(first, bank.size());
        engine.decideAll(heldOut, progress).decided().forEach(decided -> {
            Decision decision = decided.decision();
            for (RankedAction ranked : decision.ranked()) {
                if (!ranked.action().isDoNothing()) {
                    parts[(int) decided.row() - 1][
                            catalog.indexOf(ranked.action().id())] = ranked.value();
                }
            }
        });
    }

    /** Writes the probability of contacting a customer about each action; what is left is doing nothing. */
    private interface Policy {
        void write(int customer, double[] probabilities);
    }

    private LabResult.Policy value(String name, Policy policy) {
        double value = 0;
        double contacts = 0;
        double conversions = 0;
        double[] p = new double[catalog.actions().size()];
        for (int i = 0; i < first; i++) {
            Arrays.fill(p, 0);
            policy.write(i, p);
            Truth truth = bank.truth(first + i);
            for (int a = 0; a < p.length; a++) {
                if (p[a] > 0) {
                    value += p[a] * truth.value(a);
                    contacts += p[a];
                    conversions += p[a] * truth.acceptance(a);
                }
            }
        }
        double each = value / first;
        return new LabResult.Policy(
                name, each, contacts / first, conversions / first, oracle - each, oracle == 0 ? 0 : each / oracle);
    }

    private void random(int i, double[] p) {
        int allowed = 0;
        for (ExpectedValue part : parts[i]) {
            allowed += part == null ? 0 : 1;
        }
        for (int a = 0; a < p.length; a++) {
            p[a] = parts[i][a] == null ? 0 : 1.0 / allowed;
        }
    }

    /** The allowed action of the largest score, if that is above 0. */
    private void best(int i, double[] p, ToDoubleFunction<ExpectedValue> score) {
        int best = -1;
        double most = 0;
        for (int a = 0; a < p.length; a++) {
            double mine = parts[i][a] == null ? 0 : score.applyAsDouble(parts[i][a]);
            if (mine > most) {
                most = mine;
                best = a;
            }
        }
        if (best >= 0) {
            p[best] = 1;
        }
    }

    /** Doing nothing is one of the options explored; credit is taken only where it is best. */
    private void explore(int i, double[] p) {
        double[] scores = new double[p.length + 1];
        double[] probabilities = new double[p.length + 1];
        best(i, p, ExpectedValue::total);
        for (int a = 0; a < p.length; a++) {
            boolean tried = parts[i][a] != null
                    && (p[a] == 1 || catalog.actions().get(a).credit() == null);
            scores[a] = tried ? parts[i][a].total() : Double.NaN;
        }
        InverseGap.of(GAMMA).withMaxLoss(0.5).probabilities(scores, probabilities);
        System.arraycopy(probabilities, 0, p, 0, p.length);
    }

    private void oracle(int i, double[] p) {
        String best = bank.oracle(first + i).action();
        if (best != null) {
            p[catalog.indexOf(best)] = 1;
        }
    }

    /** The action accepted most often among the contacts the bank made before. */
    private int mostPopular() {
        int[] accepted = new int[catalog.actions().size()];
        for (Contact<BankCustomer> contact : training.contacts()) {
            accepted[catalog.indexOf(contact.action())] += contact.contacted() && contact.accepted() ? 1 : 0;
        }
        int popular = 0;
        for (int a = 1; a < accepted.length; a++) {
            popular = accepted[a] > accepted[popular] ? a : popular;
        }
        return popular;
    }

    /** Half the money and half the calls that everybody's best action would take, and a minimum of savings plans. */
    private LabResult.Allocated allocate() {
        List<Action> actions = catalog.actions();
        double[] cost = new double[actions.size()];
        double[] calls = new double[actions.size()];
        double[] savings = new double[actions.size()];
        for (int a = 0; a < cost.length; a++) {
            cost[a] = actions.get(a).cost().contact();
            calls[a] = actions.get(a).channel().equals("phone") ? 1 : 0;
            savings[a] = actions.get(a).id().equals("savings-plan") ? 1 : 0;
        }
        double money = 0;
        double phone = 0;
        double[] p = new double[cost.length];
        for (int i = 0; i < first; i++) {
            Arrays.fill(p, 0);
            best(i, p, ExpectedValue::total);
            for (int a = 0; a < p.length; a++) {
                money += p[a] * cost[a];
                phone += p[a] * calls[a];
            }
        }
        List<Constraint> limits = List.of(
                Constraint.atMost("contact budget, EUR", money / 2, cost),
                Constraint.atMost("phone calls", Math.floor(phone * 0.4), calls),
                Constraint.atLeast("savings plans", Math.floor(0.05 * first), savings));
        double[] truth = new double[1];
        Certificate certificate = Allocation.of(cost.length, limits).solve(source(), (customer, action) -> {
            if (action >= 0) {
                truth[0] += bank.truth(first + (int) customer).value(action);
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
                                use.constraint().name(), use.constraint().bound(), use.used(), use.shadowPrice()))
                        .toList());
    }

    private AllocationSource source() {
        int actions = catalog.actions().size();
        return new AllocationSource() {
            @Override
            public long customers() {
                return first;
            }

            @Override
            public void read(long from, int count, double[] values, double[] usage) {
                for (int i = 0; i < count; i++) {
                    for (int a = 0; a < actions; a++) {
                        ExpectedValue part = parts[(int) from + i][a];
                        values[i * actions + a] = part == null ? Double.NaN : part.total();
                    }
                }
            }
        };
    }
}
