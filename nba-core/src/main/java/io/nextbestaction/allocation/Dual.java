// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

/**
 * Finds prices that minimise the dual: projected Newton steps on the smoothed dual, damped as Levenberg and Marquardt do,
 * while the smoothing shrinks. Prices of maximums stay at least 0, prices of minimums at most 0.
 */
final class Dual {
    private static final double FIRST_TAU = 0.25;
    private static final double LAST_TAU = 1e-7;
    private static final double SHRINK = 0.3;
    private static final double WIDEST_STEP = 2;

    private final Problem problem;
    /** The price at which a mean usage eats a mean value. */
    private final double[] unit;

    private final double[] most;
    private final int maxPasses;
    /** The lowest bound seen, and the prices that gave it. */
    double bound = Double.POSITIVE_INFINITY;

    double[] boundPrices;
    private double damping = 1e-3;

    Dual(Problem problem, Survey survey, int maxPasses) {
        this.problem = problem;
        this.maxPasses = maxPasses;
        this.most = survey.most;
        this.unit = new double[problem.k];
        this.boundPrices = new double[problem.k];
        for (int c = 0; c < problem.k; c++) {
            unit[c] = problem.scale / survey.unit(c);
        }
    }

    /** Prices whose choices nearly meet the constraints; the gap aimed at is a share of the bound. */
    double[] minimise(double gap, int repairable) {
        Point point = at(new double[problem.k], FIRST_TAU * problem.scale);
        double tau = point.tau;
        while (problem.passes < maxPasses && tau > LAST_TAU * problem.scale) {
            boolean settled = false;
            for (int step = 0; step < 4 && !settled && problem.passes < maxPasses; step++) {
                Point next = step(point);
                settled = next == point || point.smooth - next.smooth <= 1e-3 * gap * Math.abs(next.smooth);
                point = next;
            }
            if (isCertain(bound) || isGood(point, gap, repairable)) {
                break;
            }
            tau *= SHRINK;
            point = at(point.lambda, tau);
        }
        return problem.customers <= repairable ? boundPrices : point.lambda;
    }

    /** A bound below 0 where every value is 0 proves that nothing is feasible. */
    private boolean isCertain(double g) {
        if (!problem.valuesIgnored) {
            return false;
        }
        double size = 0;
        for (int c = 0; c < problem.k; c++) {
            size += Math.abs(boundPrices[c]) * (problem.bound[c] + most[c]);
        }
        return g < -1e-9 * size;
    }

    boolean provesInfeasible() {
        return isCertain(bound);
    }

    /** Whether what is left can be repaired customer by customer, and would then be within the gap. */
    private boolean isGood(Point point, double gap, int repairable) {
        if (problem.customers <= repairable) {
            return false;
        }
        double slackness = 0;
        double violated = 0;
        for (int c = 0; c < problem.k; c++) {
            double slack = problem.bound[c] - point.used[c];
            slackness += Math.abs(point.lambda[c] * slack);
            violated += Math.max(0, problem.minimum[c] ? slack : -slack) * unit[c] / problem.scale;
        }
        return slackness <= gap / 20 * Math.abs(point.hard) && violated <= repairable / 16.0;
    }

    private Point at(double[] lambda, double tau) {
        Point point = Point.at(problem, lambda, tau);
        if (point.hard < bound) {
            bound = point.hard;
            boundPrices = lambda;
        }
        return point;
    }

    /** One accepted step, or the same point if none is found. */
    private Point step(Point from) {
        for (int attempt = 0; attempt < 8 && problem.passes < maxPasses; attempt++) {
            Point next = at(moved(from), from.tau);
            if (next.smooth < from.smooth) {
                damping = Math.max(1e-9, damping / 10);
                return next;
            }
            damping = Math.min(1e9, damping * 30);
        }
        return from;
    }

    /** The prices that minimise the damped quadratic model within the box and the signs, coordinate by coordinate. */
    private double[] moved(Point from) {
        int k = problem.k;
        double[] step = new double[k];
        double[] diagonal = new double[k];
        for (int c = 0; c < k; c++) {
            double floor = (1e-4 * most[c] + 1e-6 * problem.bound[c] + 1e-300) / unit[c];
            double own = from.curvature[c * k + c];
            diagonal[c] = own + damping * own + Math.max(1e-9, damping) * floor;
        }
        for (int sweep = 0; sweep < 200; sweep++) {
            double change = 0;
            for (int c = 0; c < k; c++) {
                double slope = from.gradient[c];
                for (int d = 0; d < k; d++) {
                    slope += d == c ? 0 : from.curvature[c * k + d] * step[d];
                }
                double to = -slope / diagonal[c];
                double widest = WIDEST_STEP * unit[c];
                to = Math.max(-widest, Math.min(widest, to));
                double price = from.lambda[c] + to;
                to = (problem.minimum[c] ? Math.min(0, price) : Math.max(0, price)) - from.lambda[c];
                change = Math.max(change, Math.abs(to - step[c]) / unit[c]);
                step[c] = to;
            }
            if (change < 1e-12) {
                break;
            }
        }
        double[] lambda = from.lambda.clone();
        for (int c = 0; c < k; c++) {
            lambda[c] += step[c];
            if (problem.minimum[c] ? lambda[c] > 0 : lambda[c] < 0) {
                lambda[c] = 0;
            }
        }
        return lambda;
    }
}
