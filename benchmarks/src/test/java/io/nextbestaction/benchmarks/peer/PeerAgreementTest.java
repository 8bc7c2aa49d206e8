// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Forest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerAgreementTest {
    private static final Forest FOREST = Workload.train(BankData.training(4000), 40, 6, 1);

    @Test
    void the_rows_compared_have_missing_values() {
        FeatureMatrix rows = PeerAgreement.rows();
        int missing = 0;
        for (double value : rows.values()) {
            missing += Double.isNaN(value) ? 1 : 0;
        }
        assertThat(rows.columns()).isEqualTo(20);
        assertThat(missing).isGreaterThan(rows.rows() / 2);
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void every_peer_gives_the_probability_of_the_forest_row_by_row(Peer peer) {
        try (PeerModel model = load(peer)) {
            assertThat(PeerAgreement.checkRows(peer, FOREST, model.row())).isLessThanOrEqualTo(peer.tolerance());
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void every_peer_gives_the_probabilities_of_the_forest_in_batches(Peer peer) {
        try (PeerModel model = load(peer)) {
            assertThat(PeerAgreement.checkBatch(peer, FOREST, model.batch(1))).isLessThanOrEqualTo(peer.tolerance());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Peer.class, mode = EnumSource.Mode.EXCLUDE, names = "TRIBUO")
    void two_threads_give_the_same_as_one(Peer peer) {
        Rows rows = Rows.of(PeerAgreement.rows());
        double[] one = new double[rows.count()];
        double[] two = new double[rows.count()];
        try (PeerModel model = load(peer)) {
            model.batch(1).score(rows, one);
            model.batch(2).score(rows, two);
        }
        assertThat(two).usingComparatorWithPrecision(peer.tolerance()).containsExactly(one);
    }

    @ParameterizedTest
    @EnumSource(
            value = Peer.class,
            names = {"OURS", "XGBOOST", "H2O", "LIGHTGBM"})
    void every_peer_that_explains_gives_the_same_contributions(Peer peer) {
        try (PeerModel model = load(peer)) {
            assertThat(PeerAgreement.checkContributions(peer, FOREST, model.contributions()))
                    .isLessThan(2e-3);
        }
    }

    @Test
    void a_scorer_that_is_wrong_is_refused() {
        assertThatThrownBy(() -> PeerAgreement.checkRows(Peer.H2O, FOREST, row -> FOREST.probability(row) + 2e-6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The probabilities of H2O (worst difference 2.00e-06) must be within 1e-06 of the forest's.\n"
                                + "Maybe the export changed a split: nothing is timed.");
        assertThatThrownBy(() -> PeerAgreement.checkRows(Peer.H2O, FOREST, row -> Double.NaN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Infinity");
    }

    private static PeerModel load(Peer peer) {
        try {
            return peer.load(FOREST);
        } catch (PeerUnavailableException e) {
            return abort(String.valueOf(e.getMessage()));
        }
    }
}
