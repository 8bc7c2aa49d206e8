// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.modelselection;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectModelTest {
    @TempDir
    Path folder;

    private record Run(int exit, String out, String err) {}

    private Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        int exit = SelectModel.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A bad table: one message, exit code 2, no stack trace, nothing saved. */
    private String refused(String csv, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), csv);
        List<String> arguments = new ArrayList<>(List.of("--data", file.toString(), "--label", "churned"));
        arguments.addAll(List.of(more));
        Run run = run(arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(folder.resolve("out")).doesNotExist();
        return run.err()
                .lines()
                .filter(line -> !line.startsWith("["))
                .reduce("", (a, b) -> a + b + "\n")
                .strip();
    }

    /** Rows of two numbers and the outcome, with more columns written by {@code more}. */
    private static String table(int rows, int perMille, String header, java.util.function.IntFunction<String> more) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder csv = new StringBuilder("age,balance,churned" + header + "\n");
        for (int i = 0; i < rows; i++) {
            int age = 20 + random.nextInt(50);
            boolean churned = random.nextInt(1000 * 45) < perMille * age;
            csv.append(age)
                    .append(',')
                    .append(random.nextInt(10_000))
                    .append(',')
                    .append(churned ? 1 : 0);
            csv.append(more.apply(churned ? -i - 1 : i)).append('\n');
        }
        return csv.toString();
    }

    private static String table(int rows, int perMille) {
        return table(rows, perMille, "", i -> "");
    }

    @Test
    void the_synthetic_bank_gives_a_leaderboard_a_calibration_and_a_saved_model() throws IOException {
        Path json = folder.resolve("result.json");
        Path html = folder.resolve("pages/profile.html");
        Run run = run("--customers", "700", "--budget", "1", "--json", json.toString(), "--html", html.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("no field gives the label away")
                .contains("95 % interval")
                .contains("calibration by tenths")
                .contains("Best: ");
        assertThat(folder.resolve("out/model.nba")).isNotEmptyFile();
        assertThat(html)
                .content()
                .contains("Data profile: synthetic bank, 700 customers")
                .contains("balanceTrend")
                .contains("Strongest correlations");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/rows").asInt()).isEqualTo(700);
        assertThat(result.at("/families/0/mean").asDouble()).isBetween(0.65, 0.95);
        assertThat(result.at("/nested").isNull()).isTrue();
    }

    @Test
    void a_fold_file_judges_the_search_on_folds_it_never_saw() throws IOException {
        Path data = Files.writeString(folder.resolve("ok.csv"), table(300, 300));
        StringBuilder folds = new StringBuilder("row,fold\n");
        IntStream.range(0, 300)
                .forEach(i -> folds.append(i).append(',').append(i % 2).append('\n'));
        Path file = Files.writeString(folder.resolve("folds.csv"), folds.toString());
        Run run = run("--data", data.toString(), "--label", "churned", "--folds", file.toString(), "--budget", "1");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("On the given folds")
                .contains("fold 1: ")
                .contains("selected");
    }

    @Test
    void a_label_leaked_as_a_feature_stops_the_search_unless_it_is_trusted() throws IOException {
        String leaked = table(300, 300, ",reason", i -> i < 0 ? ",7" : ",3");
        assertThat(refused(leaked))
                .isEqualTo("The field \"reason\" (alone it predicts the label with AUC 1.000) must not give the label"
                        + " away.\nMaybe add --drop \"reason\", or, if it is truly known before the event, --trust"
                        + " \"reason\".");
        Path file = Files.writeString(folder.resolve("leaked.csv"), leaked);
        Run trusted = run("--data", file.toString(), "--label", "churned", "--trust", "reason", "--budget", "1");
        assertThat(trusted.exit()).as(trusted.err()).isZero();
    }

    @Test
    void almost_one_class_only_is_told() throws IOException {
        assertThat(refused(table(3000, 1)))
                .startsWith("The rows (3000, ")
                .contains("must hold at least 10 with the event and 10 without.");
    }

    @Test
    void fewer_rows_than_folds_are_told() throws IOException {
        assertThat(refused("age,balance,churned\n30,1,0\n40,2,1\n50,3,0\n"))
                .startsWith("The rows (3, 1 with the event) of bad.csv, 3 rows must hold at least 10 with the event");
    }

    /** The leak ends the run where the table has been described: what left is told before anything is searched. */
    @Test
    void constant_and_identical_columns_are_left_out_with_the_reason() throws IOException {
        String csv = table(300, 300, ",bank,copy,reason", i -> ",5,0" + (i < 0 ? ",7" : ",3"))
                .replaceAll("(?m)^(\\d+)(,.*),0,([37])$", "$1$2,$1,$3");
        Path file = Files.writeString(folder.resolve("copies.csv"), csv);
        Run run = run("--data", file.toString(), "--label", "churned");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("The field \"reason\" (");
        assertThat(run.out())
                .contains("left out: \"bank\", the same value in every row")
                .contains("left out: \"copy\", equal to \"age\" in every row");
    }

    @Test
    void a_category_of_a_level_for_almost_every_row_is_told() throws IOException {
        assertThat(refused(table(2000, 300, ",city", i -> ",town" + (i < 0 ? -i - 1 : i) % 1500), "--keep", "city"))
                .contains("\"city\"")
                .contains("--drop \"city\"");
    }

    @Test
    void a_category_of_50_000_levels_is_told() throws IOException {
        assertThat(refused(table(60_000, 300, ",city", i -> ",c" + (i < 0 ? -i - 1 : i) % 50_000), "--keep", "city"))
                .isEqualTo("The field \"city\" (50000 levels in 60000 rows) of the recipe must be a category, not an"
                        + " identifier.\nMaybe leave it out with --drop \"city\".");
    }

    /** The leak ends the run before anything is searched. */
    @Test
    void identifiers_are_left_out_and_the_inputs_told() throws IOException {
        String csv = table(
                300, 300, ",customerId,reason", i -> "," + (i < 0 ? -7 * (i + 1) : 7 * i) + (i < 0 ? ",7" : ",3"));
        Path file = Files.writeString(folder.resolve("ids.csv"), csv);
        Run run = run("--data", file.toString(), "--label", "churned");
        assertThat(run.err()).contains("The field \"reason\" (").doesNotContain("customerId");
        assertThat(run.out())
                .contains("left out: customerId (an identifier: 300 different whole numbers in 300 rows); keep it with")
                .contains("model inputs: age, balance, reason\n");
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
    void options_without_a_table_and_unknown_ones_are_told() {
        Run run = run("--label", "churned");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("The option --label must come with --data FILE.");
        assertThat(run("--dta", "x").exit()).isEqualTo(2);
    }

    @Test
    void german_credit_is_searched_within_a_budget() throws IOException {
        Path data = Path.of(System.getProperty("nba.data", "../../../shared/data"), "german/german.data");
        Assumptions.assumeTrue(Files.exists(data), () -> "real data is absent: " + data + " (set -Dnba.data)");
        String header = "status,duration,credit_history,purpose,amount,savings,employment,installment_rate,"
                + "personal_status,debtors,residence_since,property,age,other_plans,housing,existing_credits,job,"
                + "liable_people,telephone,foreign_worker,class\n";
        Path file = Files.writeString(
                folder.resolve("german.csv"), header + Files.readString(data).replace(' ', ','));
        Run run = run("--data", file.toString(), "--label", "class", "--positive", "2", "--budget", "1");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("300 with the event (30.00 %)").contains("gradient boosting");
    }
}
