// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Neighbors;
import io.nextbestaction.model.TrainingSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighborsTest {
    private static final NearestNeighbors.Parameters SEVEN =
            NearestNeighbors.Parameters.defaults().withNeighbors(7);

    private static Neighbors train(TrainingSet data, NearestNeighbors.Parameters parameters) {
        return (Neighbors) NearestNeighbors.classifier(parameters).train(data, 1, Progress.NONE);
    }

    /** KNeighborsClassifier(7) of the first forty rows, standardised by them. */
    @Test
    void shares_are_those_of_an_independent_implementation() {
        TrainingSet forty = GoldenSample.data().select(IntStream.range(0, 40).toArray());
        double[] uniform = {
            0.2857142857142857,
            0.42857142857142855,
            0.7142857142857143,
            0.42857142857142855,
            0.14285714285714285,
            0.2857142857142857
        };
        double[] byDistance = {
            0.23128754681573502,
            0.4352334122910949,
            0.724890429835622,
            0.5142567234450522,
            0.2214293534227432,
            0.20280924364897665
        };
        assertThat(Samples.worst(GoldenSample.margins(train(forty, SEVEN.withByDistance(false)), 40, 46), uniform))
                .isLessThanOrEqualTo(1e-12);
        assertThat(Samples.worst(GoldenSample.margins(train(forty, SEVEN), 40, 46), byDistance))
                .isLessThanOrEqualTo(1e-9);
    }

    @Test
    void a_training_row_is_at_distance_0_of_itself() {
        TrainingSet data = GoldenSample.data();
        double[] margins = GoldenSample.margins(train(data, SEVEN), 0, GoldenSample.ROWS);
        for (int i = 0; i < margins.length; i++) {
            assertThat(margins[i]).isEqualTo(data.labels()[i] ? 1 : 0);
        }
    }

    @Test
    void weights_weigh_votes_and_a_row_of_weight_0_is_left_out() {
        TrainingSet data = new TrainingSet(
                Samples.matrix(1, 1, 2, 3, 4), new boolean[] {false, true, true, false}, new double[] {1, 3, 0, 2});
        Neighbors neighbors = train(data, SEVEN.withByDistance(false));
        assertThat(neighbors.size()).isEqualTo(3);
        assertThat(neighbors.neighbors()).isEqualTo(3);
        assertThat(neighbors.margin(new double[] {2})).isEqualTo(0.5);
        assertThat(train(data, SEVEN.withByDistance(false).withPositiveWeight(2))
                        .margin(new double[] {2}))
                .isEqualTo(6.0 / 9);
    }

    @Test
    void it_says_what_it_is_and_refuses_what_it_cannot_use() {
        assertThat(NearestNeighbors.classifier().describe()).isEqualTo("nearest neighbours (50, by distance)");
        assertThat(NearestNeighbors.classifier(SEVEN.withByDistance(false)).describe())
                .isEqualTo("nearest neighbours (7)");
        assertThatThrownBy(() -> SEVEN.withNeighbors(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number (0) of nearest neighbours must lie between 1 and 10000.\n"
                        + "Maybe leave it at its default, 50.");
    }
}
