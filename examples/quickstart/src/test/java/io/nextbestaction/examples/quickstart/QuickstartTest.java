// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

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
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    @TempDir
    Path folder;

    private record Run(int exit, String out, String err) {}

    private Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        int exit = Quickstart.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a bad table: one message, exit code 2, no stack trace, nothing written. */
    private String refused(String csv, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), csv);
        return refused(file, more);
    }

    private String refused(Path file, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--data", file.toString()));
        arguments.addAll(List.of(more));
        Run run = run(arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(folder.resolve("out")).doesNotExist();
        return run.err().strip();
    }

    private static String table(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder csv = new StringBuilder("age,balance,country,churned\n");
        for (int i = 0; i < rows; i++) {
            int age = 20 + random.nextInt(50);
            csv.append(age)
                    .append(',')
                    .append(random.nextInt(10_000))
                    .append(',')
                    .append(random.nextBoolean() ? "FR" : "DE")
                    .append(',')
                    .append(random.nextInt(100) < age ? 1 : 0)
                    .append('\n');
        }
        return csv.toString();
    }

    @Test
    void the_synthetic_bank_gives_every_result_on_console_json_and_page() throws IOException {
        Path json = folder.resolve("result.json");
        Run run = run("--customers", "3000", "--json", json.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("AUC 0.")
                .contains("calibration error")
                .contains("Segments")
                .contains("Ten decisions")
                .contains("why: ")
                .contains("nobody is contacted")
                .contains("random eligible action")
                .contains("Ten decisions\n")
                .contains("(most popular)")
                .contains("oracle (knows the truth)");
        assertThat(run.err()).contains("churn                              100 %");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/heldOut/rows").asInt()).isEqualTo(600);
        assertThat(result.at("/heldOut/auc").asDouble()).isBetween(0.75, 0.90);
        assertThat(result.at("/decisions").size()).isEqualTo(10);
        double[] values = result.at("/policies").findValues("perCustomer").stream()
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        assertThat(values).hasSize(5);
        assertThat(values[0]).isZero();
        // Ours beats random and the most popular action by far, and nobody beats the oracle.
        assertThat(values[3]).isGreaterThan(2 * Math.max(values[1], values[2]));
        assertThat(values[4]).isGreaterThan(values[3]);
        assertThat(folder.resolve("out/bank.nba")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("Content-Security-Policy")
                .contains("What policies are worth")
                .contains("Smallest changes", "Another decision than", "makes +", "Real ones at least as far")
                .contains("passed over for the next cheapest")
                .contains("is most at risk", "Cutoff</dt><dd class=\"value\">16.7 %", "reasons, the strongest first")
                .contains(
                        "Reason codes",
                        "nothing here is an adverse action under Regulation B",
                        "The codes are an example.")
                .contains("statistical parity", "equal opportunity", "average odds", "predictive parity", "consistency")
                .contains("What if", "Drivers", "Profiles", "Performance", "Segments", "Drift", "Policy", "Fairness")
                .contains("Explanation quality", "measured on 100 held-out customers", "Adds up: ")
                .contains("Orders fields better than chance", "Obeys the axioms")
                .contains("Model card", "training data");
        assertThat(Files.size(folder.resolve("out/report.html"))).isLessThan(1_000_000);
        try (Stream<Path> left = Files.list(folder.resolve("out"))) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void the_same_seed_gives_the_same_figures_and_decisions() throws IOException {
        Path a = folder.resolve("a.json");
        Path b = folder.resolve("b.json");
        run("--customers", "900", "--seed", "7", "--json", a.toString());
        run("--customers", "900", "--seed", "7", "--json", b.toString());
        ObjectMapper mapper = new ObjectMapper();

        assertThat(mapper.readTree(a.toFile()).at("/heldOut"))
                .isEqualTo(mapper.readTree(b.toFile()).at("/heldOut"));
        assertThat(mapper.readTree(a.toFile()).at("/decisions"))
                .isEqualTo(mapper.readTree(b.toFile()).at("/decisions"));
    }

    @Test
    void a_table_with_bom_and_windows_line_ends_is_read_like_any_other() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ok.csv"), "\uFEFF" + table(600).replace("\n", "\r\n"));
        Run run = run("--data", file.toString(), "--label", "churned");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("Churn on 120 held-out customers");
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .as("no groups are named, so none are compared")
                .contains("No codes were declared: every field has one of its own.", "F01 age")
                .doesNotContain("Fairness");
    }

    @Test
    void a_column_all_missing_is_told_and_does_not_stop_the_job() throws IOException {
        String csv = table(600).replace("\n", ",\n").replaceFirst("churned,\n", "churned,empty\n");
        Path file = Files.writeString(folder.resolve("empty-column.csv"), csv);
        Run run = run("--data", file.toString(), "--label", "churned");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"empty\"");
    }

    @Test
    void a_missing_file_is_told() throws IOException {
        assertThat(refused(folder.resolve("nowhere.csv"), "--label", "churned")).contains("nowhere.csv");
    }

    @Test
    void an_empty_file_and_a_header_alone_are_told() throws IOException {
        assertThat(refused("", "--label", "churned")).contains("bad.csv");
        assertThat(refused("age,churned\n", "--label", "churned")).contains("bad.csv");
    }

    @Test
    void a_ragged_row_is_told_with_its_line() throws IOException {
        assertThat(refused("age,churned\n1,0\n2\n3,1\n", "--label", "churned")).contains("line 3");
    }

    @Test
    void text_in_a_numeric_column_is_told_with_line_and_column() throws IOException {
        String csv = table(500).replaceFirst("\n(\\d+),", "\nforty,");
        assertThat(refused(csv, "--label", "churned")).contains("line 2").contains("\"age\"");
    }

    @Test
    void an_unknown_label_names_the_nearest_column() throws IOException {
        assertThat(refused(table(100), "--label", "churn")).contains("\"churned\"");
    }

    @Test
    void a_label_not_named_is_told() throws IOException {
        assertThat(refused(table(100)))
                .isEqualTo(
                        "The options --data FILE and --label COLUMN must come together.\nMaybe add the missing one.");
    }

    @Test
    void a_column_that_holds_the_answer_is_refused_unless_trusted() throws IOException {
        String csv = "age,closed,churned\n";
        StringBuilder rows = new StringBuilder(csv);
        for (int i = 0; i < 400; i++) {
            int churned = i % 3 == 0 ? 1 : 0;
            rows.append(20 + i % 50)
                    .append(',')
                    .append(churned)
                    .append(',')
                    .append(churned)
                    .append('\n');
        }
        assertThat(refused(rows.toString(), "--label", "churned"))
                .contains("The field \"closed\" (")
                .endsWith(
                        "Maybe add --drop \"closed\", or, if it is truly known before the event, --trust \"closed\".");
    }

    @Test
    void a_date_that_may_change_is_refused() throws IOException {
        StringBuilder rows = new StringBuilder("joined,age,churned\n");
        for (int i = 0; i < 400; i++) {
            rows.append("2020-01-")
                    .append(10 + i % 20)
                    .append(',')
                    .append(20 + i % 50)
                    .append(',');
            rows.append(i * 7 % 10 < 3 ? 1 : 0).append('\n');
        }
        assertThat(refused(rows.toString(), "--label", "churned", "--may-change", "joined"))
                .contains("The column \"joined\" (a date) of --may-change must hold numbers, flags or names.\nMaybe");
    }

    @Test
    void one_class_only_is_told() throws IOException {
        assertThat(refused("age,churned\n" + "30,0\n".repeat(100), "--label", "churned"))
                .contains("\"churned\"");
    }

    @Test
    void a_duplicated_header_is_told() throws IOException {
        assertThat(refused("age,age,churned\n1,2,0\n", "--label", "churned")).contains("\"age\"");
    }

    @Test
    void a_cell_of_two_hundred_thousand_characters_is_told_with_its_place() throws IOException {
        String csv = "note,churned\nshort,0\n" + "x".repeat(200_000) + ",1\n";
        assertThat(refused(csv, "--label", "churned"))
                .contains("line 3")
                .contains("\"note\"")
                .contains("100000");
    }

    @Test
    void an_unknown_catalogue_field_names_the_nearest_one() throws IOException {
        Path catalog = catalog("\"field\": \"balanc\", \"atLeast\": 0", "1");
        assertThat(refused(table(300), "--label", "churned", "--catalog", catalog.toString()))
                .contains("\"balanc\"")
                .contains("Maybe \"balance\" was meant.");
    }

    @Test
    void an_action_of_negative_cost_is_told_with_line_and_column() throws IOException {
        Path catalog = catalog("\"field\": \"balance\", \"atLeast\": 0", "-1");
        assertThat(refused(table(300), "--label", "churned", "--catalog", catalog.toString()))
                .contains("actions[0].cost.contact in catalog.json, line 2, column")
                .contains("must be at least 0.");
    }

    private Path catalog(String condition, String cost) throws IOException {
        return Files.writeString(folder.resolve("catalog.json"), """
                {"actions": [
                  {"id": "a", "title": "A", "cost": {"contact": %s}, "rules": [
                    {"stage": "eligibility", "because": "rule", %s}]}]}
                """.formatted(cost, condition));
    }

    @Test
    void advice_is_given_in_options_of_the_command_line() throws IOException {
        assertThat(refused(table(300).replace(',', ';'), "--label", "churned")).contains("--separator ';'");
        String csv = table(500).replaceFirst("\n(\\d+),", "\nforty,");
        assertThat(refused(csv, "--label", "churned")).contains("--category \"age\"");
    }

    @Test
    void a_folder_is_never_replaced_by_the_json_file() throws IOException {
        Path target = Files.createDirectory(folder.resolve("results"));
        Run run = run("--customers", "500", "--json", target.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("must be a file that can be written").doesNotContain("churn");
        assertThat(target).isDirectory();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void identifiers_are_left_out_and_sample_actions_and_groups_told() throws IOException {
        List<String> lines = table(600).lines().toList();
        StringBuilder csv = new StringBuilder("CustomerId,Surname," + lines.get(0) + "\n");
        for (int i = 1; i < lines.size(); i++) {
            csv.append(15_000_000 + 7 * i)
                    .append(",Sur")
                    .append(i % 200)
                    .append(',')
                    .append(lines.get(i))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("ids.csv"), csv);
        Run run = run(
                "--data",
                file.toString(),
                "--label",
                "churned",
                "--group",
                "country",
                "--may-change",
                "balance,country");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("left out: CustomerId (an identifier: 600 different whole numbers in 600 rows); keep it with")
                .contains("left out: Surname (an identifier: 200 different values in 600 rows); keep it with")
                .contains("model inputs: age, balance, country\n")
                .contains("Ten decisions, with three sample actions; --catalog FILE for yours");
        assertThat(run.err().lines().filter(line -> line.contains("reading"))).hasSize(1);
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains(
                        "Fairness",
                        "Groups compared",
                        "Smallest changes",
                        "Another decision than",
                        "Decided with three sample actions; --catalog FILE for yours.")
                .doesNotContain("Surname", "Sur7", "CustomerId");
        assertThat(Files.readString(folder.resolve("out/bank.nba"), StandardCharsets.ISO_8859_1))
                .doesNotContain("Surname", "Sur7", "CustomerId");
    }

    @Test
    void a_group_of_too_many_values_is_told() throws IOException {
        assertThat(refused(table(600), "--label", "churned", "--group", "age"))
                .contains("The column \"age\" (50 different values) of --group must have 2 to 20.\nMaybe name another");
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_before_anything_is_read() throws IOException {
        Files.writeString(folder.resolve("out"), "");
        Run run = run("--data", "nowhere.csv", "--label", "churned");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().strip())
                .endsWith("must be a folder that can be written.\nMaybe name another with --out FOLDER.");
    }

    @Test
    void options_of_a_table_without_a_table_are_refused() {
        for (String option :
                List.of("--label", "--positive", "--keep", "--group", "--may-change", "--catalog", "--folds")) {
            Run run = run(option, "x");
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err())
                    .startsWith("The option " + option + " must come with --data FILE.\nMaybe it was forgotten");
        }
    }

    @Test
    void an_unknown_option_is_told_with_exit_code_2() {
        assertThat(run("--dta", "x").exit()).isEqualTo(2);
    }
}
