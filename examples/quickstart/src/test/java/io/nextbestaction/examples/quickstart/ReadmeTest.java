// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.Decision;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Path ROOT = Path.of("../..");

    private static List<String> readme() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md"));
    }

    private static List<String> firstBlockAfter(String heading) throws IOException {
        List<String> lines = readme();
        int start = lines.indexOf(heading);
        assertThat(start).as(heading).isPositive();
        List<String> rest = lines.subList(start, lines.size());
        int open = 0;
        while (!rest.get(open).startsWith("```")) {
            open++;
        }
        return rest.subList(open + 1, rest.size()).stream()
                .takeWhile(line -> !line.equals("```"))
                .toList();
    }

    @Test
    void the_example_is_the_one_that_is_compiled() throws IOException {
        String source =
                Files.readString(Path.of("src/main/java/io/nextbestaction/examples/quickstart/ReadmeExample.java"));
        String body = source.substring(source.indexOf("// readme: begin\n"), source.indexOf("    // readme: end"))
                .lines()
                .skip(1)
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .collect(Collectors.joining("\n"));

        assertThat(String.join("\n", firstBlockAfter("## The idea in fifteen lines")))
                .isEqualTo(body);
    }

    @Test
    void both_commands_stand_alone_in_their_block() throws IOException {
        assertThat(firstBlockAfter("## Run it")).singleElement().asString().startsWith("mvn ");
        assertThat(firstBlockAfter("## Test it"))
                .singleElement()
                .asString()
                .startsWith("mvn ")
                .contains("verify");
    }

    @Test
    void every_line_of_java_below_use_it_is_compiled() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/nextbestaction/examples/quickstart/UseIt.java"));
        String compiled = source.lines().map(ReadmeTest::code).collect(Collectors.joining());
        List<String> lines = readme();
        int end = lines.indexOf("## What works today");
        boolean java = false;
        List<String> told = new ArrayList<>();
        for (String line : lines.subList(lines.indexOf("## Use it"), end)) {
            if (line.startsWith("```")) {
                java = line.equals("```java");
            } else if (java && !code(line).isEmpty()) {
                told.add(code(line));
            }
        }

        assertThat(told).hasSizeGreaterThan(10);
        assertThat(told).allSatisfy(line -> assertThat(compiled).contains(line));
    }

    private static String code(String line) {
        return line.replaceAll("//.*|\\s", "");
    }

    @Test
    void the_lines_below_use_it_run(@TempDir Path folder) {
        SplittableRandom random = new SplittableRandom(2);
        History.Builder<ReadmeExample.Customer> history = History.builder();
        for (int i = 0; i < 2000; i++) {
            ReadmeExample.Customer customer = new ReadmeExample.Customer(
                    "C" + i, 20 + random.nextInt(50), "FR", random.nextInt(20_000), 1, random.nextBoolean());
            history.customer(customer, random.nextDouble() < (customer.active() ? 0.1 : 0.4));
            boolean contacted = random.nextDouble() < 0.7;
            history.contact(new Contact<>(
                    customer,
                    "gold-card",
                    contacted,
                    random.nextDouble() < (contacted ? 0.1 : 0.01) + customer.balance() / 100_000,
                    0.7));
        }
        ActionCatalog catalog = ActionCatalog.parse("""
                {"actions": [{"id": "gold-card", "title": "Gold card", "value": {"fixed": 100}, "response": {"rate": 0.1}}]}
                """, "a card");
        ReadmeExample.Customer customer = new ReadmeExample.Customer("x", 40, "FR", 1000, 1, true);

        UseIt.Told told = UseIt.decide(
                UseIt.fit(history.build(), catalog), customer, folder, ZonedDateTime.parse("2026-03-02T12:00Z"));

        assertThat(told.decision().ranked()).hasSize(2);
        assertThat(told.action() < 0).isEqualTo(told.decision().action().isDoNothing());
        assertThat(told.sentences()).isNotEmpty();
        assertThat(told.card()).contains("retail");
        assertThat(UseIt.history(customer).customers()).hasSize(1);
    }

    @Test
    void the_quickstart_ends_within_120_lines() throws IOException {
        assertThat(readme().indexOf("## Test it")).isBetween(1, 120);
    }

    @Test
    void the_example_runs(@TempDir Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        History.Builder<ReadmeExample.Customer> history = History.builder();
        for (int i = 0; i < 1000; i++) {
            ReadmeExample.Customer customer = new ReadmeExample.Customer(
                    "C" + i,
                    20 + random.nextInt(50),
                    random.nextBoolean() ? "FR" : "DE",
                    random.nextInt(20_000),
                    1 + random.nextInt(4),
                    random.nextBoolean());
            history.customer(customer, random.nextDouble() < (customer.active() ? 0.1 : 0.4));
        }
        Path catalog = folder.resolve("catalog.json");
        Files.writeString(catalog, """
                {"actions": [
                  {"id": "gold-card", "title": "Gold card", "channel": "e-mail",
                   "value": {"fixed": 100}, "cost": {"contact": 0.5}, "response": {"rate": 0.05},
                   "rules": [{"stage": "eligibility", "field": "age", "atLeast": 21, "because": "of age"}]}]}
                """);
        ReadmeExample.Customer young = new ReadmeExample.Customer("x", 20, "FR", 1000, 1, false);

        Decision decision = ReadmeExample.decide(history.build(), catalog, folder.resolve("retail.nba"), young);

        assertThat(decision.action().isDoNothing()).isTrue();
        assertThat(decision.rejected())
                .singleElement()
                .hasToString("Gold card: eligibility: of age (age 20, required >= 21)");
        assertThat(decision.churn()).isBetween(0.2, 0.6);
        assertThat(decision.segment()).isNotEmpty();
        assertThat(decision.why()).isNotEmpty();
    }
}
