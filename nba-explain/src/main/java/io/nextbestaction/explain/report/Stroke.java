// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

/**
 * The path of a pen as SVG writes it, as short as it can be: steps from point to point, in tenths, with no sign, letter or
 * digit that goes without saying. Points are rounded before the step is taken, so errors do not add up.
 */
final class Stroke {
    private static final int TENTHS = 10;

    private final StringBuilder path = new StringBuilder();
    private long x;
    private long y;
    /** Whether the number before has a decimal point, so that another may follow at once. */
    private boolean afterFraction;

    /** Lifts the pen and sets it down again. */
    Stroke move(double toX, double toY) {
        path.append('m');
        return step(toX, toY);
    }

    /** Draws on; only after a move or another line. */
    Stroke line(double toX, double toY) {
        return step(toX, toY);
    }

    /** A line of no length, which round ends make a dot. */
    Stroke dot(double toX, double toY) {
        move(toX, toY);
        path.append("h0");
        return this;
    }

    boolean isEmpty() {
        return path.isEmpty();
    }

    private Stroke step(double toX, double toY) {
        long nextX = Math.round(toX * TENTHS);
        long nextY = Math.round(toY * TENTHS);
        append(nextX - x);
        append(nextY - y);
        x = nextX;
        y = nextY;
        return this;
    }

    private void append(long tenths) {
        long size = Math.abs(tenths);
        boolean fraction = size % TENTHS != 0;
        boolean pointFirst = fraction && size < TENTHS;
        boolean afterLetter = path.charAt(path.length() - 1) == 'm';
        if (tenths < 0) {
            path.append('-');
        } else if (!afterLetter && !(pointFirst && afterFraction)) {
            path.append(' ');
        }
        if (!pointFirst) {
            path.append(size / TENTHS);
        }
        if (fraction) {
            path.append('.').append(size % TENTHS);
        }
        afterFraction = fraction;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
