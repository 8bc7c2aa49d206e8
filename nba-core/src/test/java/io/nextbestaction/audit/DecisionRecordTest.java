// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.VerifierFixture.Customer;
import io.nextbestaction.arbitration.Exploration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionRecordTest {
    private static final List<DecisionRecord> RECORDS = Bank.records(300, 5);

    @Test
    void records_come_back_from_bytes_and_replay_to_the_identical_decision() {
        assertThat(actionsOfIdenticalReplays(1_000)).isBetween(10, 1_000);
    }

    /** Decides, records, reads and replays, and counts the decisions that were not to do nothing. */
    static int actionsOfIdenticalReplays(int records) {
        List<DecisionRecord> kept = new ArrayList<>();
        Recorder<Customer> recorder = Recorder.of(Bank.NBA, kept::add);
        Replayer replayer = Replayer.of(Bank.NBA);
        EngineCard card = EngineCard.parse(recorder.card().bytes());
        SplittableRandom random = new SplittableRandom(1);
        int actions = 0;
        for (int i = 0; i < records; i++) {
            Decision decision = recorder.decide("C" + i, Bank.customer(random), Bank.given(random, "D" + i));
            DecisionRecord read = DecisionRecord.parse(kept.get(0).toBytes(), card);

            assertThat(read).isEqualTo(kept.get(0));
            assertThat(replayer.decide(read)).isEqualTo(decision);
            assertThat(replayer.isIdentical(read)).isTrue();
            actions += decision.action().isDoNothing() ? 0 : 1;
            kept.clear();
        }
        return actions;
    }

    @Test
    void a_record_of_twenty_actions_takes_less_than_a_kilobyte() {
        int[] sizes =
                RECORDS.stream().mapToInt(r -> r.toBytes().length).sorted().toArray();

        assertThat(sizes[sizes.length - 1]).isLessThan(1024 - LogEntry.OVERHEAD);
        assertThat(Arrays.stream(sizes).average().orElseThrow()).isLessThan(700);
    }

    @Test
    void records_of_an_engine_that_explores_hold_every_probability_in_a_kilobyte_and_replay() {
        List<DecisionRecord> kept = new ArrayList<>();
        Exploration how = Exploration.inverseGap(2).withMaxLoss(0.2).withSeed(77);
        NextBestAction<Customer> exploring = Bank.nba(0.05, how);
        Recorder<Customer> recorder = Recorder.of(exploring, kept::add);
        Replayer replayer = Replayer.of(exploring);
        SplittableRandom random = new SplittableRandom(21);
        int explored = 0;
        int largest = 0;
        for (int i = 0; i < 1000; i++) {
            Decision decision = recorder.decide("C" + i, Bank.customer(random), Bank.given(random, "D" + i));
            DecisionRecord record = kept.get(i);
            byte[] bytes = record.toBytes();
            DecisionRecord read = DecisionRecord.parse(bytes, recorder.card());

            assertThat(read).isEqualTo(record);
            assertThat(replayer.isIdentical(read)).isTrue();
            assertThat(read.seed()).isEqualTo(77);
            assertThat(read.action()).isEqualTo(decision.action().id());
            assertThat(read.probability()).isEqualTo(decision.chosen().probability());
            assertThat(read.expectedValue()).isEqualTo(decision.expectedValue());
            assertThat(read.ranked().stream()
                            .mapToDouble(RecordedAction::probability)
                            .sum())
                    .isCloseTo(1, within(1e-12));
            explored += decision.explored() ? 1 : 0;
            largest = Math.max(largest, bytes.length);
        }
        assertThat(explored).isBetween(10, 900);
        assertThat(largest).isLessThanOrEqualTo(1024 - LogEntry.OVERHEAD);
        assertThat(Replayer.of(Bank.nba(0.05, how.withSeed(78))).compare(kept).identical())
                .isLessThan(1000);
    }

    @Test
    void a_record_says_what_went_in_and_what_came_out() {
        SplittableRandom random = new SplittableRandom(9);
        Context context = Bank.given(random, "D1").with("branchOpen", false);
        List<DecisionRecord> kept = new ArrayList<>();
        Decision decision = Recorder.of(Bank.NBA, kept::add).decide("C1", new Customer(40, 3000), context);
        DecisionRecord record = kept.get(0);

        assertThat(record.row())
                .containsExactly(new FieldValue("age", 40, null), new FieldValue("balance", 3000, null));
        assertThat(record.context()).containsExactly(new FieldValue("branchOpen", 0, null));
        assertThat(record.action()).isEqualTo(decision.action().id());
        assertThat(record.expectedValue()).isEqualTo(decision.expectedValue());
        assertThat(record.ranked())
                .extracting(RecordedAction::score)
                .containsExactlyElementsOf(
                        decision.ranked().stream().map(RankedAction::score).toList());
        assertThat(record.ranked().stream()
                        .mapToDouble(RecordedAction::probability)
                        .sum())
                .isEqualTo(1);
        assertThat(record.ranked().size() + record.rejected().size()).isEqualTo(21);
        assertThat(record.rejected()).anySatisfy(rejection -> {
            assertThat(rejection.action()).isEqualTo("a2");
            assertThat(rejection.first()).isEqualTo(decision.rejected().get(0).first());
        });
        assertThat(record.card().version()).isEqualTo(Bank.NBA.version());
        assertThat(record.toJson())
                .contains("\"decision\": \"D1\"")
                .contains("\"balance\": 3000.0")
                .contains("\"probability\": 1.0")
                .contains("\"because\": \"branch open\"")
                .contains("\"model\": \"" + Bank.NBA.version().model());
    }

    @Test
    void versions_name_the_part_that_differs_and_survive_saving(@TempDir Path folder) {
        NextBestAction<Customer> other = Bank.NBA.withCatalog(Bank.catalog(0.06));

        assertThat(other.version().catalog()).isNotEqualTo(Bank.NBA.version().catalog());
        assertThat(other.version().model()).isEqualTo(Bank.NBA.version().model());
        assertThat(other.version().policy()).isEqualTo(Bank.NBA.version().policy());
        Path file = folder.resolve("bank.nba");
        Bank.NBA.save(file);
        NextBestAction<Customer> live = NextBestAction.load(file, Customer.class);
        assertThat(live.version().id()).isEqualTo(live.id()).isNotEqualTo("unsaved");
        assertThat(live.version().model()).isEqualTo(Bank.NBA.version().model());
        assertThat(Replayer.of(live).compare(RECORDS).identical()).isEqualTo(RECORDS.size());
    }

    @Test
    void a_candidate_catalogue_is_compared_over_the_records() {
        NextBestAction<Customer> dearer = Bank.NBA.withCatalog(Bank.catalog(0.15));
        ReplayReport report = Replayer.of(dearer).compare(RECORDS);

        long same = RECORDS.stream()
                .filter(r -> Replayer.of(dearer).decide(r).action().id().equals(r.action()))
                .count();
        long changed = report.changes().values().stream()
                .flatMap(to -> to.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        assertThat(report.records()).isEqualTo(RECORDS.size());
        assertThat(report.sameAction()).isEqualTo(same).isLessThan(RECORDS.size());
        assertThat(report.identical()).isLessThanOrEqualTo(same);
        assertThat(changed).isEqualTo(RECORDS.size() - same);
        assertThat(report.replayedValue()).isGreaterThan(report.recordedValue());
        assertThat(Replayer.of(Bank.NBA).compare(RECORDS).toString())
                .startsWith("300 records: 300 identical, 300 same action, 0 failed");
    }

    @Test
    void damaged_bytes_are_an_error_and_never_another_failure() {
        DecisionRecord record = RECORDS.get(0);
        byte[] bytes = record.toBytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x55;
            try {
                DecisionRecord.parse(damaged, record.card());
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).contains("must");
            }
        }
        assertThatThrownBy(() -> DecisionRecord.parse(new byte[0], record.card()))
                .isInstanceOf(AuditException.class)
                .hasMessage("The format (none) of a decision record must be 1, the one this library reads.\n"
                        + "Maybe it was written by a newer version: upgrade nba-core.");
    }

    @Test
    void a_decision_without_an_id_is_not_recorded() {
        Recorder<Customer> recorder = Recorder.of(Bank.NBA, RecordSink.NONE);

        assertThatThrownBy(() -> recorder.decide("C", new Customer(1, 1), Context.NONE))
                .hasMessage("The context (without a decision id) of a recorded decision must have one.\n"
                        + "Maybe pass Context.NONE.decision(UUID.randomUUID().toString()).");
    }
}
