// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.Workspace;
import io.nextbestaction.data.Progress;
import io.nextbestaction.models.policyeval.Estimator;
import io.nextbestaction.models.policyeval.OffPolicy;
import io.nextbestaction.models.policyeval.PolicyLog;
import io.nextbestaction.models.policyeval.PolicyValue;
import io.nextbestaction.models.policyeval.RewardModel;
import io.nextbestaction.models.policyeval.TargetPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The first decision of every customer by an engine that explores, as a bank would log it: the action, every action's
 * probability, and what it earned. From it other policies are valued, beside what they would truly have earned; and from logs
 * drawn again, which tell how often an interval holds that truth.
 */
final class ExplorationLog implements LiveEngineChooser.Log {
    private static final List<String> POLICIES =
            List.of("expected incremental value", "propensity x value", "random, or nothing");
    private static final int AGAIN = 30;
    private static final int MOST_AGAIN = 10_000;

    private final World world;
    private final Estimates estimates;
    private final int options;
    private final int[] chosen;
    private final double[] propensities;
    private final double[] rewards;
    private final double[] distributions;
    private final boolean[] eligible;
    private final SplittableRandom random;

    /** One decision a customer. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    private record Logged(int[] chosen, double[] propensities, double[] rewards) {}

    /** A log, and the policies to value from it. */
    private record Judged(OffPolicy log, List<TargetPolicy> policies) {}

    /** Intervals of logs drawn again: all, and those that warn of a heavy tail. */
    private record Counts(LabResult.Held all, LabResult.Held warned) {
        static final Counts NONE = new Counts(LabResult.Held.NONE, LabResult.Held.NONE);

        Counts plus(Counts other) {
            return new Counts(all.plus(other.all), warned.plus(other.warned));
        }
    }

    ExplorationLog(World world, Estimates estimates, long seed) {
        this.world = world;
        this.estimates = estimates;
        this.options = world.actions + 1;
        this.chosen = new int[world.customers];
        this.propensities = new double[world.customers];
        this.rewards = new double[world.customers];
        this.distributions = new double[world.customers * options];
        this.eligible = new boolean[distributions.length];
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void decided(int c, int day, int winner, Workspace workspace) {
        if (day >= Season.STEP) {
            return;
        }
        for (int a = 0; a < options; a++) {
            boolean nothing = a == world.actions;
            distributions[c * options + a] = workspace.probability(nothing ? -1 : a);
            eligible[c * options + a] = nothing || world.allowed(c, a);
        }
        chosen[c] = winner < 0 ? world.actions : winner;
        propensities[c] = workspace.probability(winner);
        rewards[c] = winner < 0 ? 0 : world.reward(c, winner, random.nextDouble() < world.acceptance(c, winner));
    }

    /** What the log tells of three policies by three estimators. */
    List<LabResult.OffPolicyValue> evaluate(Progress progress) {
        Logged logged = new Logged(chosen, propensities, rewards);
        Judged judged = judged(logged);
        List<Judged> again = new ArrayList<>();
        for (int i = 0; i < AGAIN; i++) {
            again.add(judged(drawn(Math.min(MOST_AGAIN, world.customers), random.split())));
        }
        List<LabResult.OffPolicyValue> values = new ArrayList<>();
        for (Estimator.Kind kind : List.of(Estimator.Kind.IPS, Estimator.Kind.SNIPS, Estimator.Kind.DR)) {
            Estimator estimator = Estimator.of(kind);
            for (int policy = 0; policy < POLICIES.size(); policy++) {
                int position = policy;
                progress.update("logs drawn again", values.size(), 3L * POLICIES.size());
                // Each log is judged alone; the order of the sum does not matter.
                Counts counts = again.parallelStream()
                        .map(other -> held(other, position, estimator))
                        .reduce(Counts.NONE, Counts::plus);
                values.add(value(judged, position, estimator, counts));
            }
        }
        progress.update("logs drawn again", values.size(), values.size());
        return values;
    }

    /** The first customers' decisions, drawn again by the probabilities that the engine logged. */
    private Logged drawn(int customers, SplittableRandom fresh) {
        int[] actions = new int[customers];
        double[] chances = new double[customers];
        double[] earned = new double[customers];
        for (int c = 0; c < customers; c++) {
            double left = fresh.nextDouble();
            int a = chosen[c];
            for (int option = 0; option < options; option++) {
                double chance = distributions[c * options + option];
                if (chance > 0 && left >= 0) {
                    a = option;
                    left -= chance;
                }
            }
            actions[c] = a;
            chances[c] = distributions[c * options + a];
            earned[c] = a == world.actions ? 0 : world.reward(c, a, fresh.nextDouble() < world.acceptance(c, a));
        }
        return new Logged(actions, chances, earned);
    }

    private Judged judged(Logged logged) {
        int customers = logged.chosen().length;
        PolicyLog log = PolicyLog.of(options, logged.chosen(), logged.propensities(), logged.rewards())
                .withDistributions(Arrays.copyOf(distributions, customers * options))
                .withEligible(Arrays.copyOf(eligible, customers * options));
        double[] believed = new double[customers * options];
        int[] best = new int[customers];
        int[] valued = new int[customers];
        for (int c = 0; c < customers; c++) {
            best[c] = world.actions;
            valued[c] = world.actions;
            double most = 0;
            double dearest = 0;
            for (int a = 0; a < world.actions; a++) {
                int at = c * world.actions + a;
                if (!estimates.allowed(c, a)) {
                    continue;
                }
                double accepts = estimates.acceptance[at];
                believed[c * options + a] = credited(c, a, accepts);
                if (estimates.expected[at] > most) {
                    most = estimates.expected[at];
                    best[c] = a;
                }
                if (accepts * estimates.value[at] > dearest) {
                    dearest = accepts * estimates.value[at];
                    valued[c] = a;
                }
            }
        }
        return new Judged(
                OffPolicy.on(log).withModel(RewardModel.of(options, believed)),
                List.of(
                        TargetPolicy.deterministic(options, best),
                        TargetPolicy.deterministic(options, valued),
                        TargetPolicy.uniform(log)));
    }

    /** What the log credits to a contact on average. */
    private double credited(int c, int a, double accepts) {
        return accepts * world.reward(c, a, true) + (1 - accepts) * world.reward(c, a, false);
    }

    /** By the bank's own equations what the log credits to a policy, and its increment over doing nothing, a decision. */
    private double[] truth(TargetPolicy target) {
        double[] sums = new double[2];
        for (int c = 0; c < target.rows(); c++) {
            for (int a = 0; a < world.actions; a++) {
                double chance = target.chance(c, a);
                if (chance > 0) {
                    sums[0] += chance * credited(c, a, world.acceptance(c, a)) / target.rows();
                    sums[1] += chance * world.value(c, a, 1) / target.rows();
                }
            }
        }
        return sums;
    }

    /** Whether the interval holds the truth, if there is one. */
    private Counts held(Judged judged, int policy, Estimator estimator) {
        TargetPolicy target = judged.policies().get(policy);
        if (judged.log().value(target, estimator) instanceof PolicyValue.Estimated estimated) {
            double truth = truth(target)[0];
            boolean within = estimated.value().low() <= truth
                    && truth <= estimated.value().high();
            LabResult.Held one = new LabResult.Held(within ? 1 : 0, 1);
            return new Counts(one, estimated.diagnostics().heavyTailed() ? one : LabResult.Held.NONE);
        }
        return Counts.NONE;
    }

    private LabResult.OffPolicyValue value(Judged judged, int policy, Estimator estimator, Counts again) {
        TargetPolicy target = judged.policies().get(policy);
        double[] truth = truth(target);
        PolicyValue value = judged.log().value(target, estimator);
        double estimate = Double.NaN;
        double low = Double.NaN;
        double high = Double.NaN;
        String refused = "";
        if (value instanceof PolicyValue.Estimated estimated) {
            estimate = estimated.value().value();
            low = estimated.value().low();
            high = estimated.value().high();
        } else if (value instanceof PolicyValue.Refused reason) {
            refused = reason.reason().name();
        }
        return new LabResult.OffPolicyValue(
                POLICIES.get(policy),
                estimator.describe(),
                truth[0],
                truth[1],
                estimate,
                low,
                high,
                value.diagnostics().effectiveSize(),
                value.diagnostics().largestShare(),
                value.diagnostics().tailShape(),
                value.diagnostics().heavyTailed(),
                refused,
                again.all(),
                again.warned());
    }
}
