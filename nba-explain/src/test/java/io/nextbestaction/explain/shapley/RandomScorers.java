// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.KernelMachine;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.NaiveBayes;
import io.nextbestaction.model.Neighbors;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded random scorers of every kind beside trees, and rows for them. */
public final class RandomScorers {
    private RandomScorers() {}

    public static Network network(SplittableRandom random, int... sizes) {
        double[][] weights = new double[sizes.length - 1][];
        double[][] biases = new double[sizes.length - 1][];
        for (int l = 0; l < weights.length; l++) {
            weights[l] = random.doubles((long) sizes[l] * sizes[l + 1], -1, 1).toArray();
            biases[l] = random.doubles(sizes[l + 1], -1, 1).toArray();
        }
        return Network.of(weights, biases, random.doubles(sizes[0], -1, 1).toArray());
    }

    public static NaiveBayes bayes(SplittableRandom random, int inputs) {
        return NaiveBayes.of(
                random.nextDouble(-2, 0),
                random.doubles(inputs, -2, 2).toArray(),
                random.doubles(inputs, 0.3, 2).toArray(),
                random.doubles(inputs, -2, 2).toArray(),
                random.doubles(inputs, 0.3, 2).toArray());
    }

    public static KernelMachine machine(SplittableRandom random, int inputs) {
        return KernelMachine.of(
                random.doubles(20L * inputs, -1, 1).toArray(),
                random.doubles(20, -2, 2).toArray(),
                0.3,
                0.5,
                random.doubles(inputs, 0, 1).toArray(),
                random.doubles(inputs, -1, 1).toArray());
    }

    public static Neighbors neighbors(SplittableRandom random, int inputs) {
        double[] votes = random.doubles(30, 0.5, 2).map(v -> v < 1 ? -v : v).toArray();
        return Neighbors.of(
                random.doubles(30L * inputs, -1, 1).toArray(),
                votes,
                5,
                random.nextBoolean(),
                random.doubles(inputs, 0, 1).toArray(),
                random.doubles(inputs, -1, 1).toArray());
    }

    public static LinearModel linear(SplittableRandom random, int inputs) {
        return LinearModel.of(
                random.doubles(inputs, -1, 1).toArray(),
                0.2,
                random.doubles(inputs, -1, 1).toArray(),
                Link.LOGISTIC);
    }

    public static Forest forest(SplittableRandom random, int inputs) {
        return RandomForests.forest(RandomForests.trees(random, inputs, 5), inputs, 0.1);
    }

    /** A mean or a stack of a forest, a network and a linear model. */
    public static Blend blend(SplittableRandom random, int inputs) {
        List<ProbabilityModel> members = new ArrayList<>();
        for (Scorer member : List.of(forest(random, inputs), network(random, inputs, 5, 1), linear(random, inputs))) {
            members.add(new ProbabilityModel(member, new PlattLine(1.2, -0.1, "by hand", 1)));
        }
        return random.nextBoolean()
                ? Blend.mean(members)
                : Blend.of(Link.LOGISTIC, -0.2, new double[] {0.5, 0.8, 0.3}, members);
    }

    /** One of each kind that has no kernel of its own. */
    public static List<Scorer> each(SplittableRandom random, int inputs) {
        return List.of(
                network(random, inputs, 6, 1),
                network(random, inputs, 1),
                network(random, inputs, 7, 5, 3, 1),
                machine(random, inputs),
                neighbors(random, inputs),
                blend(random, inputs));
    }

    /** Finite or missing, often equal between rows. */
    public static double[] row(SplittableRandom random, int inputs) {
        double[] row = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            row[i] = switch (random.nextInt(6)) {
                case 0 -> Double.NaN;
                case 1 -> 1;
                default -> random.nextDouble(-3, 3);
            };
        }
        return row;
    }

    public static FeatureMatrix background(SplittableRandom random, int inputs, int rows) {
        List<double[]> drawn = new ArrayList<>();
        for (int b = 0; b < rows; b++) {
            drawn.add(row(random, inputs));
        }
        return RandomForests.matrix(drawn);
    }
}
