// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

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

/** The customers of CDNOW: 23,570 who came in the first quarter of 1997, 39 weeks known and 39 foretold. */
class RealDataIT {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../../shared/data"));

    @TempDir
    Path folder;

    @Test
    void two_steps_hold_their_own_against_bg_nbd_and_a_first_day_tells_little() throws IOException {
        Path file = DATA.resolve("cdnow/CDNOW_master.txt");
        assumeTrue(Files.exists(file), () -> "real data is absent: " + file + " (set -Dnba.data)");
        Path json = folder.resolve("result.json");
        CustomerValueTest.Run run = CustomerValueTest.run(folder, "--data", file.toString(), "--json", json.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        System.out.println(run.out());
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.at("/customers").asInt()).isEqualTo(23_570);
        assertThat(result.at("/money").asDouble()).isCloseTo(2_500_315.63, within(0.005));
        assertThat(result.at("/split").asText()).isEqualTo("1997-10-01");
        assertThat(result.at("/end").asText()).isEqualTo("1998-07-01");
        // The silhouette's two, of 17,061 and 6,509 in the reference.
        assertThat(result.at("/clusters").size()).isEqualTo(2);
        assertThat(result.at("/clusters/1/customers").asInt()).isBetween(16_900, 17_200);

        // Near the published fit to a tenth of them, whose alpha is 4.414 weeks.
        assertThat(result.at("/lifetime/purchases/r").asDouble()).isCloseTo(0.243, within(0.02));
        assertThat(result.at("/lifetime/purchases/alpha").asDouble()).isCloseTo(7 * 4.414, within(3.0));
        assertThat(result.at("/lifetime/amounts/p").asDouble()).isCloseTo(6.25, within(0.3));

        assertThat(result.at("/contest/0/auc").asDouble()).isGreaterThan(0.755);
        assertThat(result.at("/contest/1/difference").asDouble())
                .isGreaterThan(-2 * result.at("/contest/1/differenceError").asDouble());
        assertThat(result.at("/contest/2/difference").asDouble())
                .isLessThan(-3 * result.at("/contest/2/differenceError").asDouble());
        assertThat(result.at("/contest/1/total").asDouble()).isBetween(0.85, 1.2);
        for (String study : new String[] {"/history", "/firstDay"}) {
            assertThat(result.at(study + "/steps/deploy").asBoolean()).isTrue();
            assertThat(result.at(study + "/control/outcome").asText()).startsWith("no signal, do not deploy");
        }
        assertThat(result.at("/firstDay/steps/firstAuc/high").asDouble())
                .isLessThan(result.at("/history/steps/firstAuc/low").asDouble() - 0.1);
    }
}
