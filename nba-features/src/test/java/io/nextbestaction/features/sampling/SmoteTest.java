// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmoteTest {

    private static double[] row(TrainingSet data, int row) {
        double[] out = new double[data.features().columns()];
        data.features().row(row, out);
        return out;
    }

    /** Whether a point is between two others, and how far along; NaN if it is not. */
    private static double along(double[] point, double[] from, double[] to) {
        double gap = Double.NaN;
        for (int i = 0; i < point.length; i++) {
            if (from[i] != to[i]) {
                gap = (point[i] - from[i]) / (to[i] - from[i]);
            }
        }
        for (int i = 0; i < point.length; i++) {
            if (!(Math.abs(from[i] + gap * (to[i] - from[i]) - point[i]) < 1e-9)) {
                return Double.NaN;
            }
        }
        return gap >= 0 && gap < 1 ? gap : Double.NaN;
    }

    @ParameterizedTest
    @EnumSource(
            value = Smote.Variant.class,
            names = {"PLAIN", "BORDERLINE", "ADAPTIVE"})
    void synthetic_rows_lie_between_a_rare_row_and_one_of_its_nearest(Smote.Variant variant) {
        for (int round = 0; round < 5; round++) {
            TrainingSet data = Rows.clouds(200, 3, round);
            TrainingSet sampled = new Smote(variant, 4, 0.8).sample(data, round);

            assertThat(sampled.rows()).isEqualTo(150 + 120);
            assertThat(sampled.positives()).isEqualTo(120);
            assertThat(Arrays.copyOf(sampled.features().values(), 600))
                    .isEqualTo(data.features().values());
            Classes classes = Classes.of("a test", data);
            Neighbours search = Space.of(data).among(classes.rare());
            for (int i = data.rows(); i < sampled.rows(); i++) {
                assertThat(sampled.labels()[i]).isTrue();
                boolean between = false;
                for (int base : classes.rare()) {
                    for (int other : search.nearest(base, 4)) {
                        between |= !Double.isNaN(along(row(sampled, i), row(data, base), row(data, other)));
                    }
                }
                assertThat(between).isTrue();
            }
        }
    }

    @Test
    void every_rare_row_is_drawn_from_alike() {
        SplittableRandom random = new SplittableRandom(1);
        int[] counts = Smote.apportion(new double[] {1, 1, 1, 1}, 10, random);

        assertThat(Arrays.stream(counts).sum()).isEqualTo(10);
        assertThat(counts).containsOnly(2, 3);
        assertThat(Smote.apportion(new double[] {0, 3, 1}, 8, random)).containsExactly(0, 6, 2);
        assertThat(Smote.apportion(new double[2], 8, random)).containsExactly(0, 0);
    }

    /** Neighbours, rows in danger and shares of imbalanced-learn 0.10.0 and scikit-learn 1.2.1 on standardised columns. */
    @Test
    void neighbours_and_borders_agree_with_an_independent_implementation() {
        TrainingSet data = Rows.golden();
        Classes classes = Classes.of("a test", data);
        Space space = Space.of(data);
        Neighbours search = space.among(classes.rare());

        assertThat(search.nearest(0, 5)).containsExactly(48, 32, 56, 40, 12);
        assertThat(search.nearest(4, 5)).containsExactly(52, 64, 40, 16, 8);
        assertThat(search.nearest(8, 5)).containsExactly(4, 52, 64, 40, 12);
        assertThat(search.nearest(12, 5)).containsExactly(32, 44, 48, 64, 52);

        int[] border = Smote.borderline().counts(space, data.labels(), classes, 1_100, new SplittableRandom(1));
        List<Integer> danger = new ArrayList<>();
        for (int i = 0; i < border.length; i++) {
            if (border[i] > 0) {
                danger.add(classes.rare()[i]);
                assertThat(border[i]).isEqualTo(100);
            }
        }
        assertThat(danger).containsExactly(4, 8, 12, 16, 36, 40, 52, 60, 64, 68, 76);

        int[] frequent = {1, 5, 4, 2, 4, 2, 2, 1, 2, 2, 2, 1, 1, 3, 2, 3, 4, 0, 2, 3};
        int[] adaptive = Smote.adaptive().counts(space, data.labels(), classes, 46, new SplittableRandom(1));
        assertThat(adaptive).containsExactly(frequent);
    }

    @Test
    void a_category_stays_one_level_that_most_neighbours_have() {
        TrainingSet data = Rows.mixed(300, 4);
        TrainingSet sampled = Smote.mixed().sample(data, 8);
        Classes classes = Classes.of("a test", data);
        Neighbours search = Space.mixed(data, List.of(new int[] {1}, new int[] {2, 3, 4}), classes.rare())
                .among(classes.rare());

        assertThat(sampled.positives()).isEqualTo(240);
        for (int i = data.rows(); i < sampled.rows(); i++) {
            double[] made = row(sampled, i);
            assertThat(made[1]).isIn(0.0, 1.0);
            assertThat(made[2] + made[3] + made[4]).isEqualTo(1);
            boolean explained = false;
            for (int base : classes.rare()) {
                int[] near = search.nearest(base, 5);
                double[] votes = new double[6];
                for (int row : near) {
                    for (int column = 1; column < 5; column++) {
                        votes[column] += data.features().get(row, column);
                    }
                }
                int level = made[2] == 1 ? 2 : made[3] == 1 ? 3 : 4;
                boolean elected = votes[level] == Math.max(votes[2], Math.max(votes[3], votes[4]))
                        && (made[1] == 1) == (votes[1] > 2.5);
                for (int other : near) {
                    double[] from = {row(data, base)[0], row(data, base)[5]};
                    double[] to = {row(data, other)[0], row(data, other)[5]};
                    explained |= elected && !Double.isNaN(along(new double[] {made[0], made[5]}, from, to));
                }
            }
            assertThat(explained).isTrue();
        }
    }

    /** Rows of another level are the median deviation further apart: 1 where every number has its deviation among the rare. */
    @Test
    void categories_count_in_distances_as_in_the_paper() {
        TrainingSet data = Rows.mixed(100, 2);
        List<int[]> groups = List.of(new int[] {1}, new int[] {2, 3, 4});
        Classes classes = Classes.of("a test", data);
        double[] z0 = standardised(data, 0);
        double[] z5 = standardised(data, 5);
        double median = (deviation(z0, classes.rare()) + deviation(z5, classes.rare())) / 2;
        Neighbours search = Space.mixed(data, groups, classes.rare()).amongAll();

        for (int row = 0; row < 100; row++) {
            int base = row;
            double[] distances = new double[100];
            for (int other = 0; other < 100; other++) {
                double differ = data.features().get(base, 1) == data.features().get(other, 1) ? 0 : 1;
                for (int column = 2; column < 5; column++) {
                    differ += Math.abs(data.features().get(base, column)
                                    - data.features().get(other, column))
                            / 2;
                }
                distances[other] = Math.pow(z0[base] - z0[other], 2)
                        + Math.pow(z5[base] - z5[other], 2)
                        + differ * median * median;
            }
            int[] near = search.nearest(base, 7);
            double[] sorted = java.util.stream.IntStream.range(0, 100)
                    .filter(other -> other != base)
                    .mapToDouble(other -> distances[other])
                    .sorted()
                    .toArray();
            for (int k = 0; k < 7; k++) {
                assertThat(distances[near[k]]).isCloseTo(sorted[k], within(1e-12));
            }
        }
    }

    private static double[] standardised(TrainingSet data, int column) {
        double[] values = new double[data.rows()];
        Arrays.setAll(values, row -> data.features().get(row, column));
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
        return Arrays.stream(values).map(x -> (x - mean) / deviation).toArray();
    }

    private static double deviation(double[] values, int[] rows) {
        double mean =
                Arrays.stream(rows).mapToDouble(row -> values[row]).average().orElseThrow();
        return Math.sqrt(Arrays.stream(rows)
                .mapToDouble(row -> (values[row] - mean) * (values[row] - mean))
                .average()
                .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(Smote.Variant.class)
    void the_same_seed_gives_the_same_rows(Smote.Variant variant) {
        TrainingSet data = Rows.clouds(120, 2, 3);
        Smote smote = new Smote(variant, 3, 1);

        assertThat(smote.sample(data, 5).features().values())
                .isEqualTo(smote.sample(data, 5).features().values())
                .isNotEqualTo(smote.sample(data, 6).features().values());
    }

    @Test
    void the_rare_outcome_may_be_the_absence_of_the_event() {
        TrainingSet data = Rows.clouds(120, 2, 3);
        boolean[] inverse = new boolean[120];
        for (int i = 0; i < 120; i++) {
            inverse[i] = !data.labels()[i];
        }
        TrainingSet sampled = Smote.plain().sample(new TrainingSet(data.features(), inverse), 1);

        assertThat(sampled.rows()).isEqualTo(180);
        assertThat(sampled.positives()).isEqualTo(90);
        assertThat(sampled.features().values())
                .isEqualTo(Smote.plain().sample(data, 1).features().values());
    }

    @Test
    void a_missing_value_stays_missing_and_weights_are_between() {
        TrainingSet data = Rows.clouds(80, 2, 3);
        double[] values = data.features().values().clone();
        double[] weights = new double[80];
        for (int row = 0; row < 80; row++) {
            weights[row] = row % 4 == 0 ? 2 : 1;
        }
        values[1] = Double.NaN;
        weights[0] = 6;
        TrainingSet holed = new TrainingSet(FeatureMatrix.of(data.features().names(), values), data.labels(), weights);

        TrainingSet sampled = Smote.plain().sample(holed, 2);

        int missing = 0;
        for (int row = 80; row < sampled.rows(); row++) {
            boolean holes = Double.isNaN(sampled.features().get(row, 1));
            missing += holes ? 1 : 0;
            assertThat(sampled.features().get(row, 0)).isNotNaN();
            assertThat(sampled.weights()[row]).isBetween(2.0, 6.0);
            assertThat(holes || sampled.weights()[row] == 2).isTrue();
        }
        assertThat(missing).isPositive();
    }

    @Test
    void nothing_is_added_where_the_ratio_is_met_or_no_row_is_in_danger() {
        TrainingSet data = Rows.clouds(80, 2, 3);
        assertThat(Smote.plain().withRatio(0.2).sample(data, 1)).isSameAs(data);

        double[] apart = data.features().values().clone();
        for (int i = 0; i < apart.length; i++) {
            apart[i] += data.labels()[i / 2] ? 1_000 : 0;
        }
        TrainingSet separate = new TrainingSet(FeatureMatrix.of(data.features().names(), apart), data.labels());
        assertThat(Smote.borderline().sample(separate, 1).rows()).isEqualTo(80);
        assertThat(Smote.adaptive().sample(separate, 1).rows()).isEqualTo(80);
    }

    @Test
    void too_few_neighbours_and_one_outcome_are_refused() {
        TrainingSet data = Rows.clouds(20, 2, 3);
        assertThatThrownBy(() -> Smote.plain().sample(data, 1))
                .hasMessage("The rows of the rare outcome (5) for SMOTE must be more than its neighbours (5).\n"
                        + "Maybe use .withNeighbours(4), or RandomOversampling.");
        assertThatThrownBy(() -> Smote.adaptive().sample(data.select(new int[] {0, 1, 2, 3}), 1))
                .hasMessage("The rows of the rare outcome (1) for ADASYN must be more than its neighbours (5).\n"
                        + "Maybe use RandomOversampling, or class weights.");
        assertThatThrownBy(() -> Smote.mixed().sample(data.select(new int[] {1, 2, 3}), 1))
                .hasMessage("The rows (0 events of 3) for SMOTE-NC must have both outcomes.\n"
                        + "Maybe the training part is too small.");
        assertThatThrownBy(() -> Smote.plain().withNeighbours(0))
                .hasMessage("The neighbours (0) of a sampler must be at least 1.\nMaybe use 5.");
        assertThatThrownBy(() -> Smote.plain().withRatio(1.5))
                .hasMessage("The ratio (1.5) of rare to frequent rows must be above 0 and at most 1.\n"
                        + "Maybe use 1, as many of each.");
    }

    @Test
    void describes_itself() {
        assertThat(Smote.plain().describe()).isEqualTo("SMOTE (5 neighbours, to 1 : 1)");
        assertThat(Smote.mixed().withNeighbours(3).withRatio(0.25).describe())
                .isEqualTo("SMOTE-NC (3 neighbours, to 0.25 : 1)");
    }
}
