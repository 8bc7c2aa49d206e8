// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

import io.nextbestaction.models.internal.Gamma;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often customers without a contract buy, and when they silently stop: the BG/NBD model of Fader, Hardie and Lee
 * ("Counting Your Customers" the Easy Way, Marketing Science 2005). A customer buys at a constant rate while active, and
 * stops after any repeat purchase with a constant chance; rates vary over customers as a gamma distribution (r, α), chances as
 * a beta distribution (a, b). Who never bought again counts as active.
 *
 * <p>Times are in the unit of the histories it was fitted to. An immutable value, deterministic.
 *
 * @param r the shape of purchase rates, positive
 * @param alpha the rate parameter of purchase rates, positive, in units of time
 * @param a the first parameter of the chance to stop, positive
 * @param b the second, positive
 */
public record BgNbd(double r, double alpha, double a, double b) {
    /** Far beyond what customers differ by; where the data name no bound, a parameter ends here. */
    private static final double WIDEST = 12;

    private static final double NEAR = 1e-5;

    /**
     * Checks that all four are positive and finite.
     *
     * @throws IllegalArgumentException if one is not
     */
    public BgNbd {
        Checks.positive("BG/NBD model", "r", r);
        Checks.positive("BG/NBD model", "alpha", alpha);
        Checks.positive("BG/NBD model", "a", a);
        Checks.positive("BG/NBD model", "b", b);
    }

    /**
     * The parameters of greatest likelihood, by simplex search over their logarithms from e⁻¹² to e¹². Customers of equal
     * history are counted once, so that a fit costs some hundred passes over the distinct histories.
     *
     * @throws IllegalArgumentException if no customer bought again, or none was observed for any time
     */
    public static BgNbd fit(List<PurchaseHistory> customers) {
        double age = customers.stream().mapToDouble(PurchaseHistory::age).sum();
        long repeats = customers.stream().mapToLong(PurchaseHistory::repeats).sum();
        if (!(age > 0 && repeats > 0)) {
            throw new IllegalArgumentException("The purchases (" + repeats + " repeats of " + customers.size()
                    + " customers) must hold repeats, over some time.\nMaybe take a longer period.");
        }
        Likelihood likelihood = new Likelihood(customers);
        // The unit of time is free, so begin where a customer with mean purchases is the mean customer.
        double[] start = {0, StrictMath.log(age / repeats), 0, StrictMath.log(2)};
        double[] best = Simplex.minimum(logs -> -likelihood.of(logs), start);
        return new BgNbd(
                StrictMath.exp(best[0]), StrictMath.exp(best[1]), StrictMath.exp(best[2]), StrictMath.exp(best[3]));
    }

    /** The natural logarithm of the likelihood of histories. */
    public double logLikelihood(List<PurchaseHistory> customers) {
        return new Likelihood(customers).of(this);
    }

    /** The chance that the customer is still active, in (0, 1]; 1 of one who never bought again. */
    public double alive(PurchaseHistory customer) {
        if (customer.repeats() == 0) {
            return 1;
        }
        double stopped = StrictMath.log(a / (b + customer.repeats() - 1))
                + (r + customer.repeats()) * StrictMath.log((alpha + customer.age()) / (alpha + customer.recency()));
        return 1 / (1 + StrictMath.exp(stopped));
    }

    /**
     * The purchases expected of the customer in a time to come, not negative.
     *
     * @param time from now, not negative
     * @throws IllegalArgumentException if the time is negative or not finite, or the parameters are such as no purchases give
     */
    public double expected(PurchaseHistory customer, double time) {
        return alive(customer) * whileActive(customer.repeats(), customer.age(), time);
    }

    /**
     * The repeat purchases expected of a new customer in a time from the first purchase, not negative.
     *
     * @throws IllegalArgumentException if the time is negative or not finite, or the parameters are such as no purchases give
     */
    public double expected(double time) {
        return whileActive(0, 0, time);
    }

    /** Of a customer known to be active now; their stopping to come is in it. */
    private double whileActive(int repeats, double age, double time) {
        if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The time (" + time + ") of expected purchases must be finite and not negative.");
        }
        if (Math.abs(a - 1) < NEAR || Math.abs(a + b + repeats - 1) < NEAR) { // 0/0 there, smooth around
            return (whileActive(a + NEAR, b + NEAR, repeats, age, time)
                            + whileActive(a - NEAR, b - NEAR, repeats, age, time))
                    / 2;
        }
        return whileActive(a, b, repeats, age, time);
    }

    /**
     * The numerator of the paper's equation 10, or the same after Euler's transformation of its ₂F₁: of the two the one whose
     * series stays finite for any time, so that neither many purchases nor a certain stop overflow it.
     */
    private double whileActive(double stop, double stay, int repeats, double age, double time) {
        double c = stop + stay + repeats - 1;
        double z = time / (alpha + age + time);
        double shape = r + repeats;
        double still = stop - 1 > shape
                ? StrictMath.pow(1 - z, shape) * Hypergeometric.of(shape, stay + repeats, c, z)
                : StrictMath.pow(1 - z, stop - 1) * Hypergeometric.of(c - shape, stop - 1, c, z);
        double expected = c / (stop - 1) * (1 - still);
        if (!Double.isFinite(expected)) {
            throw new IllegalArgumentException(
                    "The parameters (" + this + ") of a BG/NBD model are too extreme for the time (" + time
                            + ").\nMaybe fit it to purchases in this unit of time.");
        }
        return Math.max(0, expected);
    }

    /** The log-likelihood over distinct histories, each with its number of customers. */
    private static final class Likelihood {
        private final int[] repeats;
        private final double[] recency;
        private final double[] age;
        private final double[] customers;
        private final int most;

        Likelihood(List<PurchaseHistory> all) {
            Map<List<Double>, int[]> counts = new LinkedHashMap<>();
            for (PurchaseHistory one : all) {
                counts.computeIfAbsent(List.of((double) one.repeats(), one.recency(), one.age()), unused -> new int[1])[
                        0]++;
            }
            List<Map.Entry<List<Double>, int[]>> distinct = List.copyOf(counts.entrySet());
            repeats = distinct.stream()
                    .mapToInt(e -> e.getKey().get(0).intValue())
                    .toArray();
            recency = distinct.stream().mapToDouble(e -> e.getKey().get(1)).toArray();
            age = distinct.stream().mapToDouble(e -> e.getKey().get(2)).toArray();
            customers = distinct.stream().mapToDouble(e -> e.getValue()[0]).toArray();
            most = Arrays.stream(repeats).max().orElse(0);
        }

        double of(double[] logs) {
            for (double log : logs) {
                if (!(Math.abs(log) <= WIDEST)) {
                    return Double.NEGATIVE_INFINITY;
                }
            }
            return of(new BgNbd(
                    StrictMath.exp(logs[0]),
                    StrictMath.exp(logs[1]),
                    StrictMath.exp(logs[2]),
                    StrictMath.exp(logs[3])));
        }

        double of(BgNbd model) {
            double[] ofCount = new double[most + 1];
            double fixed = model.r * StrictMath.log(model.alpha)
                    - Gamma.log(model.r)
                    - Gamma.log(model.a)
                    - Gamma.log(model.b)
                    + Gamma.log(model.a + model.b);
            for (int x = 0; x <= most; x++) {
                ofCount[x] = fixed
                        + Gamma.log(model.r + x)
                        + Gamma.log(model.a)
                        + Gamma.log(model.b + x)
                        - Gamma.log(model.a + model.b + x);
            }
            double sum = 0;
            for (int i = 0; i < repeats.length; i++) {
                int x = repeats[i];
                double active = -(model.r + x) * StrictMath.log(model.alpha + age[i]);
                double either = active;
                if (x > 0) {
                    double stopped = StrictMath.log(model.a / (model.b + x - 1))
                            - (model.r + x) * StrictMath.log(model.alpha + recency[i]);
                    double greater = Math.max(active, stopped);
                    either = greater + StrictMath.log1p(StrictMath.exp(Math.min(active, stopped) - greater));
                }
                sum += customers[i] * (ofCount[x] + either);
            }
            return sum;
        }
    }
}
