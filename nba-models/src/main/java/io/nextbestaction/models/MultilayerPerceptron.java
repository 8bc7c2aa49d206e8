// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.Standard;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small dense network of rectified linear units, trained by back-propagation in shuffled batches with Adam (Kingma and
 * Ba 2015) and an L2 penalty. A part of the training rows, drawn from each class, judges every epoch: training ends when
 * its loss has not fallen for some epochs, and the best epoch is kept. Where a class has too few rows for that part, all
 * epochs are trained.
 *
 * <p>Numbers are standardised, columns of 0 and 1 only centred, the scaling folded into the first layer; a missing value
 * counts as the mean of its column. Rows and classes can be weighted. Deterministic: the same seed gives the same bits,
 * on one thread. A listener can cancel between batches.
 */
public final class MultilayerPerceptron {
    private static final String OWNER = "a multilayer perceptron";

    private MultilayerPerceptron() {}

    /** A classifier with the {@linkplain Parameters#defaults() default settings}. */
    public static ClassifierTrainer classifier() {
        return classifier(Parameters.defaults());
    }

    /** A classifier with given settings. */
    public static ClassifierTrainer classifier(Parameters parameters) {
        return new Classifier(parameters);
    }

    /**
     * The settings of a network; change one with its {@code withX}.
     *
     * @param hidden the units of each hidden layer, first to last, at least one layer
     * @param learningRate the length of Adam's steps, above 0
     * @param penalty the L2 penalty on weights, at least 0
     * @param batch the rows of a step, at least 1
     * @param epochs the most passes over the rows, at least 1
     * @param patience after how many epochs without a better one training ends, at least 1
     * @param validationShare the part of the rows that judges the epochs, 0 to 0.5; 0 trains all epochs
     * @param positiveWeight the weight of a row with the event, above 0, or 0 to balance: both classes then count half of
     *     the rows. Other than 1 it shifts the raw probabilities, which calibration then puts right
     */
    public record Parameters(
            List<Integer> hidden,
            double learningRate,
            double penalty,
            int batch,
            int epochs,
            int patience,
            double validationShare,
            double positiveWeight) {
        private static final Parameters DEFAULTS = new Parameters(List.of(64, 32), 0.001, 1e-3, 128, 200, 10, 0.1, 1);

        /**
         * Checks every setting.
         *
         * @throws IllegalArgumentException if one is outside its range
         */
        public Parameters {
            hidden = List.copyOf(hidden);
            Checks.range(OWNER, "number of hidden layers", hidden.size(), 1, 8, 2);
            for (int units : hidden) {
                Checks.range(OWNER, "units of a layer", units, 1, Network.MOST_UNITS, 64);
            }
            Checks.positive(OWNER, "learning rate", learningRate, 0.001);
            Checks.atLeast(OWNER, "penalty", penalty, 0, 1e-3);
            Checks.range(OWNER, "batch", batch, 1, 1_000_000, 128);
            Checks.range(OWNER, "epochs", epochs, 1, 100_000, 200);
            Checks.range(OWNER, "patience", patience, 1, 100_000, 10);
            Checks.between(OWNER, "validation share", validationShare, 0, 0.5, 0.1);
            Checks.atLeast(OWNER, "positive weight", positiveWeight, 0, 1);
        }

        /** Layers of 64 and 32, rate 0.001, penalty 0.001, batches of 128, 200 epochs, patience 10 on a tenth. */
        public static Parameters defaults() {
            return DEFAULTS;
        }

        /** These with other hidden layers. */
        public Parameters withHidden(Integer... units) {
            return new Parameters(
                    List.of(units), learningRate, penalty, batch, epochs, patience, validationShare, positiveWeight);
        }

        /** These with another learning rate. */
        public Parameters withLearningRate(double value) {
            return new Parameters(hidden, value, penalty, batch, epochs, patience, validationShare, positiveWeight);
        }

        /** These with another penalty. */
        public Parameters withPenalty(double value) {
            return new Parameters(
                    hidden, learningRate, value, batch, epochs, patience, validationShare, positiveWeight);
        }

        /** These with another number of rows of a step. */
        public Parameters withBatch(int value) {
            return new Parameters(
                    hidden, learningRate, penalty, value, epochs, patience, validationShare, positiveWeight);
        }

        /** These with another most number of epochs. */
        public Parameters withEpochs(int value) {
            return new Parameters(
                    hidden, learningRate, penalty, batch, value, patience, validationShare, positiveWeight);
        }

        /** These with another patience. */
        public Parameters withPatience(int value) {
            return new Parameters(hidden, learningRate, penalty, batch, epochs, value, validationShare, positiveWeight);
        }

        /** These with another part of the rows that judges the epochs. */
        public Parameters withValidationShare(double value) {
            return new Parameters(hidden, learningRate, penalty, batch, epochs, patience, value, positiveWeight);
        }

        /** These with another weight of rows with the event. */
        public Parameters withPositiveWeight(double value) {
            return new Parameters(hidden, learningRate, penalty, batch, epochs, patience, validationShare, value);
        }

        /** These with both classes counting the same. */
        public Parameters withBalancedClasses() {
            return withPositiveWeight(0);
        }
    }

    private record Classifier(Parameters parameters) implements ClassifierTrainer {

        @Override
        public String describe() {
            String layers = parameters.hidden.stream().map(String::valueOf).collect(Collectors.joining("-"));
            return "multilayer perceptron (" + layers + ", L2 " + Numbers.display(parameters.penalty)
                    + RowWeights.words(parameters.positiveWeight) + ")";
        }

        @Override
        public Network train(TrainingSet data, long seed, Progress progress) {
            Checks.trainable(data);
            Standard standard = Standard.of(data.features()).keepingFlags();
            double[] weights = RowWeights.of(data, parameters.positiveWeight);
            double mean = Arrays.stream(weights).sum() / weights.length;
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= mean;
            }
            Backpropagation network = new Backpropagation(
                    sizes(standard.columns()),
                    standard.scale(data.features()),
                    data.labels(),
                    weights,
                    parameters.penalty);
            SplittableRandom random = new SplittableRandom(seed);
            SplittableRandom starts = random.split();
            int[] order = IntStream.range(0, weights.length)
                    .filter(i -> weights[i] > 0)
                    .toArray();
            shuffle(order, order.length, random);
            int judges = judgesLast(order, data.labels());
            double[] best = fit(network, network.start(starts), order, judges, random, progress);
            return network.network(best, standard);
        }

        private int[] sizes(int columns) {
            int[] sizes = new int[parameters.hidden.size() + 2];
            sizes[0] = columns;
            for (int l = 0; l < parameters.hidden.size(); l++) {
                sizes[l + 1] = parameters.hidden.get(l);
            }
            sizes[sizes.length - 1] = 1;
            return sizes;
        }

        /** Brings the rows that judge to the end, as large a part of each class; how many they are. */
        private int judgesLast(int[] order, boolean[] labels) {
            int[] of = new int[2];
            for (int row : order) {
                of[labels[row] ? 1 : 0]++;
            }
            int no = (int) (parameters.validationShare * of[0]);
            int yes = (int) (parameters.validationShare * of[1]);
            if (no == 0 || yes == 0) {
                return 0;
            }
            int[] wanted = {no, yes};
            int[] judges = new int[no + yes];
            int taken = 0;
            int kept = 0;
            for (int row : order) {
                if (wanted[labels[row] ? 1 : 0]-- > 0) {
                    judges[taken++] = row;
                } else {
                    order[kept++] = row;
                }
            }
            System.arraycopy(judges, 0, order, kept, taken);
            return taken;
        }

        private double[] fit(
                Backpropagation network,
                double[] current,
                int[] order,
                int judges,
                SplittableRandom random,
                Progress progress) {
            int rows = order.length - judges;
            int[] judging = Arrays.copyOfRange(order, rows, order.length);
            Adam adam = new Adam(current.length, parameters.learningRate);
            double[] gradient = new double[current.length];
            double[] best = current;
            double least = Double.POSITIVE_INFINITY;
            int waited = 0;
            for (int epoch = 0; epoch < parameters.epochs && waited < parameters.patience; epoch++) {
                shuffle(order, rows, random);
                for (int from = 0; from < rows; from += parameters.batch) {
                    progress.update("training", epoch, parameters.epochs);
                    network.gradient(current, order, from, Math.min(rows, from + parameters.batch), gradient);
                    adam.step(current, gradient);
                }
                if (judges > 0) {
                    double loss = network.loss(current, judging);
                    waited++;
                    if (loss < least) {
                        least = loss;
                        best = current.clone();
                        waited = 0;
                    }
                }
            }
            progress.update("training", parameters.epochs, parameters.epochs);
            return best;
        }

        private static void shuffle(int[] order, int length, SplittableRandom random) {
            for (int i = length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int row = order[i];
                order[i] = order[other];
                order[other] = row;
            }
        }

        @Override
        public Calibrator calibrator() {
            return Platt.scaling();
        }
    }
}
