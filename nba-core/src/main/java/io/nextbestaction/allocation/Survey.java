// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import java.util.Arrays;

/** What one reading tells of a problem before it is solved: sizes, and whether the numbers can be used at all. */
final class Survey {
    private double values;
    private long offers;
    /** The most all customers together could use of each constraint, and the mean of what is used at all. */
    final double[] most;

    private final double[] sum;
    private final long[] users;

    private Survey(int k) {
        most = new double[k];
        sum = new double[k];
        users = new long[k];
    }

    static Survey of(Problem problem) {
        Survey[] parts = new Survey[problem.chunks];
        problem.pass(chunk -> {
            Survey part = new Survey(problem.k);
            part.read(problem, problem.from(chunk), problem.to(chunk));
            parts[chunk] = part;
        });
        Survey all = new Survey(problem.k);
        for (Survey part : parts) {
            all.values += part.values;
            all.offers += part.offers;
            for (int c = 0; c < problem.k; c++) {
                all.most[c] += part.most[c];
                all.sum[c] += part.sum[c];
                all.users[c] += part.users[c];
            }
        }
        return all;
    }

    /** The mean size of a value, currency; 1 where all are 0. */
    double scale() {
        return values > 0 ? values / offers : 1;
    }

    /** The mean usage of those options that use anything. */
    double unit(int c) {
        return users[c] == 0 ? 1 : sum[c] / users[c];
    }

    private void read(Problem problem, long from, long to) {
        Problem.Block block = problem.block();
        double[] largest = new double[problem.k];
        for (long start = from; start < to; start += Problem.BLOCK) {
            int count = (int) Math.min(Problem.BLOCK, to - start);
            block.load(start, count);
            for (int row = 0; row < count; row++) {
                Arrays.fill(largest, 0);
                for (int a = 0; a < problem.actions; a++) {
                    double value = block.values[row * problem.actions + a];
                    if (!Double.isNaN(value)) {
                        option(problem, block, start + row, row, a, largest);
                    }
                }
                for (int c = 0; c < problem.k; c++) {
                    most[c] += largest[c];
                }
            }
        }
    }

    private void option(Problem problem, Problem.Block block, long customer, int row, int a, double[] largest) {
        double value = block.values[row * problem.actions + a];
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("The value (" + value + ") of action " + a + " for customer " + customer
                    + " must be finite, or NaN for an action the customer may not get.");
        }
        values += Math.abs(value);
        offers++;
        for (int c = 0; c < problem.k; c++) {
            double use = block.use(row, a, c);
            if (!(use >= 0) || Double.isInfinite(use)) {
                throw new IllegalArgumentException("The usage (" + use + ") of constraint \""
                        + problem.constraints.get(c).name() + "\" by action " + a + " for customer " + customer
                        + " must be finite and at least 0.\nMaybe an income belongs into the value.");
            }
            largest[c] = Math.max(largest[c], use);
            sum[c] += use;
            users[c] += use > 0 ? 1 : 0;
        }
    }
}
