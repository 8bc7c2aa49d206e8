// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTreeTest {

    /** Breiman's tree by trying every split: the share of events of each row's leaf. */
    private static void grow(double[][] x, boolean[] y, int[] rows, int depth, int leaf, double[] out) {
        long events = IntStream.of(rows).filter(i -> y[i]).count();
        int bestColumn = -1;
        double bestCut = 0;
        double bestGain = 1e-6;
        for (int j = 0; depth > 0 && j < x[0].length; j++) {
            for (int at : rows) {
                double cut = x[at][j];
                int column = j;
                long left = IntStream.of(rows).filter(i -> x[i][column] < cut).count();
                long hits = IntStream.of(rows)
                        .filter(i -> x[i][column] < cut && y[i])
                        .count();
                long right = rows.length - left;
                if (left >= leaf && right >= leaf) {
                    double gain = (double) hits * hits / left
                            + (double) (events - hits) * (events - hits) / right
                            - (double) events * events / rows.length;
                    if (gain > bestGain + 1e-9) {
                        bestGain = gain;
                        bestColumn = j;
                        bestCut = cut;
                    }
                }
            }
        }
        if (bestColumn < 0) {
            IntStream.of(rows).forEach(i -> out[i] = (double) events / rows.length);
            return;
        }
        int column = bestColumn;
        double cut = bestCut;
        grow(x, y, IntStream.of(rows).filter(i -> x[i][column] < cut).toArray(), depth - 1, leaf, out);
        grow(x, y, IntStream.of(rows).filter(i -> x[i][column] >= cut).toArray(), depth - 1, leaf, out);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void it_is_the_tree_of_best_splits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 150;
        double[][] x = new double[n][3];
        boolean[] y = new boolean[n];
        double[] values = new double[n * 3];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                x[i][j] = (float) random.nextDouble();
                values[3 * i + j] = x[i][j];
            }
            y[i] = random.nextDouble() < (x[i][0] > 0.4 ? 0.8 : 0.1) * (x[i][1] > 0.6 ? 0.3 : 1);
        }
        double[] expected = new double[n];
        grow(x, y, IntStream.range(0, n).toArray(), 3, 7, expected);
        DecisionTree.Parameters parameters =
                DecisionTree.Parameters.defaults().withDepth(3).withLeafRows(7);
        Scorer tree = DecisionTree.classifier(parameters)
                .train(new TrainingSet(Samples.matrix(3, values), y), 1, Progress.NONE);
        assertThat(tree.probabilities(Samples.matrix(3, values))).containsExactly(expected, within(1e-6));
        assertThat(((Forest) tree).trees()).isEqualTo(1);
    }

    @Test
    void it_says_what_it_is_takes_missing_values_and_plays_no_dice() {
        TrainingSet data = Samples.withMissing(2_000, 6, 2);
        Forest tree = (Forest) DecisionTree.classifier().train(data, 1, Progress.NONE);
        assertThat(Samples.bits((Forest) DecisionTree.classifier().train(data, 99, Progress.NONE)))
                .isEqualTo(Samples.bits(tree));
        for (int node = 0; node < tree.nodes(); node++) {
            assertThat(tree.cover(node)).isGreaterThanOrEqualTo(20);
        }
        assertThat(DecisionTree.classifier().describe()).isEqualTo("decision tree (depth 6, 20 rows a leaf)");
    }

    @Test
    void absurd_settings_are_refused() {
        DecisionTree.Parameters defaults = DecisionTree.Parameters.defaults();
        assertThatThrownBy(() -> defaults.withDepth(0))
                .hasMessage("The depth (0) of a decision tree must lie between 1 and 30.\n"
                        + "Maybe leave it at its default, 6.");
        assertThatThrownBy(() -> defaults.withLeafRows(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.withBins(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.withThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
