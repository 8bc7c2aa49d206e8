// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.churntoaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nextbestaction.data.Progress;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.models.evaluation.BinaryMetric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChurnToActionTest {
    @TempDir
    Path folder;

    private record Run(int exit, String out, String err) {}

    private Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        int exit = ChurnToAction.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void the_synthetic_bank_gives_every_result_on_console_json_and_page() throws IOException {
        Path json = folder.resolve("result.json");
        Run run = run("--customers", "1500", "--trees", "20", "--json", json.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Gate by AUC", "Product of those who stay", "Gate regret: ", "Signal in both steps.");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/gates").size()).isEqualTo(3);
        assertThat(result.at("/gates/0/score").asDouble())
                .isEqualTo(result.at("/gates").findValues("score").stream()
                        .mapToDouble(JsonNode::asDouble)
                        .max()
                        .orElseThrow());
        assertThat(result.at("/churn/auc/low").asDouble()).isGreaterThan(0.6);
        assertThat(result.at("/second/accuracy").asDouble())
                .isGreaterThan(result.at("/second/commonest").asDouble());
        int customers = 0;
        double before = 1;
        for (JsonNode group : result.at("/groups")) {
            customers += group.at("/customers").asInt();
            assertThat(group.at("/predicted").asDouble()).isLessThan(before);
            before = group.at("/predicted").asDouble();
        }
        assertThat(customers).isEqualTo(300);
        assertThat(Files.readString(folder.resolve("out/churn-to-action.html")))
                .contains("From churn to active: what each group is recommended", "Gate regret");
    }

    @Test
    void shuffled_churn_is_no_signal_in_the_gate_and_is_not_to_be_deployed() {
        Study real = Study.synthetic(1_000, 7);
        boolean[] labels = real.table().labels().clone();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = labels.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            boolean swap = labels[i];
            labels[i] = labels[j];
            labels[j] = swap;
        }
        Study shuffled = new Study(
                real.title(),
                new LabelledRows(real.table().schema(), real.table().rows(), labels),
                real.features(),
                real.training(),
                real.heldOut());

        Result result =
                new ChurnJob(shuffled, Products.synthetic(shuffled), BinaryMetric.AUC, 20, 7, Progress.NONE).run();

        assertThat(result.churn().auc().excludes(0.5)).isFalse();
        assertThat(result.outcome()).startsWith("No signal in the gate: ");
        assertThat(result.churn().recall()).isLessThan(0.05);
    }

    @Test
    void bad_input_ends_with_one_message() throws IOException {
        assertThat(run("--product", "card").err())
                .contains("The options --data FILE and --product COLUMN must come together.");
        Path file = folder.resolve("one.csv");
        StringBuilder csv = new StringBuilder("age,card,left\n");
        for (int i = 0; i < 200; i++) {
            csv.append(20 + i % 50).append(",Blue,").append(i % 4 == 0 ? 1 : 0).append('\n');
        }
        Files.writeString(file, csv.toString());
        Run one = run("--data", file.toString(), "--label", "left", "--product", "card");
        assertThat(one.exit()).isEqualTo(2);
        assertThat(one.err())
                .contains("The products (1) of \"card\" must be 2 to 12, of 30 active customers each.\n"
                        + "Maybe name another column by --product.")
                .doesNotContain("\tat ");
        Run unknown = run("--data", file.toString(), "--label", "left", "--product", "crad");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("Maybe \"card\" was meant.");
    }
}
