// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A scorer whose last inputs are fixed, as a scorer of the inputs before them. A forest keeps its trees, their order and
 * their leaf values, so its margins are those of the whole forest to the bit; sums of other kinds are added in another
 * order.
 */
final class FixedInputs {
    private FixedInputs() {}

    /**
     * Demands a scorer that can be fixed.
     *
     * @throws IllegalArgumentException if it, or a member of a blend, is of another kind
     */
    static void check(Scorer scorer) {
        if (scorer instanceof Blend blend) {
            blend.members().forEach(member -> check(member.scorer()));
        } else if (!(scorer instanceof Forest || scorer instanceof LinearModel || scorer instanceof Network)) {
            String kind = scorer.getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", " ");
            throw new IllegalArgumentException("The scorer (" + kind.toLowerCase(Locale.ROOT)
                    + ") of a joint model must be a forest, a linear model, a network or a blend of these.\n"
                    + "Maybe learn a model for each action: .responses(…).");
        }
    }

    /**
     * Whether every constant term into which inputs are folded is finite.
     *
     * @param scorer that can be fixed
     * @param inputs how many inputs stay open
     * @param most no value of the inputs after them is further from 0
     */
    static boolean staysFinite(Scorer scorer, int inputs, double most) {
        if (scorer instanceof LinearModel linear) {
            double reach = Math.abs(linear.bias());
            for (int i = inputs; i < linear.inputs(); i++) {
                reach += Math.abs(linear.weight(i)) * Math.max(most, Math.abs(linear.mean(i)));
            }
            return Double.isFinite(reach);
        }
        if (scorer instanceof Network network) {
            boolean finite = true;
            for (int unit = 0; finite && unit < network.units(0); unit++) {
                double reach = Math.abs(network.bias(0, unit));
                for (int i = inputs; i < network.inputs(); i++) {
                    reach += Math.abs(network.weight(0, i, unit)) * Math.max(most, Math.abs(network.mean(i)));
                }
                finite = Double.isFinite(reach);
            }
            return finite;
        }
        return !(scorer instanceof Blend blend)
                || blend.members().stream().allMatch(member -> staysFinite(member.scorer(), inputs, most));
    }

    /**
     * The scorer of one action.
     *
     * @param inputs how many inputs stay open
     * @param values of the inputs after them; NaN is missing
     */
    static Scorer of(Scorer scorer, int inputs, double[] values) {
        if (scorer instanceof Forest forest) {
            return new Trees(forest, inputs, values).fixed();
        }
        if (scorer instanceof LinearModel linear) {
            return linear(linear, inputs, values);
        }
        if (scorer instanceof Network network) {
            return network(network, inputs, values);
        }
        Blend blend = (Blend) scorer;
        List<ProbabilityModel> members = new ArrayList<>();
        double[] weights = new double[blend.members().size()];
        for (int m = 0; m < weights.length; m++) {
            ProbabilityModel member = blend.members().get(m);
            members.add(new ProbabilityModel(of(member.scorer(), inputs, values), member.calibration()));
            weights[m] = blend.weight(m);
        }
        return Blend.of(blend.link(), blend.bias(), weights, members);
    }

    private static LinearModel linear(LinearModel model, int inputs, double[] values) {
        double[] weights = new double[inputs];
        double[] means = new double[inputs];
        Arrays.setAll(weights, model::weight);
        Arrays.setAll(means, model::mean);
        double bias = model.bias();
        for (int i = 0; i < values.length; i++) {
            bias += model.weight(inputs + i) * known(values[i], model.mean(inputs + i));
        }
        return LinearModel.of(weights, bias, means, model.link());
    }

    private static Network network(Network network, int inputs, double[] values) {
        double[][] weights = new double[network.layers()][];
        double[][] biases = new double[network.layers()][];
        int entering = inputs;
        for (int layer = 0; layer < weights.length; layer++) {
            int of = layer;
            int units = network.units(layer);
            weights[layer] = new double[entering * units];
            biases[layer] = new double[units];
            Arrays.setAll(weights[layer], at -> network.weight(of, at / units, at % units));
            Arrays.setAll(biases[layer], unit -> network.bias(of, unit));
            entering = units;
        }
        for (int i = 0; i < values.length; i++) {
            double value = known(values[i], network.mean(inputs + i));
            for (int unit = 0; unit < biases[0].length; unit++) {
                biases[0][unit] += value * network.weight(0, inputs + i, unit);
            }
        }
        double[] means = new double[inputs];
        Arrays.setAll(means, network::mean);
        return Network.of(weights, biases, means);
    }

    private static double known(double value, double mean) {
        return Double.isNaN(value) ? mean : value;
    }

    /**
     * Trees in which every split on a fixed input is replaced by the child it leads to. The child's nodes take the cover
     * of the split as a whole, so that at every other split the shares of rows stay those of the whole forest.
     */
    private static final class Trees {
        private final Forest forest;
        private final int inputs;
        private final double[] values;
        private int[] feature = {};
        private double[] value = {};
        private boolean[] missingLeft = {};
        private int[] left = {};
        private int[] right = {};
        private double[] cover = {};
        private int size;

        Trees(Forest forest, int inputs, double[] values) {
            this.forest = forest;
            this.inputs = inputs;
            this.values = values;
        }

        Forest fixed() {
            Forest.Builder builder = Forest.builder(inputs, forest.link(), forest.base());
            for (int t = 0; t < forest.trees(); t++) {
                int root = forest.root(t);
                int end = t + 1 < forest.trees() ? forest.root(t + 1) : forest.nodes();
                start(end - root);
                copy(root, 1);
                builder.tree(
                        Arrays.copyOf(feature, size),
                        Arrays.copyOf(value, size),
                        Arrays.copyOf(missingLeft, size),
                        Arrays.copyOf(left, size),
                        Arrays.copyOf(right, size),
                        Arrays.copyOf(cover, size));
            }
            return builder.build();
        }

        private void start(int most) {
            feature = new int[most];
            value = new double[most];
            missingLeft = new boolean[most];
            left = new int[most];
            right = new int[most];
            cover = new double[most];
            size = 0;
        }

        /** Copies what is below a node; no deeper than a forest is. */
        private int copy(int node, double scale) {
            int taken = node;
            while (!forest.isLeaf(taken) && forest.feature(taken) >= inputs) {
                taken = goesLeft(taken) ? forest.left(taken) : forest.right(taken);
            }
            int at = size++;
            cover[at] = bounded(scale * forest.cover(node));
            if (forest.isLeaf(taken)) {
                value[at] = forest.leafValue(taken);
                left[at] = -1;
                right[at] = -1;
                return at;
            }
            double below =
                    forest.cover(taken) > 0 ? bounded(scale * bounded(forest.cover(node) / forest.cover(taken))) : 0;
            feature[at] = forest.feature(taken);
            value[at] = forest.threshold(taken);
            missingLeft[at] = forest.missingLeft(taken);
            left[at] = copy(forest.left(taken), below);
            right[at] = copy(forest.right(taken), below);
            return at;
        }

        private boolean goesLeft(int node) {
            double fixed = values[forest.feature(node) - inputs];
            return fixed < forest.threshold(node) || (Double.isNaN(fixed) && forest.missingLeft(node));
        }

        /** Covers are finite, whatever a file says. */
        private static double bounded(double cover) {
            return Math.min(Double.MAX_VALUE, cover);
        }
    }
}
