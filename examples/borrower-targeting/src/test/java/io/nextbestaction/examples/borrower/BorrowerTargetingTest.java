// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

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

class BorrowerTargetingTest {
    @TempDir
    Path folder;

    record Run(int exit, String out, String err) {}

    static Run run(Path folder, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        int exit = BorrowerTargeting.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Two tables of 400 people of whom those with large income and savings borrow; one has no outcome. */
    private void tables() throws IOException {
        StringBuilder first = new StringBuilder("ID,Age,Income\n");
        StringBuilder second = new StringBuilder("ID,Savings,Online,LoanOnCard\n");
        for (int i = 0; i < 400; i++) {
            int income = 10 + i * 37 % 191;
            int savings = i * 53 % 97;
            first.append(i)
                    .append(',')
                    .append(20 + i % 50)
                    .append(',')
                    .append(income)
                    .append('\n');
            second.append(i)
                    .append(',')
                    .append(savings)
                    .append(',')
                    .append(i % 2)
                    .append(',');
            second.append(i == 7 ? "" : income + 2 * savings > 250 ? "1" : "0").append('\n');
        }
        Files.writeString(folder.resolve("a.csv"), first);
        Files.writeString(folder.resolve("b.csv"), second);
    }

    @Test
    void two_tables_become_one_and_every_family_is_measured_on_customers_held_out() throws IOException {
        tables();
        Path json = folder.resolve("result.json");
        Run run = run(
                folder,
                "--data1",
                folder.resolve("a.csv").toString(),
                "--data2",
                folder.resolve("b.csv").toString(),
                "--drop",
                "Age",
                "--trees",
                "20",
                "--rounds",
                "50",
                "--json",
                json.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("1 rows left out: \"LoanOnCard\" is blank", "Conversion by tenths", "Campaign list: ");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/trainingRows").asInt()
                        + result.at("/heldOutRows").asInt())
                .isEqualTo(399);
        assertThat(result.at("/models").size()).isEqualTo(15);
        assertThat(result.at("/auc/estimate").asDouble()).isGreaterThan(0.9);
        assertThat(result.at("/tenths/0/observed/rate").asDouble())
                .isGreaterThan(result.at("/oldRate").asDouble());
        assertThat(folder.resolve("out/borrowers.nba")).isNotEmptyFile();
        assertThat(folder.resolve("out/campaign.csv")).isNotEmptyFile();
    }

    @Test
    void a_missing_file_ends_with_one_message() {
        Run run = run(folder, "--data1", "nowhere.csv", "--data2", "nowhere.csv");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("nowhere.csv").doesNotContain("\tat ");
    }
}
