// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import java.util.Arrays;

/**
 * The customers whose best two choices are nearly equal at the prices, kept in memory, and what all others use. Bounded by
 * {@link #CAPACITY} customers, whatever the problem.
 */
final class Undecided {
    static final int CAPACITY = 8192;
    private static final int BINS = 512;

    int size;
    long[] customer = new long[0];
    int[] choice = new int[0];
    /** Values and reduced values as {@code [member * actions + a]}, usage as {@code [(member * actions + a) * k + c]}. */
    double[] values = new double[0];

    double[] reduced = new double[0];
    double[] usage = new double[0];
    /** What everybody uses, the undecided by their present choice. */
    final double[] used;

    private final Problem problem;

    private Undecided(Problem problem) {
        this.problem = problem;
        this.used = new double[problem.k];
    }

    static Undecided of(Problem problem, double[] lambda) {
        int below = threshold(problem, lambda);
        Undecided[] parts = new Undecided[problem.chunks];
        problem.pass(chunk -> {
            Undecided part = new Undecided(problem);
            each(problem, lambda, chunk, (id, row, block) -> {
                if (bin(problem, block) < below && part.size < CAPACITY) {
                    part.take(id, row, block);
                }
                for (int c = 0; c < problem.k && block.best >= 0; c++) {
                    part.used[c] += block.use(row, block.best, c);
                }
            });
            parts[chunk] = part;
        });
        Undecided all = new Undecided(problem);
        for (Undecided part : parts) {
            all.add(part);
        }
        return all;
    }

    /** Quarter octaves of the distance between the best two, counted from far below the jitter. */
    private static int bin(Problem problem, Problem.Block block) {
        double ratio = (block.bestReduced - block.secondReduced) / problem.scale;
        if (!(ratio > 0x1.0p-60)) {
            return 0;
        }
        int octave = Math.getExponent(ratio);
        double position = octave + Math.scalb(ratio, -octave) - 1;
        return (int) Math.max(0, Math.min(BINS - 1, 4 * (position + 60)));
    }

    /** The first bin that no longer fits as a whole; at least one that holds anybody. */
    private static int threshold(Problem problem, double[] lambda) {
        if (problem.customers <= CAPACITY) {
            return BINS;
        }
        int[][] parts = new int[problem.chunks][];
        problem.pass(chunk -> {
            int[] counts = new int[BINS];
            each(problem, lambda, chunk, (id, row, block) -> counts[bin(problem, block)]++);
            parts[chunk] = counts;
        });
        long total = 0;
        for (int bin = 0; bin < BINS; bin++) {
            long here = 0;
            for (int[] part : parts) {
                here += part[bin];
            }
            if (total + here > CAPACITY) {
                return total == 0 ? bin + 1 : bin;
            }
            total += here;
        }
        return BINS;
    }

    private interface Visitor {
        void visit(long customer, int row, Problem.Block block);
    }

    private static void each(Problem problem, double[] lambda, int chunk, Visitor visitor) {
        Problem.Block block = problem.block();
        block.price(lambda);
        long to = problem.to(chunk);
        for (long start = problem.from(chunk); start < to; start += Problem.BLOCK) {
            int count = (int) Math.min(Problem.BLOCK, to - start);
            block.load(start, count);
            for (int row = 0; row < count; row++) {
                block.choose(start + row, row, lambda);
                visitor.visit(start + row, row, block);
            }
        }
    }

    private void take(long id, int row, Problem.Block block) {
        int actions = problem.actions;
        if (size == customer.length) {
            grow(Math.min(CAPACITY, Math.max(16, 2 * size)));
        }
        customer[size] = id;
        choice[size] = block.best;
        for (int a = 0; a < actions; a++) {
            int at = size * actions + a;
            values[at] = block.value(row, a);
            reduced[at] = block.reduced[a];
            for (int c = 0; c < problem.k; c++) {
                usage[at * problem.k + c] = block.use(row, a, c);
            }
        }
        size++;
    }

    private void grow(int length) {
        customer = Arrays.copyOf(customer, length);
        choice = Arrays.copyOf(choice, length);
        values = Arrays.copyOf(values, length * problem.actions);
        reduced = Arrays.copyOf(reduced, length * problem.actions);
        usage = Arrays.copyOf(usage, length * problem.actions * problem.k);
    }

    private void add(Undecided part) {
        for (int c = 0; c < used.length; c++) {
            used[c] += part.used[c];
        }
        int more = Math.min(part.size, CAPACITY - size);
        if (more == 0) {
            return;
        }
        int actions = problem.actions;
        if (size + more > customer.length) {
            grow(Math.min(CAPACITY, Math.max(2 * size, size + more)));
        }
        System.arraycopy(part.customer, 0, customer, size, more);
        System.arraycopy(part.choice, 0, choice, size, more);
        System.arraycopy(part.values, 0, values, size * actions, more * actions);
        System.arraycopy(part.reduced, 0, reduced, size * actions, more * actions);
        System.arraycopy(part.usage, 0, usage, size * actions * problem.k, more * actions * problem.k);
        size += more;
    }

    double value(int member, int action) {
        return action < 0 ? 0 : values[member * problem.actions + action];
    }

    double reduced(int member, int action) {
        return action < 0 ? 0 : reduced[member * problem.actions + action];
    }

    double use(int member, int action, int c) {
        return action < 0 ? 0 : usage[(member * problem.actions + action) * problem.k + c];
    }
}
