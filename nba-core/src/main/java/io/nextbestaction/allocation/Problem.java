// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import io.nextbestaction.internal.parallel.Chunks;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/** The customers and constraints of one allocation, and how they are read: in chunks that depend on their number alone. */
final class Problem {
    static final int BLOCK = 256;
    private static final int MAX_CHUNKS = 256;
    /** Distance of the jitters of neighbouring actions: the golden ratio spreads any number of them evenly. */
    private static final double GOLDEN = 0.6180339887498949;

    final AllocationSource source;
    final int actions;
    final List<Constraint> constraints;
    final int k;
    final int read;
    final boolean[] minimum;
    final double[] bound;
    final long customers;
    /** Usage by constraint and action; the column of the source, as -1 - column, in {@link #column}. */
    final double[] fixed;

    final int[] column;
    private final Executor executor;
    private final int tasks;
    private final long chunkSize;
    final int chunks;
    /** Mean size of the values, currency. */
    double scale = 1;
    /** Tiny differences in currency that let prices tell equal customers apart; 0 for none. */
    double jitter;
    /** Asks only whether the constraints can be met. */
    boolean valuesIgnored;

    int passes;

    Problem(AllocationSource source, int actions, List<Constraint> constraints, Executor executor, int tasks) {
        this.source = source;
        this.actions = actions;
        this.constraints = constraints;
        this.k = constraints.size();
        this.minimum = new boolean[k];
        this.bound = new double[k];
        this.fixed = new double[k * actions];
        this.column = new int[k];
        this.executor = executor;
        this.tasks = tasks;
        int columns = 0;
        for (int c = 0; c < k; c++) {
            Constraint constraint = constraints.get(c);
            minimum[c] = constraint.minimum();
            bound[c] = constraint.bound();
            column[c] = constraint.isRead() ? columns++ : -1;
            for (int a = 0; a < actions && !constraint.isRead(); a++) {
                fixed[c * actions + a] = constraint.usage().get(a);
            }
        }
        this.read = columns;
        this.customers = source.customers();
        long even = (customers + MAX_CHUNKS - 1) / MAX_CHUNKS;
        this.chunkSize = Math.max(BLOCK, (even + BLOCK - 1) / BLOCK * BLOCK);
        this.chunks = Math.toIntExact((customers + chunkSize - 1) / chunkSize);
    }

    /** Reads all customers once, chunk by chunk on several threads. */
    void pass(IntConsumer chunk) {
        passes++;
        Chunks.run(chunks, () -> chunk, executor, tasks);
    }

    long from(int chunk) {
        return chunk * chunkSize;
    }

    long to(int chunk) {
        return Math.min(customers, (chunk + 1L) * chunkSize);
    }

    Block block() {
        return new Block();
    }

    /** A customer's own number in [0, 1). */
    private static double dither(long customer) {
        long z = (customer + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /** A few customers in memory, and the reduced values of one of them. Not thread-safe. */
    final class Block {
        final double[] values = new double[BLOCK * actions];
        final double[] usage = new double[BLOCK * actions * read];
        final double[] reduced = new double[actions];
        final double[] priced = new double[actions];
        /** Of the customer priced last: the best action, -1 for nothing; its reduced value, the next best's. */
        int best;

        double bestReduced;
        double secondReduced;
        /** The best without jitter, which is what bounds are made of. */
        double honest;

        void load(long from, int count) {
            source.read(from, count, values, usage);
        }

        /** Prices what an action uses of constraints that are the same for everybody. */
        void price(double[] lambda) {
            for (int a = 0; a < actions; a++) {
                double sum = 0;
                for (int c = 0; c < k; c++) {
                    sum += lambda[c] * fixed[c * actions + a];
                }
                priced[a] = sum;
            }
        }

        double use(int row, int a, int c) {
            return column[c] < 0 ? fixed[c * actions + a] : usage[(row * actions + a) * read + column[c]];
        }

        double value(int row, int a) {
            double value = values[row * actions + a];
            return valuesIgnored && !Double.isNaN(value) ? 0 : value;
        }

        /** Finds the best and the next best of a customer at prices; doing nothing has 0. */
        void choose(long customer, int row, double[] lambda) {
            best = -1;
            bestReduced = 0;
            secondReduced = Double.NEGATIVE_INFINITY;
            honest = 0;
            double own = jitter == 0 ? 0 : dither(customer);
            for (int a = 0; a < actions; a++) {
                double value = value(row, a);
                if (Double.isNaN(value)) {
                    reduced[a] = Double.NEGATIVE_INFINITY;
                    continue;
                }
                double r = value - priced[a];
                if (read > 0) {
                    for (int c = 0; c < k; c++) {
                        if (column[c] >= 0) {
                            r -= lambda[c] * usage[(row * actions + a) * read + column[c]];
                        }
                    }
                }
                honest = Math.max(honest, r);
                own += GOLDEN;
                own -= own >= 1 ? 1 : 0;
                r += jitter * own;
                reduced[a] = r;
                if (r > bestReduced) {
                    secondReduced = bestReduced;
                    bestReduced = r;
                    best = a;
                } else if (r > secondReduced) {
                    secondReduced = r;
                }
            }
        }
    }
}
