// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecisionRecordIT {

    @Test
    void ten_thousand_records_come_back_from_bytes_and_replay_to_the_identical_decision() {
        assertThat(DecisionRecordTest.actionsOfIdenticalReplays(10_000)).isBetween(100, 10_000);
    }
}
