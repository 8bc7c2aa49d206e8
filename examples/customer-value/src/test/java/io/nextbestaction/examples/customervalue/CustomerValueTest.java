// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerValueTest {
    @TempDir
    Path folder;

    record Run(int exit, String out, String err) {}

    static Run run(Path folder, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        int exit = CustomerValue.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void the_synthetic_shop_is_foretold_and_the_page_written() throws IOException {
        Path json = folder.resolve("result.json");
        Run run = run(folder, "--customers", "1000", "--rounds", "10", "--json", json.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("RFM scores by name", "Gate regret: ", "New customer, first amount ", ConsoleReport.GATE)
                .containsPattern("BG/NBD and gamma-gamma +AUC of paying 0\\.\\d{4} \\(se 0\\.\\d{4}\\), top tenth")
                .containsPattern("\\(se 0\\.\\d{4}, [+-]0\\.\\d{4} to the first, se 0\\.\\d{4}\\)");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/history/steps/deploy").asBoolean()).isTrue();
        assertThat(result.at("/firstDay/steps/deploy").asBoolean()).isTrue();
        assertThat(result.at("/history/control/outcome").asText()).startsWith("no signal, do not deploy");
        assertThat(result.at("/firstDay/control/outcome").asText()).startsWith("no signal, do not deploy");
        assertThat(result.at("/contest/0/name").asText()).isEqualTo("BG/NBD and gamma-gamma");
        assertThat(result.at("/contest/0/auc").asDouble()).isBetween(0.75, 0.97);
        assertThat(result.at("/contest/1/auc").asDouble()).isBetween(0.75, 0.97);
        assertThat(result.at("/contest/0/total").asDouble()).isBetween(0.5, 1.6);
        assertThat(result.at("/contest/1/total").asDouble()).isBetween(0.5, 1.6);
        assertThat(Files.readString(folder.resolve("out/customer-value.html")))
                .contains("Customer value: synthetic shop", "The ways side by side", "Fields");
    }

    /** First days drawn apart from what follows: the example says so and foretells nothing of new customers. */
    @Test
    void where_first_days_tell_nothing_no_new_customer_is_told_anything() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        LocalDate start = LocalDate.of(2025, 1, 1);
        StringBuilder lines = new StringBuilder("customer;date;items;amount\n");
        for (int c = 0; c < 900; c++) {
            int first = random.nextInt(60);
            add(lines, c, start.plusDays(first), 1 + random.nextInt(4), 5 + random.nextInt(90));
            if (random.nextBoolean()) {
                add(lines, c, start.plusDays(first + 10 + random.nextInt(80)), 1, 10 + random.nextInt(50));
            }
            if (random.nextBoolean()) {
                add(lines, c, start.plusDays(200 + random.nextInt(100)), 1, 10 + random.nextInt(50));
            }
        }
        Path file = folder.resolve("shop.csv");
        Files.writeString(file, lines);
        Run run = run(folder, "--data", file.toString(), "--days", "120", "--split", "2025-06-01", "--rounds", "10");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("split on 2025-06-01", "no signal, do not deploy: step one AUC 0.", ConsoleReport.SILENT)
                .doesNotContain("New customer, first amount");
    }

    private static void add(StringBuilder lines, int customer, LocalDate day, int items, int amount) {
        lines.append('c').append(customer).append(';').append(day).append(';');
        lines.append(items).append(';').append(amount).append('\n');
    }

    @Test
    void bad_input_ends_with_one_message() throws IOException {
        Path file = folder.resolve("bad.txt");
        Files.writeString(file, "1 20250101 1 9.99\n1 20251301 1 9.99\n");
        Run run = run(folder, "--data", file.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "The cells in line 2 of \"bad.txt\" must be a customer, a date, a number of items and an amount.")
                .doesNotContain("\tat ");

        Run none = run(folder, "--data", folder.resolve("nowhere.txt").toString());
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("nowhere.txt").doesNotContain("\tat ");

        Run late = run(folder, "--split", "2031-01-01");
        assertThat(late.exit()).isEqualTo(2);
        assertThat(late.err()).contains("The split (2031-01-01) must be before the day after the last purchase (");
    }
}
