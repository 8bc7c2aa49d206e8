// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.Sampler;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random sampling, cleaning and chains. */
class ResamplingTest {

    /** The rows of the first set that the second, a part of it in order, does not have. */
    private static List<Integer> removed(TrainingSet data, TrainingSet kept) {
        List<Integer> removed = new ArrayList<>();
        int next = 0;
        for (int row = 0; row < data.rows(); row++) {
            if (next < kept.rows() && same(data, row, kept, next)) {
                next++;
            } else {
                removed.add(row);
            }
        }
        assertThat(next).isEqualTo(kept.rows());
        return removed;
    }

    private static boolean same(TrainingSet a, int row, TrainingSet b, int other) {
        boolean same = a.labels()[row] == b.labels()[other];
        for (int column = 0; column < a.features().columns(); column++) {
            same &= a.features().get(row, column) == b.features().get(other, column);
        }
        return same;
    }

    @Test
    void oversampling_repeats_rare_rows_after_the_given_ones() {
        TrainingSet data = Rows.clouds(100, 2, 1);
        TrainingSet sampled = new RandomOversampling(0.6).sample(data, 7);

        assertThat(sampled.rows()).isEqualTo(75 + 45);
        assertThat(sampled.positives()).isEqualTo(45);
        for (int i = 0; i < sampled.rows(); i++) {
            boolean known = i < 100 && same(data, i, sampled, i);
            for (int row = 0; i >= 100 && row < 100; row += 4) {
                known |= same(data, row, sampled, i);
            }
            assertThat(known).isTrue();
        }
        assertThat(new RandomOversampling(0.6).sample(data, 7).features().values())
                .isEqualTo(sampled.features().values());
        assertThat(new RandomOversampling(0.1).sample(data, 7).rows()).isEqualTo(100);
    }

    @Test
    void undersampling_leaves_out_frequent_rows_and_keeps_the_order() {
        TrainingSet data = Rows.clouds(100, 2, 1);
        TrainingSet sampled = new RandomUndersampling(0.5).sample(data, 7);

        assertThat(sampled.rows()).isEqualTo(25 + 50);
        assertThat(sampled.positives()).isEqualTo(25);
        assertThat(removed(data, sampled)).hasSize(25).allMatch(row -> row % 4 != 0);
        assertThat(removed(data, new RandomUndersampling(0.5).sample(data, 8))).isNotEqualTo(removed(data, sampled));
        assertThat(RandomUndersampling.balanced().sample(data, 7).rows()).isEqualTo(50);
    }

    @Test
    void weights_go_with_their_rows() {
        TrainingSet plain = Rows.clouds(40, 1, 1);
        double[] weights = new double[40];
        for (int i = 0; i < 40; i++) {
            weights[i] = plain.features().get(i, 0);
        }
        TrainingSet data = new TrainingSet(plain.features(), plain.labels(), weights);
        for (Sampler sampler : List.of(
                RandomOversampling.balanced(), RandomUndersampling.balanced(), TomekLinks.both(), Smote.plain())) {
            TrainingSet sampled = sampler.sample(data, 3);
            for (int i = 0; i < sampled.rows(); i++) {
                assertThat(sampled.weights()[i]).isEqualTo(sampled.features().get(i, 0));
            }
        }
    }

    /** Rows of imbalanced-learn 0.10.0 on standardised columns; edited nearest neighbours by {@code kind_sel="mode"}. */
    @Test
    void cleaning_agrees_with_an_independent_implementation() {
        TrainingSet data = Rows.golden();

        assertThat(removed(data, TomekLinks.frequent().sample(data, 1))).containsExactly(21, 27, 43);
        assertThat(removed(data, TomekLinks.both().sample(data, 1))).containsExactly(4, 21, 27, 43, 72, 76);
        assertThat(removed(data, EditedNearestNeighbours.frequent().sample(data, 1)))
                .containsExactly(21, 25, 33, 38, 43, 73);
        assertThat(removed(data, EditedNearestNeighbours.both().sample(data, 1)))
                .containsExactly(4, 8, 16, 21, 25, 32, 33, 38, 40, 43, 52, 64, 73, 76);
    }

    @Test
    void cleaning_agrees_with_its_definition() {
        TrainingSet data = Rows.clouds(150, 2, 9);
        Neighbours search = Space.of(data).amongAll();
        List<Integer> links = new ArrayList<>();
        List<Integer> edited = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            int nearest = search.nearest(i, 1)[0];
            if (search.nearest(nearest, 1)[0] == i && data.labels()[i] != data.labels()[nearest]) {
                links.add(i);
            }
            int others = 0;
            for (int row : search.nearest(i, 5)) {
                others += data.labels()[row] == data.labels()[i] ? 0 : 1;
            }
            if (others >= 3) {
                edited.add(i);
            }
        }
        assertThat(removed(data, TomekLinks.both().sample(data, 1)))
                .isEqualTo(links)
                .isNotEmpty();
        assertThat(removed(
                        data, EditedNearestNeighbours.both().withNeighbours(5).sample(data, 1)))
                .isEqualTo(edited)
                .isNotEmpty();
    }

    @Test
    void a_chain_cleans_what_was_added() {
        TrainingSet data = Rows.clouds(150, 2, 9);
        Sampler chain = Smote.plain().then(TomekLinks.both());

        assertThat(chain.describe()).isEqualTo("SMOTE (5 neighbours, to 1 : 1), then Tomek links (both outcomes)");
        assertThat(chain.sample(data, 4).features().values())
                .isEqualTo(TomekLinks.both()
                        .sample(Smote.plain().sample(data, 4), 0)
                        .features()
                        .values());
        assertThat(Smote.plain().then(EditedNearestNeighbours.both()).describe())
                .isEqualTo(
                        "SMOTE (5 neighbours, to 1 : 1), then edited nearest neighbours (3 neighbours, both outcomes)");
    }

    @Test
    void cleaning_that_leaves_one_outcome_is_refused() {
        double[] values = {0, 1, 2, 3, 1.5, 4};
        boolean[] labels = {false, false, false, false, true, false};
        TrainingSet data = new TrainingSet(FeatureMatrix.of(FeatureNames.of("x"), values), labels);

        assertThatThrownBy(() -> EditedNearestNeighbours.both().sample(data, 1))
                .hasMessage("The rows (0 events of 5) that edited nearest neighbours leave must have both outcomes.\n"
                        + "Maybe the outcomes overlap everywhere: judge the frequent rows only, or do without.");
        assertThatThrownBy(
                        () -> EditedNearestNeighbours.both().withNeighbours(6).sample(data, 1))
                .hasMessage("The rows (6) for edited nearest neighbours must be more than its neighbours (6).\n"
                        + "Maybe use .withNeighbours(1).");
        assertThatThrownBy(() -> RandomUndersampling.balanced().sample(data.select(new int[] {0, 1}), 1))
                .hasMessage("The rows (0 events of 2) for random undersampling must have both outcomes.\n"
                        + "Maybe the training part is too small.");
    }

    /** 0 and 1 are nearest to each other, and so are 2 and 3; both pairs hold one row of each outcome. */
    @Test
    void missing_values_count_as_the_mean() {
        double[] values = {0, Double.NaN, 10, 10.1, -10, -9.9, 20, -20};
        boolean[] labels = {true, false, true, false, true, true, false, false};
        TrainingSet data = new TrainingSet(FeatureMatrix.of(FeatureNames.of("x"), values), labels);

        TrainingSet kept = TomekLinks.both().sample(data, 1);

        assertThat(kept.features().values()).containsExactly(-10, -9.9, 20, -20);
    }
}
