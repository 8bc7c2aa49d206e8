// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hands the assignment out, customer by customer, and adds up what it is worth and uses. With the undecided settled,
 * everybody else takes what the prices say; without, each takes the best at the prices that still fits, first come first
 * served, so that no maximum is ever broken.
 */
final class Delivery {
    private final Problem problem;
    private final double[] lambda;
    private final @Nullable Undecided settled;
    double value;
    long assigned;
    final double[] used;

    Delivery(Problem problem, double[] lambda, @Nullable Undecided settled) {
        this.problem = problem;
        this.lambda = lambda;
        this.settled = settled;
        this.used = new double[problem.k];
    }

    /** Reads the customers once more, in order; true if all minimums are met. */
    boolean run(AssignmentSink sink) {
        problem.passes++;
        value = 0;
        assigned = 0;
        Arrays.fill(used, 0);
        Problem.Block block = problem.block();
        block.price(lambda);
        int member = 0;
        for (long start = 0; start < problem.customers; start += Problem.BLOCK) {
            int count = (int) Math.min(Problem.BLOCK, problem.customers - start);
            block.load(start, count);
            for (int row = 0; row < count; row++) {
                block.choose(start + row, row, lambda);
                int action = block.best;
                if (settled == null) {
                    action = bestThatFits(block, row);
                } else if (member < settled.size && settled.customer[member] == start + row) {
                    action = settled.choice[member++];
                }
                take(block, row, action);
                sink.accept(start + row, action);
            }
        }
        for (int c = 0; c < problem.k; c++) {
            if (problem.minimum[c] && !Core.holds(problem, c, used[c])) {
                return false;
            }
        }
        return true;
    }

    private void take(Problem.Block block, int row, int action) {
        if (action < 0) {
            return;
        }
        value += block.value(row, action);
        assigned++;
        for (int c = 0; c < problem.k; c++) {
            used[c] += block.use(row, action, c);
        }
    }

    private int bestThatFits(Problem.Block block, int row) {
        int best = -1;
        double most = 0;
        for (int a = 0; a < problem.actions; a++) {
            if (block.reduced[a] > most && fits(block, row, a)) {
                best = a;
                most = block.reduced[a];
            }
        }
        return best;
    }

    private boolean fits(Problem.Block block, int row, int a) {
        for (int c = 0; c < problem.k; c++) {
            double use = block.use(row, a, c);
            if (!problem.minimum[c] && use > 0 && !Core.holds(problem, c, used[c] + use)) {
                return false;
            }
        }
        return true;
    }
}
