// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import io.nextbestaction.data.JsonException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the best of the allowed actions is found. With the base score b of the {@link Form}, the context factor C and the
 * lever factor L, candidates are ordered by {@code C · L · max(b, 0) + min(b, 0)}, so that no lever makes a loss look
 * smaller; equal scores go by catalogue order, or by a salted hash of the decision's id so that no action always comes
 * second. Doing nothing scores 0 and wins unless a candidate scores more. Immutable.
 *
 * @param form what candidates are compared by
 * @param alpha the quantile of the risk-averse form, in (0, 0.5]
 * @param evidence how many customers a declared response counts for in the risk-averse form, at least 1
 * @param levers thumbs on the scale
 * @param tieSalt spreads equal scores over decisions; empty for catalogue order
 * @param slate how many actions are proposed
 */
public record Arbitration(Form form, double alpha, double evidence, List<Lever> levers, String tieSalt, Slate slate) {
    private static final Arbitration DEFAULT = new Arbitration(Form.EXPECTED_VALUE, 0.5, 100, List.of(), "", Slate.ONE);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if alpha or the evidence lies outside its range
     */
    public Arbitration {
        if (!(alpha > 0 && alpha <= 0.5)) {
            throw new IllegalArgumentException(
                    "The quantile (" + alpha
                            + ") of a risk-averse arbitration must lie in (0, 0.5].\nMaybe 0.1 was meant: one in ten is worse.");
        }
        if (!(evidence >= 1) || !Double.isFinite(evidence)) {
            throw new IllegalArgumentException("The evidence (" + evidence
                    + ") behind declared responses must be a finite number of customers of at least 1.");
        }
        levers = List.copyOf(levers);
    }

    /** By expected value over doing nothing, without levers. */
    public static Arbitration expectedValue() {
        return DEFAULT;
    }

    /** By propensity · context · value · lever. */
    public static Arbitration multiplicative() {
        return new Arbitration(Form.MULTIPLICATIVE, 0.5, 100, List.of(), "", Slate.ONE);
    }

    /**
     * By the alpha-quantile of the expected value, acceptance probabilities taken as normal around what was learnt or
     * declared, with the variance p (1 - p) / (n + 1) of n observations.
     */
    public static Arbitration riskAverse(double alpha) {
        return new Arbitration(Form.RISK_AVERSE, alpha, 100, List.of(), "", Slate.ONE);
    }

    /** This arbitration with a lever. */
    public Arbitration withLever(Lever lever) {
        List<Lever> more = new ArrayList<>(levers);
        more.add(lever);
        return new Arbitration(form, alpha, evidence, more, tieSalt, slate);
    }

    /** This arbitration with equal scores ordered by a hash of this salt and the decision's id. */
    public Arbitration withTieSalt(String salt) {
        return new Arbitration(form, alpha, evidence, levers, salt, slate);
    }

    /** This arbitration with several proposals. */
    public Arbitration withSlate(Slate several) {
        return new Arbitration(form, alpha, evidence, levers, tieSalt, several);
    }

    /** This arbitration with declared responses worth so many observations. */
    public Arbitration withEvidence(double customers) {
        return new Arbitration(form, alpha, customers, levers, tieSalt, slate);
    }

    /** How many standard deviations the risk-averse form takes off, at most 0. */
    public double deviations() {
        return alpha == 0.5 ? 0 : Normal.quantile(alpha);
    }

    /** The score of a base score under a factor at least 0: gains are scaled, losses stay what they are. */
    public static double score(double base, double factor) {
        return factor == 1 ? base : factor * Math.max(base, 0) + Math.min(base, 0);
    }

    /** The factor of a sum of weights in per cent: 55 gives 1.55. */
    public static double factor(double weights) {
        return Math.max(0, 1 + weights / 100);
    }

    /** The order of a candidate among equal scores, the same for ever for the same salt, decision and position. */
    public static long tie(String salt, String decision, int candidate) {
        long hash = mix(hash(salt) ^ Long.rotateLeft(hash(decision), 32));
        return mix(hash + 0x9E3779B97F4A7C15L * (candidate + 1));
    }

    /** FNV-1a over the characters. */
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** This arbitration as JSON; equal after a round trip. */
    public String toJson() {
        return ArbitrationJson.write(this);
    }

    /**
     * Reads an arbitration.
     *
     * @param source what messages call it
     * @throws JsonException if the text breaks a rule; the message names line, column and field
     */
    public static Arbitration parse(String json, String source) {
        return ArbitrationJson.parse(json, source);
    }
}
