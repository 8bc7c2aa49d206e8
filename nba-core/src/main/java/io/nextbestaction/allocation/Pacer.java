// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Spends a budget evenly over a period, offer by offer, at a price: an offer is admitted if its value exceeds price times
 * cost, and the price falls while less is spent than is due and rises with what is spent:
 * {@code λ ← max(0, λ - η·(due since the last offer - spent now))}. Start from the shadow price of an {@link Allocation}: a
 * start that is off by d is made good by spending d / η ahead of time, or behind. The budget is never exceeded. Thread-safe without locks; each call allocates one small object.
 */
public final class Pacer {
    private final double budget;
    private final Instant from;
    private final double seconds;
    private final double step;
    private final Clock clock;
    private final AtomicReference<State> state;

    private record State(double price, double spent, double elapsed) {}

    private Pacer(double budget, double price, double step, Instant from, Duration period, Clock clock) {
        this.budget = budget;
        this.from = from;
        this.seconds = seconds(period);
        this.step = step;
        this.clock = clock;
        this.state = new AtomicReference<>(new State(price, 0, 0));
    }

    /**
     * A pacer that has spent nothing.
     *
     * @param budget in units of cost
     * @param price to start from, currency per unit of cost
     * @param step how much the price moves for a unit of cost spent ahead of time; a start is 1 % of the price per mean cost
     * @throws IllegalArgumentException if a number is negative or not finite, or the period is not longer than nothing
     */
    public static Pacer of(double budget, double price, double step, Instant from, Duration period, Clock clock) {
        check("budget", budget);
        check("price", price);
        check("step", step);
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("The period (" + period + ") of a pacer must be longer than nothing.");
        }
        return new Pacer(budget, price, step, from, period, clock);
    }

    private static void check(String what, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "The " + what + " (" + value + ") of a pacer must be finite and at least 0.");
        }
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() * 1e-9;
    }

    private State state() {
        return Objects.requireNonNull(state.get());
    }

    /** The present price, currency per unit of cost. */
    public double price() {
        return state().price();
    }

    /** What was spent, in units of cost. */
    public double spent() {
        return state().spent();
    }

    /**
     * Whether an offer may be made, which then counts as made.
     *
     * @param value currency over doing nothing
     * @param cost what it uses of the budget
     * @throws IllegalArgumentException if the cost is negative or not finite
     */
    public boolean admit(double value, double cost) {
        if (!(cost >= 0) || !Double.isFinite(cost)) {
            throw new IllegalArgumentException("The cost (" + cost + ") of an offer must be finite and at least 0.");
        }
        while (true) {
            State before = state();
            // A clock set back takes nothing back, and after the period nothing more is due.
            double now =
                    Math.max(before.elapsed(), Math.min(seconds, seconds(Duration.between(from, clock.instant()))));
            double due = budget * (now - before.elapsed()) / seconds;
            boolean admitted = value > before.price() * cost && before.spent() + cost <= budget;
            double spent = admitted ? cost : 0;
            double price = Math.max(0, before.price() - step * (due - spent));
            if (state.compareAndSet(before, new State(price, before.spent() + spent, now))) {
                return admitted;
            }
        }
    }
}
