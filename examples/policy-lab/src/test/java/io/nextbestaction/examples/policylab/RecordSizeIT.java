// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.Context;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.audit.DecisionRecord;
import io.nextbestaction.audit.Recorder;
import io.nextbestaction.audit.Replayer;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordSizeIT {
    @Test
    void records_of_twenty_learnt_responses_and_all_probabilities_take_less_than_a_kilobyte_and_replay() {
        World world = new World(1000, 2000, 7);
        NextBestAction<BankCustomer> engine = NextBestAction.of(BankCustomer.class)
                .features(Features.of(BankCustomer.class).ignore("customerId", "joined"))
                .churn(GradientBoosting.classifier())
                .responses(LogisticRegression.classifier())
                .actions(world.catalog)
                .explore(Exploration.inverseGap(2).withMaxLoss(0.5))
                .fit(world.history());
        List<DecisionRecord> records = new ArrayList<>();
        Recorder<BankCustomer> recorder = Recorder.of(engine, records::add);
        for (int c = 0; c < 1000; c++) {
            recorder.decide(
                    world.customer(c).customerId(), world.customer(c), Context.NONE.decision("2026-01-01/" + c));
        }
        int[] sizes = records.stream()
                .mapToInt(record -> record.toBytes().length)
                .sorted()
                .toArray();

        System.out.printf(
                "record: median %d, largest %d bytes of 20 candidates, all probabilities%n",
                sizes[sizes.length / 2], sizes[sizes.length - 1]);
        assertThat(sizes[sizes.length - 1]).isLessThanOrEqualTo(1024);
        assertThat(Replayer.of(engine).compare(records).identical()).isEqualTo(1000);
    }
}
