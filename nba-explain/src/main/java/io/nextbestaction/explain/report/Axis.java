// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A number axis with ticks at 1, 2 or 5 times a power of ten, which contains all its values. */
final class Axis {
    private static final int INTERVALS = 5;
    /** Values beyond this are drawn at the edge. */
    private static final double LIMIT = 1e300;

    private final double low;
    private final double high;
    private final List<Tick> ticks = new ArrayList<>();

    /** A tick and how it is written. */
    record Tick(double value, String label) {}

    /** An axis from the least to the greatest value; equal values get some room around them. */
    Axis(double leastValue, double greatestValue) {
        double least = Math.max(leastValue, -LIMIT);
        double greatest = Math.min(greatestValue, LIMIT);
        double span = (greatest - least) / INTERVALS;
        if (!(span > Math.max(Math.abs(least), Math.abs(greatest)) * 1e-12)) {
            double room = least == 0 ? 1 : Math.abs(least) / 2;
            least -= room;
            greatest += room;
            span = (greatest - least) / INTERVALS;
        }
        BigDecimal step = niceStep(span);
        double stepSize = step.doubleValue();
        long first = (long) Math.floor(least / stepSize + 1e-9);
        long last = (long) Math.ceil(greatest / stepSize - 1e-9);
        for (long k = first; k <= last; k++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(k));
            ticks.add(new Tick(value.doubleValue(), Chart.minus(label(value, step))));
        }
        this.low = ticks.get(0).value();
        this.high = ticks.get(ticks.size() - 1).value();
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not below the wanted step. */
    private static BigDecimal niceStep(double wanted) {
        int exponent = (int) Math.floor(Math.log10(wanted));
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
        for (int factor : new int[] {1, 2, 5}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
            if (step.doubleValue() >= wanted * (1 - 1e-9)) {
                return step;
            }
        }
        return power.scaleByPowerOfTen(1);
    }

    private static String label(BigDecimal value, BigDecimal step) {
        if (value.signum() == 0) {
            return "0";
        }
        double size = value.abs().doubleValue();
        return size >= 1e9 || step.doubleValue() < 1e-6
                ? value.stripTrailingZeros().toString()
                : value.toPlainString();
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** Both ends, as a script reads them. */
    String ends() {
        return low + " " + high;
    }

    /** Where a value lies between both ends, from 0 to 1. */
    double at(double value) {
        return Math.max(0, Math.min(1, (value - low) / (high - low)));
    }
}
