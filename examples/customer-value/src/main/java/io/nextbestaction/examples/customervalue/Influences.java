// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.GatedModel;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.models.evaluation.Average;
import io.nextbestaction.models.evaluation.MulticlassPredictions;
import io.nextbestaction.models.evaluation.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What each feature is worth to each of two steps, by permutation (Breiman 2001) of customers the models never saw. */
final class Influences {
    private static final int REPEATS = 5;

    private Influences() {}

    static List<Result.Influence> of(GatedModel model, MulticlassSet held, long seed) {
        double first = first(model, held, held.features());
        double rest = rest(model, held, held.features());
        SplittableRandom random = new SplittableRandom(seed);
        List<Result.Influence> influences = new ArrayList<>();
        for (int column = 0; column < held.features().columns(); column++) {
            double firstLoss = 0;
            double restLoss = 0;
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                FeatureMatrix shuffled = shuffled(held.features(), column, random);
                firstLoss += first - first(model, held, shuffled);
                restLoss += rest - rest(model, held, shuffled);
            }
            influences.add(new Result.Influence(
                    held.features().names().name(column), firstLoss / REPEATS, restLoss / REPEATS));
        }
        return influences;
    }

    private static double first(GatedModel model, MulticlassSet held, FeatureMatrix features) {
        double[] p = new double[held.rows()];
        boolean[] y = new boolean[held.rows()];
        double[] row = new double[features.columns()];
        Scratch scratch = new Scratch();
        for (int i = 0; i < p.length; i++) {
            features.row(i, row);
            p[i] = model.first().probability(row, scratch);
            y[i] = held.labels()[i] == model.gate();
        }
        return Predictions.ofCertain(p, y).auc();
    }

    private static double rest(GatedModel model, MulticlassSet held, FeatureMatrix features) {
        int[] beyond = IntStream.range(0, held.rows())
                .filter(i -> held.labels()[i] != model.gate())
                .toArray();
        MulticlassModel rest = model.rest();
        int[] labels = IntStream.of(beyond)
                .map(i -> held.labels()[i] - (held.labels()[i] > model.gate() ? 1 : 0))
                .toArray();
        return MulticlassPredictions.of(rest.classes(), rest.probabilities(features.select(beyond)), labels)
                .auc(Average.MACRO);
    }

    private static FeatureMatrix shuffled(FeatureMatrix features, int column, SplittableRandom random) {
        int columns = features.columns();
        double[] values = features.values().clone();
        for (int i = features.rows() - 1; i > 0; i--) {
            int a = i * columns + column;
            int b = random.nextInt(i + 1) * columns + column;
            double value = values[a];
            values[a] = values[b];
            values[b] = value;
        }
        return FeatureMatrix.of(features.names(), values);
    }
}
