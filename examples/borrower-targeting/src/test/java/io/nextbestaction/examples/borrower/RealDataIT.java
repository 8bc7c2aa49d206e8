// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The earlier project's own rows: its accuracies come back, and its "AUC" of hard labels is told from the true one. */
class RealDataIT {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../../shared/data"));

    @TempDir
    Path folder;

    @Test
    void eight_of_the_nine_earlier_accuracies_come_back() throws IOException {
        Path thera = DATA.resolve("thera");
        assumeTrue(Files.exists(thera), () -> "real data is absent: " + thera + " (set -Dnba.data)");
        Path json = folder.resolve("result.json");
        BorrowerTargetingTest.Run run = BorrowerTargetingTest.run(
                folder,
                "--data1",
                thera.resolve("Data1.csv").toString(),
                "--data2",
                thera.resolve("Data2.csv").toString(),
                "--json",
                json.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/heldOutRows").asInt()).isEqualTo(1494);
        int compared = 0;
        for (JsonNode model : result.at("/models")) {
            if (model.at("/earlier").isNumber()) {
                compared++;
                assertThat(model.at("/accuracy").asDouble())
                        .as(model.at("/name").asText())
                        .isCloseTo(model.at("/earlier").asDouble(), within(0.005));
            }
        }
        assertThat(compared).isEqualTo(10);
        assertThat(result.at("/auc/estimate").asDouble()).isGreaterThan(0.995);
        assertThat(result.at("/campaign/observed/rate").asDouble())
                .isGreaterThan(5 * result.at("/oldRate").asDouble());
    }
}
