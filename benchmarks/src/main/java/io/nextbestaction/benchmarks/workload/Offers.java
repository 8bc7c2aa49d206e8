// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.workload;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A response model over (customer, action): the synthetic bank's 20 columns and four of an offer, one offer drawn for each
 * customer, who answers by the offer, the columns of the customer and chance.
 */
public final class Offers {
    /** The columns of an offer: rate, months, channel, contacts before. */
    public static final int COLUMNS = 4;

    private static final int CUSTOMERS = 50_000;
    private static final long SEED = 31;

    private Offers() {}

    /** Where a row has the columns of the offer. */
    public static int[] columns(Forest forest) {
        int first = forest.inputs() - COLUMNS;
        return new int[] {first, first + 1, first + 2, first + 3};
    }

    /** Different offers, [offers × 4]. */
    public static double[] draw(int offers) {
        double[] values = new double[offers * COLUMNS];
        SplittableRandom random = new SplittableRandom(SEED + 1);
        for (int i = 0; i < offers; i++) {
            draw(random, values, i * COLUMNS);
        }
        return values;
    }

    private static void draw(SplittableRandom random, double[] values, int at) {
        values[at] = random.nextDouble(0, 5);
        values[at + 1] = 6 * random.nextInt(1, 11);
        values[at + 2] = random.nextInt(4);
        values[at + 3] = random.nextInt(6);
    }

    /** The forest of a shape; trained once, then kept in {@link Cache#directory()}. */
    public static Forest forest(Workload shape) {
        return ForestFile.cached("forest-offers-" + shape.name(), () -> shape.train(training(), SEED));
    }

    private static TrainingSet training() {
        TrainingSet bank = BankData.training(CUSTOMERS);
        FeatureMatrix customers = bank.features();
        int columns = customers.columns();
        int width = columns + COLUMNS;
        double[] values = new double[customers.rows() * width];
        boolean[] answers = new boolean[customers.rows()];
        double[] row = new double[columns];
        double[] means = means(customers);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < answers.length; i++) {
            customers.row(i, row);
            System.arraycopy(row, 0, values, i * width, columns);
            int offer = i * width + columns;
            draw(random, values, offer);
            // a better rate persuades those about to leave, a long bond those above the mean of a column, calls annoy
            double margin = -2 + (bank.labels()[i] ? 0.5 : 0.2) * values[offer] - 0.2 * values[offer + 3];
            int taste = (int) values[offer + 2];
            margin += row[taste] > means[taste] ? 0.02 * values[offer + 1] : -0.5;
            answers[i] = random.nextDouble() < Link.sigmoid(margin);
        }
        List<Feature> features = new ArrayList<>(customers.names().features());
        for (String name : List.of("rate", "months", "channel", "contacts")) {
            features.add(new Feature("offer " + name, "offer " + name));
        }
        return new TrainingSet(FeatureMatrix.of(FeatureNames.of(features), values), answers);
    }

    private static double[] means(FeatureMatrix matrix) {
        double[] means = new double[COLUMNS];
        double[] row = new double[matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.row(i, row);
            for (int j = 0; j < COLUMNS; j++) {
                means[j] += Double.isNaN(row[j]) ? 0 : row[j] / matrix.rows();
            }
        }
        return means;
    }
}
