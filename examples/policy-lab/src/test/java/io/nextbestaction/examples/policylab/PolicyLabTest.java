// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyLabTest {
    @TempDir
    Path folder;

    @Test
    void one_command_values_the_policies_and_allocates_with_a_certificate() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Path json = folder.resolve("lab.json");

        int exit = PolicyLab.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "--customers",
                "300",
                "--trial",
                "400",
                "--days",
                "30",
                "--json",
                json.toString());

        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "expected incremental value",
                        "The same over 30 days",
                        "fewer contacts",
                        "Valued from the log",
                        "boosted, one for all",
                        "fixed: fitted on a trial's log",
                        "Allocation: FEASIBLE")
                .containsPattern("phone calls +[\\d.]+, at most +")
                .containsPattern("savings plans +[\\d.]+, at least +15\\.0,");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(value(result, "do nothing")).isZero();
        double oracle = value(result, "oracle");
        assertThat(policy(result, "oracle").get("oracleShare").asDouble()).isCloseTo(1, within(1e-9));
        double best = value(result, "expected incremental value");
        assertThat(best)
                .isGreaterThan(value(result, "random"))
                .isGreaterThan(value(result, "most popular"))
                .isLessThan(oracle);
        joint(result);
        season(result);
        for (JsonNode logged : result.get("offPolicy")) {
            String name = logged.get("policy").asText();
            if (!name.startsWith("random")) {
                assertThat(logged.get("increment").asDouble()).as(name).isCloseTo(value(result, name), within(1e-9));
                assertThat(logged.get("truth").asDouble()).as(name).isNotCloseTo(value(result, name), within(0.1));
            }
        }
        JsonNode allocation = result.get("allocation");
        assertThat(allocation.get("relativeGap").asDouble()).isBetween(0.0, 0.001);
        for (JsonNode limit : allocation.get("limits")) {
            double spare = limit.get("bound").asDouble() - limit.get("used").asDouble();
            boolean minimum = limit.get("minimum").asBoolean();
            assertThat(minimum).isEqualTo(limit.get("name").asText().equals("savings plans"));
            assertThat(minimum ? -spare : spare).isGreaterThan(-1e-6);
        }
    }

    @Test
    void a_season_too_long_to_be_told_is_refused() {
        for (String days : new String[] {"0", "1001"}) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
            int exit = PolicyLab.run(errors, errors, "--customers", "20", "--days", days);
            assertThat(exit).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("The days (" + days + ") of the season must lie between 1 and 1000.");
        }
    }

    private static void joint(JsonNode result) {
        assertThat(result.get("responses")).hasSize(2);
        for (JsonNode way : result.get("responses")) {
            assertThat(way.get("logLoss").asDouble()).as(way.toString()).isBetween(0.05, 0.3);
        }
        assertThat(value(result, "the same, one model for all")).isGreaterThan(value(result, "random"));
    }

    private static void season(JsonNode result) {
        assertThat(result.get("actions").asInt()).isEqualTo(20);
        JsonNode season = result.get("season");
        assertThat(season).hasSize(18);
        for (JsonNode policy : season) {
            assertThat(policy.get("contacts").asDouble()).as(policy.toString()).isBetween(0.0, 4.0 * 30 / 6);
            assertThat(policy.get("oracleShare").asDouble())
                    .as(policy.toString())
                    .isLessThanOrEqualTo(1);
        }
        assertThat(season.get(0).get("value").asDouble()).isZero();
        JsonNode oracle = season.get(17);
        assertThat(oracle.get("oracleShare").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(oracle.get("early").asDouble()).isCloseTo(0, within(1e-9));
        JsonNode fatigue = result.get("fatigue");
        assertThat(fatigue.get("fewerContacts").asDouble()).isPositive();
        assertThat(fatigue.get("caps")).isEqualTo(season.get(12));
        assertThat(result.get("offPolicy")).hasSize(9);
        for (JsonNode value : result.get("offPolicy")) {
            boolean refused = !value.get("refused").asText().isEmpty();
            assertThat(value.get("estimate").isNumber()).as(value.toString()).isNotEqualTo(refused);
            JsonNode again = value.get("again");
            JsonNode warned = value.get("warned");
            assertThat(again.get("held").asInt()).isBetween(0, again.get("of").asInt());
            assertThat(warned.get("held").asInt()).isBetween(0, warned.get("of").asInt());
            assertThat(warned.get("of").asInt())
                    .isLessThanOrEqualTo(again.get("of").asInt());
            double tail = value.get("tailShape").asDouble();
            // 300 customers: 1 - 1 / log10(300)
            assertThat(value.get("heavyTailed").asBoolean()).isEqualTo(tail > 0.5963);
        }
    }

    @Test
    void a_trial_of_too_few_is_refused() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = PolicyLab.run(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "--trial",
                "99");
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("The customers (99) of the trial must be at least 100.")
                .contains("Maybe leave --trial out, or give more --customers.");
    }

    private static JsonNode policy(JsonNode result, String name) {
        for (JsonNode policy : result.get("policies")) {
            if (policy.get("name").asText().equals(name)) {
                return policy;
            }
        }
        throw new AssertionError("no policy " + name);
    }

    private static double value(JsonNode result, String name) {
        return policy(result, name).get("value").asDouble();
    }
}
