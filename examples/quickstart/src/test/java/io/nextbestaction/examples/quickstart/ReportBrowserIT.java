// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.explain.report.WhatIf;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser: its policy lets its own scripts run, and they show the score of the engine. */
class ReportBrowserIT {
    @TempDir
    Path folder;

    private static boolean hasChromium() {
        try {
            Process chromium = new ProcessBuilder("chromium", "--version").start();
            return chromium.waitFor(20, TimeUnit.SECONDS) && chromium.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Test
    void the_scripts_run_and_score_the_first_customer_like_the_engine() throws Exception {
        assumeTrue(hasChromium(), "chromium is not installed: the report is not opened");
        PrintStream quiet = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Path json = folder.resolve("result.json");
        int exit = Quickstart.run(
                quiet,
                quiet,
                "--customers",
                "2000",
                "--json",
                json.toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(exit).isZero();

        String page = open(folder.resolve("out/report.html"));

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        String most = result.at("/mostAtRiskDecision").asText();
        double churn = Double.parseDouble(most.replaceAll("(?s).*churn +([0-9.]+).*", "$1"));
        String shown = page.replaceAll("(?s).*<div class=\"now\"[^>]*><strong>([0-9.]+) %</strong>.*", "$1");
        assertThat(Double.parseDouble(shown) / 100)
                .as("the first customer of the what-if is the one most at risk")
                .isBetween(churn - 0.0056, churn + 0.0056);
        assertThat(page).contains("id=\"p2\" hidden").contains("What made the score</title>");
        assertThat(page)
                .as("differences of probabilities are in points, not in percent")
                .contains(">Starting point</text>")
                .containsPattern(">\\+[0-9.]+</text>")
                .doesNotContainPattern(">\\+[0-9.]+ %</text>");
        assertThat(page).containsPattern("aria-valuetext=\"0\\.[0-9]{4}\"");
        assertThat(page).doesNotContain("This part needs the script");
    }

    @Test
    void a_what_if_without_the_model_shows_what_was_worked_out() throws Exception {
        assumeTrue(hasChromium(), "chromium is not installed: the report is not opened");
        SyntheticBank bank = SyntheticBank.generate(1500, 7);
        NextBestAction<BankCustomer> engine = NextBestAction.of(BankCustomer.class)
                .features(Features.of(BankCustomer.class).ignore("customerId", "joined"))
                .churn(GradientBoosting.classifier(
                        GradientBoosting.Parameters.defaults().withRounds(10)))
                .responses(LogisticRegression.classifier())
                .actions(ActionCatalog.parse(SyntheticBank.catalogJson(), "synthetic bank"))
                .fit(bank.history());
        Row row = new Row(engine.schema());
        engine.bind(bank.customers().get(0), row);
        Path file = folder.resolve("known.html");
        HtmlReport.titled("Known")
                .whatIf(
                        "What if",
                        WhatIf.precomputed(engine.pipeline(), engine.churnModel(), List.of(row))
                                .customer("first", row))
                .write(file);

        String page = open(file);

        double churn = engine.decide(bank.customers().get(0)).churn();
        assertThat(page)
                .contains(String.format(Locale.ROOT, "<strong>%.1f %%</strong>", 100 * churn))
                .contains("What made the score</title>", "gives")
                .doesNotContain("This part needs the script", "type=\"number\"");
    }

    /** The document as it stands after its scripts ran. */
    private String open(Path page) throws Exception {
        Path dump = folder.resolve("dump.html");
        Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dump.toFile())
                .redirectError(folder.resolve("browser.txt").toFile())
                .start();
        try {
            assertThat(chromium.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            chromium.destroyForcibly();
        }
        return Files.readString(dump);
    }
}
