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
                "2000",
                "--json",
                json.toString());

        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("expected incremental value", "Allocation: FEASIBLE");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(value(result, "do nothing")).isZero();
        double oracle = value(result, "oracle");
        assertThat(policy(result, "oracle").get("oracleShare").asDouble()).isCloseTo(1, within(1e-9));
        double best = value(result, "expected incremental value");
        assertThat(best)
                .isGreaterThan(value(result, "random"))
                .isGreaterThan(value(result, "most popular"))
                .isLessThan(oracle);
        JsonNode allocation = result.get("allocation");
        assertThat(allocation.get("relativeGap").asDouble()).isBetween(0.0, 0.001);
        for (JsonNode limit : allocation.get("limits")) {
            double spare = limit.get("bound").asDouble() - limit.get("used").asDouble();
            boolean minimum = limit.get("name").asText().equals("savings plans");
            assertThat(minimum ? -spare : spare).isGreaterThan(-1e-6);
        }
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
