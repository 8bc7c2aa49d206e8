// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.StringJoiner;

/** Choices that remember what was chosen. */
abstract class NotedChoices implements Choices {
    /** What share of its rounds the trial may spend, above 0 to 1. */
    private final double share;

    private boolean rounds;
    private final StringJoiner chosen = new StringJoiner(", ");

    NotedChoices(double share) {
        this.share = share;
    }

    /** A place between 0 and 1 on the range of the next setting. */
    abstract double unit();

    /** A position among the next setting's values. */
    abstract int index(int size);

    /** What was chosen, in words. */
    String settings() {
        return chosen.toString();
    }

    /** Whether a number of rounds was asked for. */
    boolean askedForRounds() {
        return rounds;
    }

    @Override
    public int whole(String name, int from, int to) {
        check(name, from, to);
        int span = Math.addExact(Math.subtractExact(to, from), 1);
        return note(name, from + Math.min(span - 1, (int) (unit() * span)));
    }

    @Override
    public int rounds(String name, int from, int to) {
        rounds = true;
        int full = whole(name, from, to);
        return Math.max(1, (int) Math.round(full * share));
    }

    @Override
    public double real(String name, double from, double to) {
        check(name, from, to);
        return note(name, round(from + unit() * (to - from)));
    }

    @Override
    public double scaled(String name, double from, double to) {
        check(name, from, to);
        if (!(from > 0)) {
            throw new IllegalArgumentException("The range (from " + Numbers.display(from) + ") of setting \"" + name
                    + "\" must begin above 0 to be spread by magnitude.\nMaybe use real instead of scaled.");
        }
        return note(name, round(from * StrictMath.exp(unit() * StrictMath.log(to / from))));
    }

    @Override
    public <T> T oneOf(String name, List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The values (0) of setting \"" + name
                    + "\" must be at least one.\nMaybe leave the setting at its default.");
        }
        T value = values.get(index(values.size()));
        chosen.add(name + " " + value);
        return value;
    }

    private int note(String name, int value) {
        chosen.add(name + " " + value);
        return value;
    }

    private double note(String name, double value) {
        chosen.add(name + " " + Numbers.display(value));
        return value;
    }

    /** Three digits: what the leaderboard shows is what was trained. */
    private static double round(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    private static void check(String name, double from, double to) {
        if (!(from <= to) || Double.isInfinite(from) || Double.isInfinite(to)) {
            throw new IllegalArgumentException("The range (" + Numbers.display(from) + " to " + Numbers.display(to)
                    + ") of setting \"" + name + "\" must be finite and not fall.\nMaybe the two ends are swapped.");
        }
    }
}
