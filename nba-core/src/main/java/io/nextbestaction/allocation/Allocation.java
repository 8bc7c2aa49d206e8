// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Gives each customer at most one action so that the total value is as large as the constraints allow, with a proof of how
 * close it is. Several contacts of one customer are an action of their own, with the sum of their values and usages.
 *
 * <p>The constraints are priced (Lagrangian relaxation): at prices λ each customer takes the action of the largest value
 * less price, and no assignment is worth more than the sum of those plus λ·bound. Prices that make this bound least are
 * found by damped Newton steps on a smoothed bound (Nesterov 2005); the few customers they leave undecided are then settled
 * in memory. Equal customers are told apart by differences of 1e-6 of a mean value, which are never counted as value.
 *
 * <p>Memory does not grow with the number of customers (a few thousand of them are kept), time does linearly: some tens of
 * readings of a million customers in all. The result is the same, bit for bit, whatever the executor and the number of
 * tasks. Immutable; the source must tell the same numbers at every reading.
 */
public final class Allocation {
    private static final double JITTER = 1e-6;

    private final int actions;
    private final List<Constraint> constraints;
    private final double gap;
    private final int maxPasses;

    private Allocation(int actions, List<Constraint> constraints, double gap, int maxPasses) {
        this.actions = actions;
        this.constraints = constraints;
        this.gap = gap;
        this.maxPasses = maxPasses;
    }

    /**
     * An allocation of so many actions, with a gap of 0.01 % aimed at and at most 200 readings.
     *
     * @throws IllegalArgumentException if there is no action, or a constraint has usages of another number of actions
     */
    public static Allocation of(int actions, List<Constraint> constraints) {
        if (actions < 1) {
            throw new IllegalArgumentException("The actions (" + actions + ") of an allocation must be at least 1.");
        }
        for (Constraint constraint : constraints) {
            if (!constraint.isRead() && constraint.usage().size() != actions) {
                throw new IllegalArgumentException(
                        "The usages (" + constraint.usage().size() + ") of constraint \""
                                + constraint.name() + "\" must be one for each of the " + actions + " actions.\n"
                                + "Maybe give none, and let the source tell them.");
            }
        }
        return new Allocation(actions, List.copyOf(constraints), 1e-4, 200);
    }

    /**
     * This allocation with another relative gap to aim at, and another limit of readings.
     *
     * @throws IllegalArgumentException if the gap does not lie in (0, 1) or there are fewer than ten readings
     */
    public Allocation aimingAt(double relativeGap, int readings) {
        if (!(relativeGap > 0 && relativeGap < 1) || readings < 10) {
            throw new IllegalArgumentException("The gap (" + relativeGap + ") and the readings (" + readings
                    + ") of an allocation must lie in (0, 1) and be at least 10.\nMaybe 0.001 was meant: 0.1 %.");
        }
        return new Allocation(actions, constraints, relativeGap, readings);
    }

    /** Solves on the calling thread. */
    public Certificate solve(AllocationSource source, AssignmentSink sink) {
        return solve(source, sink, Runnable::run, 1);
    }

    /**
     * Solves with the help of an executor; the calling thread works too. The sink is called only for a feasible assignment.
     *
     * @param tasks how many threads may work, at least 1
     * @throws IllegalArgumentException if there is no customer or task, or the source tells a value that is infinite or a
     *     usage that is negative or not finite
     */
    public Certificate solve(AllocationSource source, AssignmentSink sink, Executor executor, int tasks) {
        if (source.customers() < 1 || tasks < 1) {
            throw new IllegalArgumentException("The customers (" + source.customers() + ") and tasks (" + tasks
                    + ") of an allocation must be at least 1.");
        }
        Problem problem = new Problem(source, actions, constraints, executor, tasks);
        Survey survey = Survey.of(problem);
        for (int c = 0; c < problem.k; c++) {
            if (problem.minimum[c] && !Core.holds(problem, c, survey.most[c])) {
                double[] proof = new double[problem.k];
                proof[c] = -1;
                return without(problem, Certificate.Status.INFEASIBLE, Double.NaN, proof);
            }
        }
        problem.scale = survey.scale();
        problem.jitter = JITTER * problem.scale;
        Dual dual = new Dual(problem, survey, maxPasses);
        double[] prices = dual.minimise(gap, Undecided.CAPACITY);
        Undecided undecided = Undecided.of(problem, prices);
        boolean settled = Core.settle(problem, undecided);
        Delivery delivery = new Delivery(problem, prices, settled ? undecided : null);
        if (!settled && !delivery.run(AssignmentSink.NONE)) {
            return failed(problem, survey, dual);
        }
        delivery.run(sink);
        return new Certificate(
                Certificate.Status.FEASIBLE,
                delivery.value,
                Math.max(dual.bound, delivery.value),
                delivery.assigned,
                uses(problem, delivery.used, dual.boundPrices),
                problem.passes);
    }

    /** Asks the constraints alone, all values 0: a bound below 0 then proves that nothing meets them. */
    private Certificate failed(Problem problem, Survey survey, Dual dual) {
        problem.valuesIgnored = true;
        problem.jitter = 0;
        Dual proof = new Dual(problem, survey, problem.passes + maxPasses);
        proof.minimise(gap, Undecided.CAPACITY);
        return proof.provesInfeasible()
                ? without(problem, Certificate.Status.INFEASIBLE, Double.NaN, proof.boundPrices)
                : without(problem, Certificate.Status.NOT_FOUND, dual.bound, dual.boundPrices);
    }

    private static Certificate without(Problem problem, Certificate.Status status, double bound, double[] prices) {
        double[] unknown = new double[problem.k];
        Arrays.fill(unknown, Double.NaN);
        return new Certificate(status, Double.NaN, bound, 0, uses(problem, unknown, prices), problem.passes);
    }

    private static List<Certificate.Use> uses(Problem problem, double[] used, double[] prices) {
        List<Certificate.Use> uses = new ArrayList<>(problem.k);
        for (int c = 0; c < problem.k; c++) {
            uses.add(new Certificate.Use(problem.constraints.get(c), used[c], prices[c]));
        }
        return uses;
    }
}
