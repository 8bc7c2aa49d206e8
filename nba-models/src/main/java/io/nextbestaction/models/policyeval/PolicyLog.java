// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Logged decisions: the action taken, by what chance, and what it earned. With all chances of every decision it can be told
 * whether the log supports another policy; with that of the action taken alone, only in part. Immutable; arrays are shared,
 * not copied: whoever builds the log does not write to them again.
 */
public final class PolicyLog {
    private final int actions;
    private final int[] chosen;
    private final double[] propensities;
    private final double[] rewards;
    private final double @Nullable [] distributions;
    private final boolean @Nullable [] eligible;
    private final long[] customers;

    private PolicyLog(
            int actions,
            int[] chosen,
            double[] propensities,
            double[] rewards,
            double @Nullable [] distributions,
            boolean @Nullable [] eligible,
            long[] customers) {
        this.actions = actions;
        this.chosen = chosen;
        this.propensities = propensities;
        this.rewards = rewards;
        this.distributions = distributions;
        this.eligible = eligible;
        this.customers = customers;
    }

    /**
     * A log of decisions that are each another customer's, all actions eligible.
     *
     * @param actions how many there are, at least 2; doing nothing is one of them
     * @param chosen the action of each decision, 0 to actions − 1
     * @param propensities the chance by which it was chosen, above 0 and at most 1
     * @param rewards what it earned, finite; in money rather than clicks
     * @throws IllegalArgumentException if there is no decision, lengths differ, or a value is out of range
     */
    public static PolicyLog of(int actions, int[] chosen, double[] propensities, double[] rewards) {
        int rows = chosen.length;
        if (rows == 0 || propensities.length != rows || rewards.length != rows) {
            throw new IllegalArgumentException("The propensities (" + propensities.length + ") and rewards ("
                    + rewards.length + ") must be as many as the decisions (" + rows + "), at least one.");
        }
        for (int i = 0; i < rows; i++) {
            if (chosen[i] < 0 || chosen[i] >= actions) {
                throw new IllegalArgumentException("The action (" + chosen[i] + ") of decision " + (i + 1)
                        + " must be one of the " + actions + ".\nMaybe doing nothing was not counted.");
            }
            if (!(propensities[i] > 0 && propensities[i] <= 1)) {
                throw new IllegalArgumentException("The propensity (" + propensities[i] + ") of decision " + (i + 1)
                        + " must lie above 0 and be at most 1.\nMaybe it was rounded when logged.");
            }
            if (!Double.isFinite(rewards[i])) {
                throw new IllegalArgumentException("The reward (" + rewards[i] + ") of decision " + (i + 1)
                        + " must be finite.\nMaybe leave out decisions whose outcome is still open.");
            }
        }
        return new PolicyLog(actions, chosen, propensities, rewards, null, null, new long[0]);
    }

    /**
     * The same with the chance of every action.
     *
     * @param all row-major [decisions × actions]; each row adds up to 1 and agrees with the chance of the action taken, to 1e-6
     * @throws IllegalArgumentException if not
     */
    public PolicyLog withDistributions(double[] all) {
        checkLength("chances", all.length);
        for (int i = 0; i < rows(); i++) {
            double sum = 0;
            for (int a = 0; a < actions; a++) {
                sum += all[i * actions + a] >= 0 ? all[i * actions + a] : Double.NaN;
            }
            double own = all[i * actions + chosen[i]];
            if (!(Math.abs(sum - 1) <= 1e-6) || !(Math.abs(own - propensities[i]) <= 1e-6)) {
                throw new IllegalArgumentException("The chances (sum " + sum + ", of the action taken " + own
                        + ") of decision " + (i + 1) + " must add up to 1 and agree with its propensity ("
                        + propensities[i] + ").\nMaybe the actions are in another order.");
            }
        }
        return new PolicyLog(actions, chosen, propensities, rewards, all, eligible, customers);
    }

    /**
     * The same with the actions that were allowed.
     *
     * @param allowed row-major [decisions × actions]; the action taken is one of them
     * @throws IllegalArgumentException if not
     */
    public PolicyLog withEligible(boolean[] allowed) {
        checkLength("eligible actions", allowed.length);
        for (int i = 0; i < rows(); i++) {
            if (!allowed[i * actions + chosen[i]]) {
                throw new IllegalArgumentException("The action (" + chosen[i] + ") of decision " + (i + 1)
                        + " must be eligible.\nMaybe the actions are in another order.");
            }
        }
        return new PolicyLog(actions, chosen, propensities, rewards, distributions, allowed, customers);
    }

    /**
     * The same with whose decisions they are: intervals then count customers, not decisions.
     *
     * @throws IllegalArgumentException if they are not as many as the decisions
     */
    public PolicyLog withCustomers(long[] ids) {
        if (ids.length != rows()) {
            throw new IllegalArgumentException(
                    "The customers (" + ids.length + ") must be as many as the decisions (" + rows() + ").");
        }
        return new PolicyLog(actions, chosen, propensities, rewards, distributions, eligible, ids);
    }

    private void checkLength(String thing, int length) {
        if (length != Math.multiplyExact(rows(), actions)) {
            throw new IllegalArgumentException("The " + thing + " (" + length + ") must be as many as decisions ("
                    + rows() + ") times actions (" + actions + ").");
        }
    }

    /** The number of decisions. */
    public int rows() {
        return chosen.length;
    }

    /** The number of actions. */
    public int actions() {
        return actions;
    }

    /** The action taken. */
    public int action(int row) {
        return chosen[row];
    }

    /** The chance by which it was taken. */
    public double propensity(int row) {
        return propensities[row];
    }

    /** What it earned. */
    public double reward(int row) {
        return rewards[row];
    }

    /** Whether an action was allowed. */
    public boolean eligible(int row, int action) {
        return eligible == null || eligible[row * actions + action];
    }

    /** The number of actions allowed. */
    public int eligibleActions(int row) {
        int count = 0;
        for (int a = 0; a < actions; a++) {
            count += eligible(row, a) ? 1 : 0;
        }
        return count;
    }

    /** Whose decisions they are; empty where each is another customer's. The shared array, not to be written to. */
    long[] customers() {
        return customers;
    }

    /** Whether no decision left anything to chance, though there was a choice. */
    public boolean deterministic() {
        boolean choice = false;
        for (int i = 0; i < rows(); i++) {
            boolean open = eligibleActions(i) > 1;
            if (open && propensities[i] < 1) {
                return false;
            }
            choice |= open;
        }
        return choice;
    }

    /** Which actions were taken at all. */
    boolean[] taken() {
        boolean[] taken = new boolean[actions];
        for (int action : chosen) {
            taken[action] = true;
        }
        return taken;
    }

    /** Whether an action had a chance, as far as the log tells: an action never taken is held to have had none. */
    boolean supported(int row, int action, boolean[] taken) {
        if (action == chosen[row]) {
            return true;
        }
        if (!eligible(row, action) || propensities[row] >= 1) {
            return false;
        }
        return distributions == null ? taken[action] : distributions[row * actions + action] > 0;
    }

    /** Whether every eligible action had the same chance. */
    boolean uniform() {
        for (int i = 0; i < rows(); i++) {
            double even = 1.0 / eligibleActions(i);
            if (Math.abs(propensities[i] - even) > 1e-6) {
                return false;
            }
            for (int a = 0; distributions != null && a < actions; a++) {
                if (eligible(i, a) && Math.abs(distributions[i * actions + a] - even) > 1e-6) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "PolicyLog[decisions=" + rows() + ", actions=" + actions + ", deterministic=" + deterministic()
                + ", taken=" + Arrays.toString(taken()) + "]";
    }
}
