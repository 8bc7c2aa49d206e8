// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import java.util.Arrays;

/**
 * The dual at one vector of prices: g(λ) = Σ max(0, v - λc) + λb and what the choices use, exactly and smoothed. The
 * smoothed dual replaces each maximum by τ·ln Σ exp(·/τ) (Nesterov 2005), which has a gradient and a curvature.
 */
final class Point {
    private static final double NEGLIGIBLE = 36;

    final double[] lambda;
    final double tau;
    double hard;
    double smooth;
    final double[] used;
    final double[] gradient;
    final double[] curvature;

    private Point(double[] lambda, double tau) {
        int k = lambda.length;
        this.lambda = lambda;
        this.tau = tau;
        this.used = new double[k];
        this.gradient = new double[k];
        this.curvature = new double[k * k];
    }

    static Point at(Problem problem, double[] lambda, double tau) {
        Point[] parts = new Point[problem.chunks];
        problem.pass(chunk -> {
            Point part = new Point(lambda, tau);
            part.sum(problem, problem.from(chunk), problem.to(chunk));
            parts[chunk] = part;
        });
        Point point = new Point(lambda, tau);
        for (Point part : parts) {
            point.add(part);
        }
        for (int c = 0; c < lambda.length; c++) {
            point.hard += lambda[c] * problem.bound[c];
            point.smooth += lambda[c] * problem.bound[c];
            point.gradient[c] = problem.bound[c] - point.gradient[c];
        }
        return point;
    }

    private void add(Point part) {
        hard += part.hard;
        smooth += part.smooth;
        add(used, part.used);
        add(gradient, part.gradient);
        add(curvature, part.curvature);
    }

    private static void add(double[] to, double[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    private void sum(Problem problem, long from, long to) {
        Problem.Block block = problem.block();
        block.price(lambda);
        double[] weights = new double[problem.actions];
        double[] mean = new double[lambda.length];
        double[] uses = new double[lambda.length];
        for (long start = from; start < to; start += Problem.BLOCK) {
            int count = (int) Math.min(Problem.BLOCK, to - start);
            block.load(start, count);
            for (int row = 0; row < count; row++) {
                block.choose(start + row, row, lambda);
                hard += block.honest;
                for (int c = 0; c < lambda.length && block.best >= 0; c++) {
                    used[c] += block.use(row, block.best, c);
                }
                soften(problem, block, row, weights, mean, uses);
            }
        }
    }

    private void soften(Problem problem, Problem.Block block, int row, double[] weights, double[] mean, double[] uses) {
        double floor = block.bestReduced - NEGLIGIBLE * tau;
        if (block.secondReduced < floor) {
            smooth += block.bestReduced;
            for (int c = 0; c < lambda.length && block.best >= 0; c++) {
                gradient[c] += block.use(row, block.best, c);
            }
            return;
        }
        double total = StrictMath.exp(-block.bestReduced / tau);
        for (int a = 0; a < problem.actions; a++) {
            double r = block.reduced[a];
            weights[a] = r < floor ? 0 : StrictMath.exp((r - block.bestReduced) / tau);
            total += weights[a];
        }
        smooth += block.bestReduced + tau * StrictMath.log(total);
        Arrays.fill(mean, 0);
        for (int a = 0; a < problem.actions; a++) {
            if (weights[a] > 0) {
                double p = weights[a] / total;
                for (int c = 0; c < lambda.length; c++) {
                    uses[c] = block.use(row, a, c);
                    mean[c] += p * uses[c];
                }
                for (int c = 0; c < lambda.length; c++) {
                    for (int d = 0; d < lambda.length; d++) {
                        curvature[c * lambda.length + d] += p * uses[c] * uses[d] / tau;
                    }
                }
            }
        }
        for (int c = 0; c < lambda.length; c++) {
            gradient[c] += mean[c];
            for (int d = 0; d < lambda.length; d++) {
                curvature[c * lambda.length + d] -= mean[c] * mean[d] / tau;
            }
        }
    }
}
