// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Conversion rates of actions and segments from the first response on: each node of a tree, such as issue, group, action,
 * segment, expects the rate of the node above it until its own outcomes say otherwise (Beta-Binomial with an empirical
 * Bayes prior). With strength s a node of n outcomes and c conversions has the rate (s·rate above + c) / (s + n). Outcomes
 * of a node count for those above it as well. Not thread-safe; taking an outcome in costs the depth of the tree.
 */
public final class HierarchicalRates {
    private static final int GRID = 49;
    private static final double WEAKEST = 1;
    private static final double STRONGEST = 1e4;

    private final double rate;
    private final double[] strengths;
    private final TreeMap<List<String>, double[]> nodes = new TreeMap<>(HierarchicalRates::compare);

    /**
     * A tree that knows nothing yet.
     *
     * @param rate what is expected of everything, in (0, 1)
     * @param strengths how many outcomes that is worth at the root, and then at each level below
     * @throws IllegalArgumentException if the rate lies outside (0, 1), or a strength is not finite and above 0
     */
    public HierarchicalRates(double rate, double... strengths) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("The rate (" + rate
                    + ") expected of everything must lie in (0, 1).\nMaybe 0.02 was meant: two in a hundred.");
        }
        for (double strength : strengths) {
            if (!(strength > 0) || !Double.isFinite(strength)) {
                throw new IllegalArgumentException("The strength (" + strength
                        + ") of a level must be finite and above 0.\nMaybe 50 was meant: as good as 50 outcomes.");
            }
        }
        if (strengths.length == 0) {
            throw new IllegalArgumentException("The strengths (none) must be at least that of the root.\n"
                    + "Maybe give 50 and 50: each level as good as 50 outcomes.");
        }
        this.rate = rate;
        this.strengths = strengths.clone();
    }

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /**
     * Takes outcomes in, or back by negative numbers; at most what is left of them is taken back.
     *
     * @param path of the node, from the level below the root
     * @param conversions among the outcomes
     * @param outcomes known for sure; an open one is none
     * @throws IllegalArgumentException if the path is longer than the levels, or a number not finite
     */
    public void learn(List<String> path, double conversions, double outcomes) {
        check(path);
        if (!Double.isFinite(conversions) || !Double.isFinite(outcomes)) {
            throw new IllegalArgumentException("The conversions (" + conversions + ") and outcomes (" + outcomes
                    + ") to learn must be finite.\nMaybe leave out what is not known.");
        }
        double[] known = nodes.getOrDefault(path, new double[2]);
        double more = Math.max(conversions, -known[0]);
        double all = Math.max(outcomes, known[0] + more - known[1]);
        for (int depth = 0; depth <= path.size(); depth++) {
            double[] counts = nodes.computeIfAbsent(List.copyOf(path.subList(0, depth)), key -> new double[2]);
            counts[0] = Math.max(0, counts[0] + more);
            counts[1] = Math.max(counts[0], counts[1] + all);
        }
    }

    /** Takes in how an outcome changed. */
    public void learn(List<String> path, Settlement change) {
        learn(path, change.conversions(), change.resolved());
    }

    /**
     * What is known of a node's rate; one never heard of has the rate above it.
     *
     * @throws IllegalArgumentException if the path is longer than the levels
     */
    public BetaPosterior posterior(List<String> path) {
        check(path);
        double above = rate;
        BetaPosterior posterior = BetaPosterior.of(rate, strengths[0]);
        for (int depth = 0; depth <= path.size(); depth++) {
            double[] counts = nodes.getOrDefault(path.subList(0, depth), new double[2]);
            posterior = BetaPosterior.of(above, strengths[depth]).after(counts[0], counts[1] - counts[0]);
            above = posterior.mean();
        }
        return posterior;
    }

    /** The conversions a node has seen. */
    public double conversions(List<String> path) {
        return nodes.getOrDefault(path, new double[2])[0];
    }

    /** The outcomes a node has seen. */
    public double outcomes(List<String> path) {
        return nodes.getOrDefault(path, new double[2])[1];
    }

    /**
     * Makes all outcomes so far count so much less, against drift; such as 0.99 once a day.
     *
     * @throws IllegalArgumentException if the factor lies outside (0, 1]
     */
    public void discount(double factor) {
        Discount.check(factor);
        nodes.values().forEach(counts -> {
            counts[0] *= factor;
            counts[1] *= factor;
        });
    }

    /**
     * The same outcomes with the strength of each level below the root that makes them likeliest, from 1 to 10,000: nodes
     * alike make it strong, nodes apart weak. A level of fewer than two nodes with outcomes keeps its own.
     */
    public HierarchicalRates fitted() {
        double[] best = strengths.clone();
        for (int level = 1; level < strengths.length; level++) {
            HierarchicalRates upper = with(best);
            List<double[]> cases = new ArrayList<>();
            for (var node : nodes.entrySet()) {
                if (node.getKey().size() == level && node.getValue()[1] > 0) {
                    double above =
                            upper.posterior(node.getKey().subList(0, level - 1)).mean();
                    cases.add(new double[] {above, node.getValue()[0], node.getValue()[1]});
                }
            }
            double most = Double.NEGATIVE_INFINITY;
            for (int g = 0; g < GRID && cases.size() > 1; g++) {
                double strength = WEAKEST * Math.pow(STRONGEST / WEAKEST, g / (GRID - 1.0));
                double likelihood = 0;
                for (double[] node : cases) {
                    likelihood += logLikelihood(strength, node[0], node[1], node[2]);
                }
                if (likelihood > most) {
                    most = likelihood;
                    best[level] = strength;
                }
            }
        }
        return with(best);
    }

    /** Of c conversions in a certain order in n outcomes. */
    static double logLikelihood(double strength, double mean, double c, double n) {
        double alpha = strength * mean;
        double beta = strength - alpha;
        return rise(alpha, c) + rise(beta, n - c) - rise(strength, n);
    }

    /** ln Γ(x + k) - ln Γ(x). */
    private static double rise(double x, double k) {
        return LogGamma.of(x + k) - LogGamma.of(x);
    }

    /** How many outcomes the rate above is worth, at the root and each level below. */
    public double[] strengths() {
        return strengths.clone();
    }

    private HierarchicalRates with(double[] other) {
        HierarchicalRates copy = new HierarchicalRates(rate, other);
        nodes.forEach((path, counts) -> copy.nodes.put(path, counts.clone()));
        return copy;
    }

    private void check(List<String> path) {
        if (path.size() >= strengths.length) {
            throw new IllegalArgumentException("The path " + path + " must be of at most " + (strengths.length - 1)
                    + " levels.\nMaybe give a strength for each level, the root first.");
        }
    }

    /** All that was learnt; {@link #restore} gives the same rates to the bit. */
    public State state() {
        List<State> saved = new ArrayList<>();
        nodes.forEach((path, counts) -> saved.add(
                State.builder().putTexts("path", path).put("counts", counts).build()));
        return State.builder()
                .put("rate", rate)
                .put("strengths", strengths)
                .putAll("nodes", saved)
                .build();
    }

    /**
     * Restores what {@link #state()} saved.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static HierarchicalRates restore(State state) {
        HierarchicalRates rates = new HierarchicalRates(state.number("rate"), state.numbers("strengths"));
        for (State node : state.children("nodes")) {
            List<String> path = List.copyOf(node.texts("path"));
            double[] counts = node.numbers("counts");
            rates.check(path);
            if (counts.length != 2 || !(counts[0] >= 0 && counts[1] >= counts[0]) || !Double.isFinite(counts[1])) {
                throw new IllegalArgumentException("The counts " + Arrays.toString(counts) + " of " + path
                        + " must be conversions and at least as many outcomes.\nMaybe the state was written by hand.");
            }
            rates.nodes.put(path, counts);
        }
        return rates;
    }
}
