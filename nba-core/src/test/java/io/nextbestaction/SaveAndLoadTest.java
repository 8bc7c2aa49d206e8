// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.NextBestActionTest.Customer;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.internal.artifact.ArtifactContents;
import io.nextbestaction.internal.artifact.ArtifactReader;
import io.nextbestaction.internal.artifact.ArtifactWriter;
import io.nextbestaction.internal.artifact.GoldenRow;
import io.nextbestaction.internal.artifact.GoldenRowCodec;
import io.nextbestaction.model.Centroids;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.model.SegmenterTrainer;
import io.nextbestaction.policy.Condition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveAndLoadTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private static SegmenterTrainer halves() {
        return new SegmenterTrainer() {
            @Override
            public String describe() {
                return "halves";
            }

            @Override
            public Segmentation train(FeatureMatrix features, long seed, Progress progress) {
                double[][] centres = {{30, 2000, 0}, {60, 8000, 1}};
                return new Segmentation(
                        Centroids.of(centres, new double[] {1, 1e-4, 1}, new double[] {45, 5000, 0.5}),
                        List.of(new Segment(0, "low", 1, 0.5), new Segment(1, "high", 1, 0.5)),
                        "by hand");
            }
        };
    }

    private Path saved() {
        Path file = folder.resolve("bank.nba");
        NextBestActionTest.builder()
                .segments(halves())
                .fit(NextBestActionTest.history(2000, 1))
                .save(file);
        return file;
    }

    @Test
    void a_loaded_engine_decides_to_the_bit_as_the_saved_one() {
        NextBestAction<Customer> fitted =
                NextBestActionTest.builder().segments(halves()).fit(NextBestActionTest.history(2000, 1));
        Path file = folder.resolve("bank.nba");
        fitted.save(file);
        NextBestAction<Customer> live = NextBestAction.load(file, RowBinder.ofRecord(Customer.class), NOON);

        for (Customer customer : NextBestActionTest.history(300, 5).customers()) {
            Decision before = fitted.decide(customer);
            Decision after = live.decide(customer);
            assertThat(after.ranked()).isEqualTo(before.ranked());
            assertThat(after.churn()).isEqualTo(before.churn());
            assertThat(after.segment()).isEqualTo(before.segment());
            assertThat(after.rejected()).isEqualTo(before.rejected());
        }
        assertThat(live.provenance()).isEqualTo(fitted.provenance());
        assertThat(live.modelCard("bank")).isEqualTo(fitted.modelCard("bank"));
        assertThat(live.modelCard("bank").features())
                .isEqualTo(fitted.pipeline().features().features())
                .isNotEmpty();
        assertThat(live.catalog()).isEqualTo(fitted.catalog());
        assertThat(live.segments()).isEqualTo(fitted.segments());
    }

    @Test
    void an_engine_whose_model_holds_training_rows_says_so_on_its_card_before_and_after_saving() {
        assertThat(NextBestAction.load(saved(), Customer.class).holdsTrainingRows())
                .isFalse();
        NextBestAction<Customer> fitted = NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.nearestRows())
                .actions(NextBestActionTest.catalog())
                .fit(NextBestActionTest.history(300, 1));
        Path file = folder.resolve("rows.nba");
        fitted.save(file);
        for (NextBestAction<Customer> each : List.of(fitted, NextBestAction.load(file, Customer.class))) {
            assertThat(each.holdsTrainingRows()).isTrue();
            assertThat(each.modelCard("bank").limits())
                    .singleElement()
                    .asString()
                    .contains("its file is customer data");
        }
    }

    @Test
    void decisions_name_the_artifact_they_came_from() {
        NextBestAction<Customer> live = NextBestAction.load(saved(), Customer.class);

        assertThat(live.id()).hasSize(64);
        assertThat(live.decide(new Customer("x", 30, 1, true)).engine()).isEqualTo(live.id());
    }

    @Test
    void provenance_tells_rows_rate_seed_trainers_and_honest_metrics() {
        var provenance = NextBestAction.load(saved(), Customer.class).provenance();

        assertThat(provenance.rows()).isEqualTo(2000);
        assertThat(provenance.positiveRate()).isBetween(0.2, 0.35);
        assertThat(provenance.dataHash()).hasSize(64);
        assertThat(provenance.seed()).isEqualTo(1);
        assertThat(provenance.trained()).isEqualTo(NOON.instant());
        assertThat(provenance.trainers())
                .containsEntry("churn", "mean difference")
                .containsEntry("segments", "halves");
        assertThat(provenance.metrics())
                .containsOnlyKeys("auc", "averagePrecision", "logLoss", "brier", "calibrationError");
    }

    @Test
    void golden_rows_hold_no_customer() {

        var contents = ArtifactReader.read(saved());
        List<GoldenRow> golden = contents.entry("golden.bin").decode(GoldenRowCodec::decode);

        assertThat(golden).hasSize(32);
        // The id is no feature and no rule's field: it must not be there at all.
        assertThat(golden).allSatisfy(row -> assertThat(row.texts()[0]).isNull());
        assertThat(golden).anySatisfy(row -> assertThat(row.numbers()[1]).isNotNaN());
    }

    @Test
    void a_golden_row_that_decides_otherwise_is_refused() {
        NextBestAction<Customer> fitted = NextBestActionTest.builder().fit(NextBestActionTest.history(500, 1));
        Workspace ws = fitted.workspace();
        Row row = new Row(fitted.schema());
        GoldenRow wrong = GoldenRow.of(row, new GoldenRow.Outcome(0.5, -1, -1, 0, new double[0]));
        assertThat(fitted.decide(row, ws)).isBetween(-1, 3);

        assertThatThrownBy(() -> fitted.verify(List.of(wrong)))
                .isInstanceOf(ArtifactException.class)
                .hasMessageMatching("The churn probability \\(0\\.\\d+ instead of 0\\.5\\) of golden row 1 of artifact"
                        + " \\(unsaved\\) must be what it was when the engine was fitted\\.\n"
                        + "Maybe the library's version changed the arithmetic: fit and save again\\.");
    }

    record Other(String id, Integer age, double wealth, boolean active) {}

    record Retyped(String id, Integer age, String balance, boolean active) {}

    record Reordered(String id, double balance, Integer age, boolean active) {}

    record Longer(String id, Integer age, double balance, boolean active, double more) {}

    @Test
    void another_customer_type_is_refused_with_the_first_difference() {
        Path file = saved();
        assertThatThrownBy(() -> NextBestAction.load(file, Other.class))
                .isInstanceOf(ArtifactException.class)
                .hasMessage("The customers (no field \"balance\") for artifact " + file
                        + " must have the fields it was fitted on.\n"
                        + "Maybe the customer type changed: fit and save again.");
        assertThatThrownBy(() -> NextBestAction.load(file, Retyped.class))
                .hasMessageContaining("(\"balance\" as CATEGORY, not NUMBER)");
        assertThatThrownBy(() -> NextBestAction.load(file, Reordered.class))
                .hasMessageContaining("(fields in another order)");
        assertThatThrownBy(() -> NextBestAction.load(file, Longer.class)).hasMessageContaining("(5 fields, not 4)");
    }

    @Test
    void a_part_without_provider_names_the_dependency_to_add() {
        Path file = folder.resolve("bank.nba");
        NextBestAction.of(Customer.class)
                .features((schema, rows) -> new Homeless(schema))
                .churn(Fakes.meanDifference())
                .actions(NextBestActionTest.catalog())
                .fit(NextBestActionTest.history(200, 1))
                .save(file);

        assertThatThrownBy(() -> NextBestAction.load(file, Customer.class))
                .hasMessage("The part \"homeless\" of artifact " + file + " must have a provider on the class path.\n"
                        + "Maybe add the dependency io.nextbestaction:nba-features.");
    }

    record Homeless(Schema schema) implements FittedPipeline {
        @Override
        public FeatureNames features() {
            return FeatureNames.of("age");
        }

        @Override
        public void transform(Row row, double[] out) {
            out[0] = row.number(1);
        }

        @Override
        public State state() {
            return State.builder().build();
        }

        @Override
        public String provider() {
            return "homeless";
        }
    }

    @Test
    void parts_that_do_not_fit_together_are_refused_even_with_right_checksums() {
        var contents = ArtifactReader.read(saved());
        for (String[] swap : new String[][] {
            {
                "catalog.json",
                "{\"actions\": [{\"id\": \"a\", \"title\": \"A\", \"value\": {\"perField\": {\"no\": 1}}}]}"
            },
            {"golden.bin", ""}
        }) {
            Path forged = folder.resolve("forged.nba");
            var builder = ArtifactContents.builder(
                    "x", NOON.instant(), contents.manifest().provenance());
            contents.manifest()
                    .entries()
                    .forEach(entry -> builder.put(
                            entry.name(),
                            !entry.name().equals(swap[0])
                                    ? contents.entry(entry.name()).bytes()
                                    : swap[1].isEmpty()
                                            ? GoldenRowCodec.encode(List.of())
                                            : swap[1].getBytes(StandardCharsets.UTF_8)));
            ArtifactWriter.write(builder.build(), forged);

            assertThatThrownBy(() -> NextBestAction.load(forged, Customer.class))
                    .as(swap[0])
                    .isInstanceOf(ArtifactException.class);
        }
    }

    @Test
    void what_cannot_be_read_back_cannot_be_built() {
        assertThatThrownBy(() -> ActionCatalog.builder()
                        .currency("eur")
                        .add(Action.named("a", "A"))
                        .build())
                .hasMessage("The currency (\"eur\") of catalogue \"actions\" must be a code of three capital letters.\n"
                        + "Maybe EUR was meant.");
        assertThatThrownBy(() -> ActionCatalog.builder()
                        .name(" ")
                        .add(Action.named("a", "A"))
                        .build())
                .hasMessage("The name (\" \") of a catalogue must not be blank.");
        assertThatThrownBy(() -> Condition.field("age").atMost(Double.POSITIVE_INFINITY))
                .hasMessage("The limit (Infinity) of a condition on \"age\" must be a finite number.");
        assertThatThrownBy(() ->
                        Action.named("a", "A").eligible(Condition.field("age").atLeast(1), ""))
                .hasMessage("The name (\"\") and reason (\"\") of a rule on \"age\" must not be blank.");
    }

    @Test
    void every_cut_of_the_file_and_every_changed_byte_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(saved());
        Path damaged = folder.resolve("damaged.nba");
        for (int i = 0; i < bytes.length; i += 97) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x20;
            Files.write(damaged, changed);
            assertThatThrownBy(() -> NextBestAction.load(damaged, Customer.class))
                    .as("byte %d", i)
                    .isInstanceOf(ArtifactException.class);
            Files.write(damaged, java.util.Arrays.copyOf(bytes, i));
            assertThatThrownBy(() -> NextBestAction.load(damaged, Customer.class))
                    .as("cut at %d", i)
                    .isInstanceOf(ArtifactException.class);
        }
    }
}
