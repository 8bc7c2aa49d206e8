// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import org.jspecify.annotations.Nullable;

/**
 * An estimator as sums over customers: Σ plain / Σ rows + Σ corrections / Σ weights, the latter only where it is
 * self-normalised. A difference subtracts the same of another policy.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Terms(double[] plain, double[] rows, double[] corrections, double[] weights, boolean ratio) {

    /** One row's terms are added to its customer's. */
    static Terms of(
            PolicyLog log,
            TargetPolicy policy,
            Estimator estimator,
            @Nullable RewardModel model,
            int[] unit,
            int units) {
        Terms terms = new Terms(
                new double[units], new double[units], new double[units], new double[units], estimator.selfNormalised());
        for (int i = 0; i < unit.length; i++) {
            int action = log.action(i);
            double chance = policy.chance(i, action);
            double weight =
                    estimator.kind() == Estimator.Kind.REPLAY ? chance : estimator.weight(chance / log.propensity(i));
            double expected = 0;
            double left = log.reward(i);
            if (estimator.kind().needsModel() && model != null) {
                for (int a = 0; a < log.actions(); a++) {
                    double share = policy.chance(i, a);
                    expected += share > 0 ? share * model.expected(i, a) : 0;
                }
                left -= model.expected(i, action);
            }
            int u = unit[i];
            terms.rows[u]++;
            terms.plain[u] += terms.ratio ? expected : expected + weight * left;
            terms.corrections[u] += weight * left;
            terms.weights[u] += weight;
        }
        return terms;
    }

    /** The value with every customer so often, and its standard error after it. */
    static double[] valueAndError(Terms first, @Nullable Terms second, int @Nullable [] times) {
        double[] one = first.sums(times);
        double[] two = second == null ? new double[4] : second.sums(times);
        double value = first.value(one) - (second == null ? 0 : second.value(two));
        double drawn = 0;
        double squares = 0;
        for (int u = 0; u < first.rows.length; u++) {
            int count = times == null ? 1 : times[u];
            if (count > 0) {
                double influence = first.influence(u, one) - (second == null ? 0 : second.influence(u, two));
                squares += count * influence * influence;
                drawn += count;
            }
        }
        // Influences are on the scale of sums; their squares add up to the variance but for n / (n − 1).
        return new double[] {value, Math.sqrt(squares * drawn / (drawn - 1))};
    }

    private double[] sums(int @Nullable [] times) {
        double[] sums = new double[4];
        for (int u = 0; u < rows.length; u++) {
            int count = times == null ? 1 : times[u];
            if (count > 0) {
                sums[0] += count * plain[u];
                sums[1] += count * rows[u];
                sums[2] += count * corrections[u];
                sums[3] += count * weights[u];
            }
        }
        return sums;
    }

    private double value(double[] sums) {
        return sums[0] / sums[1] + (ratio ? sums[2] / sums[3] : 0);
    }

    private double influence(int u, double[] sums) {
        double plainPart = (plain[u] - sums[0] / sums[1] * rows[u]) / sums[1];
        return ratio ? plainPart + (corrections[u] - sums[2] / sums[3] * weights[u]) / sums[3] : plainPart;
    }
}
