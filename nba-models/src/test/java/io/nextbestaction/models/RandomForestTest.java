// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.TrainingSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RandomForestTest {
    private static final RandomForest.Parameters ONE_TREE =
            RandomForest.Parameters.defaults().withTrees(1).withRowShare(1).withLeafRows(7);

    @Test
    void a_leaf_is_the_share_of_events_among_its_rows_and_its_cover_their_number() {
        TrainingSet data = Samples.withMissing(3_000, 7, 5);
        Forest tree = (Forest) RandomForest.classifier(ONE_TREE).train(data, 1, Progress.NONE);
        double[] rows = new double[tree.nodes()];
        double[] events = new double[tree.nodes()];
        double[] row = new double[7];
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            int node = tree.root(0);
            count(rows, events, node, data.labels()[i]);
            while (!tree.isLeaf(node)) {
                node = tree.goesLeft(node, row) ? tree.left(node) : tree.right(node);
                count(rows, events, node, data.labels()[i]);
            }
        }
        int leaves = 0;
        for (int node = 0; node < tree.nodes(); node++) {
            assertThat(tree.cover(node)).isEqualTo(rows[node]);
            if (tree.isLeaf(node)) {
                leaves++;
                assertThat(rows[node]).isGreaterThanOrEqualTo(7);
                assertThat(tree.leafValue(node)).isCloseTo(events[node] / rows[node], Offset.offset(1e-7));
            }
        }
        assertThat(leaves).isGreaterThan(50);
        assertThat(tree.link()).isEqualTo(Link.IDENTITY);
        assertThat(tree.base()).isZero();
    }

    private static void count(double[] rows, double[] events, int node, boolean event) {
        rows[node]++;
        events[node] += event ? 1 : 0;
    }

    @Test
    void the_forest_is_the_mean_of_its_trees() {
        TrainingSet data = Samples.withMissing(500, 5, 5);
        Forest forest = (Forest)
                RandomForest.classifier(RandomForest.Parameters.defaults().withTrees(33))
                        .train(data, 1, Progress.NONE);
        double[] row = new double[5];
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            assertThat(forest.margin(row)).isBetween(0.0, 1 + 1e-6);
        }
        assertThat(forest.trees()).isEqualTo(33);
    }

    @Test
    void it_says_what_it_is_and_refuses_absurd_settings() {
        assertThat(RandomForest.classifier().describe()).isEqualTo("random forest (300 trees, 5 rows a leaf)");
        assertThatThrownBy(() -> ONE_TREE.withTrees(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The trees (0) of a random forest must lie between 1 and 100000.\n"
                        + "Maybe leave it at its default, 300.");
        assertThatThrownBy(() -> ONE_TREE.withLeafRows(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ONE_TREE.withDepth(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ONE_TREE.withRowShare(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ONE_TREE.withColumnShare(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ONE_TREE.withThreads(0)).isInstanceOf(IllegalArgumentException.class);
        TrainingSet oneClass = new TrainingSet(Samples.matrix(1, 1, 2), new boolean[] {true, true});
        assertThatThrownBy(() -> RandomForest.classifier().train(oneClass, 1, Progress.NONE))
                .hasMessageStartingWith("The labels (2 of 2 positive) of the training set must hold both classes.");
    }
}
