// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionSegmentationTest {
    @TempDir
    Path folder;

    private record Run(int exit, String out, String err) {}

    private Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        int exit = RetentionSegmentation.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private JsonNode result(String name, String... more) throws IOException {
        Path json = folder.resolve(name);
        List<String> arguments = new ArrayList<>(
                List.of("--customers", "600", "--trees", "10", "--seed", "7", "--json", json.toString()));
        arguments.addAll(List.of(more));
        Run run = run(arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void the_synthetic_bank_gives_every_result_on_console_json_and_page() throws IOException {
        Path json = folder.resolve("result.json");
        Run run = run("--customers", "1500", "--trees", "50", "--json", json.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Forests on the skewed class", "plain, calibrated", "weighted", "stability")
                .contains("What would have been decided", "everybody: Loyalty programme", "and a change of input");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/heldOutRows").asInt()).isEqualTo(300);
        double rate = result.at("/churnRate").asDouble();
        JsonNode plain = result.at("/forests/0");
        JsonNode weighted = result.at("/forests/1");
        assertThat(plain.at("/auc").asDouble()).isGreaterThan(0.75);
        // Weights raise the probabilities above the churn rate, and with them the recall; calibration brings them back.
        assertThat(weighted.at("/raw/meanProbability").asDouble()).isGreaterThan(rate + 0.04);
        assertThat(weighted.at("/raw/recall").asDouble())
                .isGreaterThan(plain.at("/raw/recall").asDouble());
        assertThat(weighted.at("/raw/brier").asDouble())
                .isGreaterThan(weighted.at("/calibrated/brier").asDouble());
        assertThat(weighted.at("/calibrated/meanProbability").asDouble()).isBetween(rate - 0.04, rate + 0.04);
        double share = 0;
        for (JsonNode segment : result.at("/segments")) {
            share += segment.at("/share").asDouble();
        }
        assertThat(share).isBetween(0.999, 1.001);
        assertThat(result.at("/selection/candidates").size()).isEqualTo(10);
        assertThat(result.at("/policies/5/perCustomer").asDouble()).isPositive();
        assertThat(result.at("/changed/steps").findValuesAsText("segment").stream()
                        .distinct())
                .hasSizeGreaterThan(1);
        assertThat(Files.readString(folder.resolve("out/retention.html")))
                .contains("Cluster map", "class=\"dots c0\"", "An input changed", "Why so many");
    }

    @Test
    void the_same_seed_gives_the_same_result_and_a_change_asked_for_is_shown() throws IOException {
        JsonNode first = result("a.json");
        JsonNode changed = result("b.json", "--change", "age=70", "--change", "salaryAccount=yes");

        assertThat(changed.at("/forests")).isEqualTo(first.at("/forests"));
        assertThat(changed.at("/selection")).isEqualTo(first.at("/selection"));
        assertThat(changed.at("/policies")).isEqualTo(first.at("/policies"));
        assertThat(changed.at("/changed/steps/0")).isEqualTo(first.at("/changed/steps/0"));
        assertThat(changed.at("/changed/steps").size()).isEqualTo(2);
        assertThat(changed.at("/changed/steps/1/change").asText()).contains("age=70", "salaryAccount=yes");
        assertThat(changed.at("/changed/steps/1/churn").asDouble())
                .isNotEqualTo(changed.at("/changed/steps/0/churn").asDouble());
    }

    @Test
    void bad_input_ends_with_one_message() {
        Run unknown = run("--customers", "500", "--change", "agee=3");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("\"agee\"", "Maybe \"age\" was meant.")
                .doesNotContain("\tat ");
        Run flag = run("--customers", "500", "--change", "salaryAccount=ja");
        assertThat(flag.exit()).isEqualTo(2);
        assertThat(flag.err())
                .startsWith("The value (ja) of --change salaryAccount must be yes or no.\nMaybe it is misspelt.");
        Run text = run("--data", folder.resolve("none.csv").toString());
        assertThat(text.exit()).isEqualTo(2);
        assertThat(text.err())
                .contains("The options --data FILE and --label COLUMN must come together.\nMaybe add the missing one.");
        Run forgotten = run("--label", "churned");
        assertThat(forgotten.exit()).isEqualTo(2);
        assertThat(forgotten.err())
                .startsWith("The option --label must come with --data FILE.\nMaybe it was forgotten");
        assertThat(run("--data", folder.resolve("none.csv").toString(), "--label", "y")
                        .err())
                .contains("none.csv");
        assertThat(run("--customers", "0").exit()).isEqualTo(2);
    }
}
