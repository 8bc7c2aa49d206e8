// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.importance.FeatureGroup;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Scratch;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FieldValuesTest {

    @Test
    void margins_equal_those_of_rows_made_one_by_one() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 100; round++) {
            int inputs = random.nextInt(1, 6);
            Forest forest = RandomForests.forest(RandomForests.trees(random, inputs, 4), inputs, 0.3);
            FeatureMatrix background = RandomForests.background(random, inputs, random.nextInt(1, 5));
            double[] row = RandomForests.row(random, inputs);
            FieldValues values = new FieldValues(forest, background, FeatureGroup.byColumn(background.names()));
            boolean[][] known = new boolean[1 << inputs][inputs];
            for (int set = 0; set < known.length; set++) {
                for (int c = 0; c < inputs; c++) {
                    known[set][c] = (set >> c & 1) == 1;
                }
            }
            double[] found = values.margins(row, known, new Scratch());
            for (int set = 0; set < known.length; set++) {
                assertThat(found[set]).isCloseTo(naive(forest, background, row, known[set]), within(1e-12));
            }
            assertThat(values.average()).isCloseTo(found[0], within(1e-12));
            assertThat(found[known.length - 1]).isCloseTo(forest.margin(row), within(1e-12));
        }
    }

    static double naive(Forest forest, FeatureMatrix background, double[] row, boolean[] known) {
        double sum = 0;
        for (int b = 0; b < background.rows(); b++) {
            double[] mixed = new double[row.length];
            for (int c = 0; c < row.length; c++) {
                mixed[c] = known[c] ? row[c] : background.get(b, c);
            }
            sum += forest.margin(mixed);
        }
        return sum / background.rows();
    }

    @Test
    void a_column_of_two_fields_is_known_once_both_are() {
        FeatureNames names = FeatureNames.of(
                List.of(new Feature("a", "a"), new Feature("a/b", List.of("a", "b")), new Feature("b", "b")));
        FeatureMatrix background = FeatureMatrix.of(names, new double[3]);
        var linear = io.nextbestaction.model.LinearModel.of(
                new double[] {1, 10, 100}, 0, new double[3], io.nextbestaction.model.Link.LOGISTIC);
        FieldValues values = new FieldValues(linear, background, FeatureGroup.bySource(names));
        boolean[][] known = {{false, false}, {true, false}, {false, true}, {true, true}};
        assertThat(values.margins(new double[] {1, 1, 1}, known, new Scratch())).containsExactly(0, 1, 100, 111);
    }

    @Test
    void many_sets_are_scored_in_chunks() {
        int inputs = 3;
        SplittableRandom random = new SplittableRandom(5);
        Forest forest = RandomForests.forest(RandomForests.trees(random, inputs, 4), inputs, 0);
        FeatureMatrix background = RandomForests.background(random, inputs, 2000);
        double[] row = RandomForests.row(random, inputs);
        boolean[][] known = new boolean[100][inputs];
        for (boolean[] set : known) {
            set[random.nextInt(inputs)] = true;
        }
        double[] found = new FieldValues(forest, background, FeatureGroup.byColumn(background.names()))
                .margins(row, known, new Scratch());
        for (int s = 0; s < known.length; s++) {
            assertThat(found[s]).isCloseTo(naive(forest, background, row, known[s]), within(1e-10));
        }
    }
}
