// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import java.util.Arrays;

/**
 * What the policy to be judged would have done in every logged decision: the chance of each action, row-major [decisions ×
 * actions]. Immutable; the array is shared, not copied. A policy learnt from the log must not have seen the decision it is
 * judged on: learn it out of fold, or on another log.
 */
public final class TargetPolicy {
    private final int actions;
    private final double[] chances;

    private TargetPolicy(int actions, double[] chances) {
        this.actions = actions;
        this.chances = chances;
    }

    /**
     * A policy by its chances.
     *
     * @param chances row-major [decisions × actions], at least 0, each row adding up to 1, to 1e-6
     * @throws IllegalArgumentException if they do not
     */
    public static TargetPolicy of(int actions, double[] chances) {
        if (actions < 1 || chances.length % actions != 0) {
            throw new IllegalArgumentException("The chances (" + chances.length + ") of a policy over " + actions
                    + " actions must fill whole rows.");
        }
        for (int i = 0; i < chances.length / actions; i++) {
            double sum = 0;
            for (int a = 0; a < actions; a++) {
                double chance = chances[i * actions + a];
                sum += chance >= 0 ? chance : Double.NaN;
            }
            if (!(Math.abs(sum - 1) <= 1e-6)) {
                throw new IllegalArgumentException("The chances (sum " + sum + ") of decision " + (i + 1)
                        + " must be at least 0 and add up to 1.\nMaybe doing nothing was not counted.");
            }
        }
        return new TargetPolicy(actions, chances);
    }

    /**
     * A policy that always knows what it does.
     *
     * @param choices the action of each decision, 0 to actions − 1
     */
    public static TargetPolicy deterministic(int actions, int[] choices) {
        double[] chances = new double[Math.multiplyExact(choices.length, actions)];
        for (int i = 0; i < choices.length; i++) {
            if (choices[i] < 0 || choices[i] >= actions) {
                throw new IllegalArgumentException("The action (" + choices[i] + ") of decision " + (i + 1)
                        + " must be one of the " + actions + ".\nMaybe doing nothing was not counted.");
            }
            chances[i * actions + choices[i]] = 1;
        }
        return new TargetPolicy(actions, chances);
    }

    /** The same action for everyone. */
    public static TargetPolicy always(PolicyLog log, int action) {
        int[] choices = new int[log.rows()];
        Arrays.fill(choices, action);
        return deterministic(log.actions(), choices);
    }

    /** Every eligible action by the same chance. */
    public static TargetPolicy uniform(PolicyLog log) {
        int actions = log.actions();
        double[] chances = new double[log.rows() * actions];
        for (int i = 0; i < log.rows(); i++) {
            double even = 1.0 / log.eligibleActions(i);
            for (int a = 0; a < actions; a++) {
                chances[i * actions + a] = log.eligible(i, a) ? even : 0;
            }
        }
        return new TargetPolicy(actions, chances);
    }

    /** The chance of an action. */
    public double chance(int row, int action) {
        return chances[row * actions + action];
    }

    /** The number of decisions. */
    public int rows() {
        return chances.length / actions;
    }

    /** The number of actions. */
    public int actions() {
        return actions;
    }

    boolean isDeterministic() {
        for (double chance : chances) {
            if (chance != 0 && chance != 1) {
                return false;
            }
        }
        return true;
    }
}
