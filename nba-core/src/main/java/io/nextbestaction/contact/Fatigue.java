// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import io.nextbestaction.action.Amount;
import io.nextbestaction.history.InteractionType;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What contacts by one channel do to a customer's patience. Pressure is {@code F(t) = Σ weight · 2^(-age / halfLife)} over
 * past interactions; it wears out acceptance, {@code P' = P · exp(-wearOut · F)}, and each further contact raises the
 * hazard of opting out, {@code h(F) = 1 / (1 + exp(-(base + slope · F)))}, at the cost of what the channel is worth:
 * {@code (h(F + weight of a contact) - h(F)) · channelValue}.
 *
 * @param halfLife after which an interaction weighs half
 * @param weights of each interaction, 0 where absent; finite
 * @param wearOut at least 0
 * @param hazardBase the log odds of opting out without any pressure
 * @param hazardSlope what one more unit of pressure adds to them, at least 0
 * @param channelValue what it is worth to be able to reach the customer this way
 */
public record Fatigue(
        Duration halfLife,
        Map<InteractionType, Double> weights,
        double wearOut,
        double hazardBase,
        double hazardSlope,
        Amount channelValue) {
    private static final double LN_2 = 0.6931471805599453;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is broken
     */
    public Fatigue {
        if (halfLife.toMillis() <= 0) {
            throw new IllegalArgumentException(
                    "The half-life (" + halfLife + ") of a fatigue must be at least a millisecond.");
        }
        if (!(wearOut >= 0 && hazardSlope >= 0) || !Double.isFinite(wearOut + hazardBase + hazardSlope)) {
            throw new IllegalArgumentException("The wear-out (" + wearOut + "), hazard base (" + hazardBase
                    + ") and hazard slope (" + hazardSlope
                    + ") of a fatigue must be finite, the first and last at least"
                    + " 0.");
        }
        EnumMap<InteractionType, Double> copy = new EnumMap<>(InteractionType.class);
        weights.forEach((type, weight) -> {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException(
                        "The weight (" + weight + ") of " + type.label() + " of a fatigue must be finite.");
            }
            copy.put(type, weight);
        });
        weights = Collections.unmodifiableMap(copy);
    }

    /** Each contact weighs 1, halved with each half-life; it costs nothing yet. */
    public static Fatigue halving(Duration halfLife) {
        return new Fatigue(halfLife, Map.of(InteractionType.SHOWN, 1.0), 0, 0, 0, Amount.of(0));
    }

    /** This fatigue, wearing out acceptance. */
    public Fatigue withWearOut(double rate) {
        return new Fatigue(halfLife, weights, rate, hazardBase, hazardSlope, channelValue);
    }

    /** This fatigue, with customers who opt out of a channel that was worth something. */
    public Fatigue withOptOut(double base, double slope, Amount value) {
        return new Fatigue(halfLife, weights, wearOut, base, slope, value);
    }

    /** This fatigue, with the weight of an interaction; a click may well weigh less than nothing. */
    public Fatigue withWeight(InteractionType type, double weight) {
        Map<InteractionType, Double> more = new EnumMap<>(InteractionType.class);
        more.putAll(weights);
        more.put(type, weight);
        return new Fatigue(halfLife, more, wearOut, hazardBase, hazardSlope, channelValue);
    }

    /** How much of a pressure is left after some milliseconds; before its time it is more. */
    double decay(double pressure, long millis) {
        if (pressure == 0) {
            return 0;
        }
        double halvings = (double) millis / (double) halfLife.toMillis();
        double whole = Math.floor(halvings);
        // StrictMath.pow allocates; so split, whole half-lives are exact.
        return Math.scalb(pressure * StrictMath.exp((whole - halvings) * LN_2), (int) -whole);
    }

    /** What acceptance is left under a pressure. */
    public double worn(double acceptance, double pressure) {
        return wearOut == 0 ? acceptance : Math.min(1, acceptance * StrictMath.exp(-wearOut * pressure));
    }

    /** By how much one more contact raises the probability that the customer opts out. */
    public double hazardOfContact(double pressure) {
        if (hazardSlope == 0) {
            return 0;
        }
        return hazard(pressure + weight(InteractionType.SHOWN)) - hazard(pressure);
    }

    /** The weight of an interaction, 0 where none is given. */
    double weight(InteractionType type) {
        Double weight = weights.get(type);
        return weight == null ? 0 : weight;
    }

    private double hazard(double pressure) {
        return 1 / (1 + StrictMath.exp(-(hazardBase + hazardSlope * pressure)));
    }
}
