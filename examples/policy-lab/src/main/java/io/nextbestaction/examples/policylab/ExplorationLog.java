// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.Workspace;
import io.nextbestaction.models.policyeval.Estimator;
import io.nextbestaction.models.policyeval.OffPolicy;
import io.nextbestaction.models.policyeval.PolicyLog;
import io.nextbestaction.models.policyeval.PolicyValue;
import io.nextbestaction.models.policyeval.RewardModel;
import io.nextbestaction.models.policyeval.TargetPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The first decision of every customer by an engine that explores, as a bank would log it: the action, every action's
 * probability, and what it earned. From it other policies are valued, beside what they would truly have earned.
 */
final class ExplorationLog implements LiveEngineChooser.Log {
    private final World world;
    private final Estimates estimates;
    private final int options;
    private final int[] chosen;
    private final double[] propensities;
    private final double[] rewards;
    private final double[] distributions;
    private final boolean[] eligible;
    private final SplittableRandom random;

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
    List<LabResult.OffPolicyValue> evaluate() {
        PolicyLog log = PolicyLog.of(options, chosen, propensities, rewards)
                .withDistributions(distributions)
                .withEligible(eligible);
        double[] believed = new double[distributions.length];
        int[] best = new int[world.customers];
        int[] valued = new int[world.customers];
        for (int c = 0; c < world.customers; c++) {
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
                believed[c * options + a] =
                        accepts * world.reward(c, a, true) + (1 - accepts) * world.reward(c, a, false);
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
        OffPolicy offPolicy = OffPolicy.on(log).withModel(RewardModel.of(options, believed));
        List<LabResult.OffPolicyValue> values = new ArrayList<>();
        for (Estimator.Kind kind : List.of(Estimator.Kind.IPS, Estimator.Kind.SNIPS, Estimator.Kind.DR)) {
            Estimator estimator = Estimator.of(kind);
            values.add(value(
                    "expected incremental value", offPolicy, TargetPolicy.deterministic(options, best), estimator));
            values.add(value("propensity x value", offPolicy, TargetPolicy.deterministic(options, valued), estimator));
            values.add(value("random, or nothing", offPolicy, TargetPolicy.uniform(log), estimator));
        }
        return values;
    }

    private LabResult.OffPolicyValue value(
            String policy, OffPolicy offPolicy, TargetPolicy target, Estimator estimator) {
        double truth = 0;
        double increment = 0;
        for (int c = 0; c < world.customers; c++) {
            for (int a = 0; a < world.actions; a++) {
                double chance = target.chance(c, a);
                if (chance > 0) {
                    double accepts = world.acceptance(c, a);
                    truth += chance * (accepts * world.reward(c, a, true) + (1 - accepts) * world.reward(c, a, false));
                    increment += chance * world.value(c, a, 1);
                }
            }
        }
        truth /= world.customers;
        increment /= world.customers;
        PolicyValue value = offPolicy.value(target, estimator);
        double size = value.diagnostics().effectiveSize();
        if (value instanceof PolicyValue.Estimated estimated) {
            return new LabResult.OffPolicyValue(
                    policy,
                    estimator.describe(),
                    truth,
                    increment,
                    estimated.value().value(),
                    estimated.value().low(),
                    estimated.value().high(),
                    size,
                    "");
        }
        PolicyValue.Refused refused = (PolicyValue.Refused) value;
        return new LabResult.OffPolicyValue(
                policy,
                estimator.describe(),
                truth,
                increment,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                size,
                refused.reason().name());
    }
}
