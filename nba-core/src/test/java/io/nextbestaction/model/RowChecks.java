// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import java.util.SplittableRandom;

/** What every kernel owes its callers, whatever its family. */
final class RowChecks {
    private RowChecks() {}

    /** Scores random rows, wider than the inputs, together and one by one. */
    static void sameBitsTogether(Scorer scorer, int columns) {
        SplittableRandom random = new SplittableRandom(columns);
        double[] values = random.doubles(100L * columns, -2, 2).toArray();
        for (int i = 0; i < values.length; i += 7) {
            values[i] = Double.NaN;
        }
        FeatureMatrix rows = RandomTrees.matrix(columns, values);
        double[] together = new double[100];
        Scratch scratch = new Scratch();
        scorer.margins(rows, 0, 100, together, scratch);
        double[] row = new double[columns];
        for (int i = 0; i < 100; i++) {
            rows.row(i, row);
            assertThat(scorer.margin(row)).isEqualTo(together[i]);
            assertThat(scorer.margin(row, scratch)).isEqualTo(together[i]);
        }
        FeatureMatrix narrow = RandomTrees.matrix(scorer.inputs() - 1, new double[scorer.inputs() - 1]);
        assertThatThrownBy(() -> scorer.margins(narrow, 0, 1, new double[1], scratch))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
