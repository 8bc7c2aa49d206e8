// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.model.Link;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.Standard;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Sixty rows of three columns, 32 with the event, that scikit-learn 1.2.1 was trained on too, standardised. */
final class GoldenSample {
    static final int ROWS = 60;

    private GoldenSample() {}

    static TrainingSet data() {
        double[] values = Samples.stream(3 * ROWS, 7);
        Standard standard = Standard.of(Samples.matrix(3, values));
        double[] z = standard.scale(Samples.matrix(3, values));
        double[] draws = Samples.stream(ROWS, 9);
        boolean[] labels = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = draws[i] < Link.sigmoid(1.5 * z[3 * i] - z[3 * i + 1]);
        }
        return new TrainingSet(Samples.matrix(3, values), labels);
    }

    /** The same with weights between 0.5 and 1.5. */
    static TrainingSet weighted() {
        double[] weights =
                Arrays.stream(Samples.stream(ROWS, 11)).map(w -> w + 0.5).toArray();
        return new TrainingSet(data().features(), data().labels(), weights);
    }

    /** The margins of some rows, one after the other. */
    static double[] margins(Scorer scorer, int from, int to) {
        double[] row = new double[3];
        return IntStream.range(from, to)
                .mapToDouble(i -> {
                    data().features().row(i, row);
                    return scorer.margin(row);
                })
                .toArray();
    }
}
