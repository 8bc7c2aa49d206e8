// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.allocation.Certificate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AllocationScaleTest {
    @Test
    void a_small_run_is_feasible_and_close_to_its_bound() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        Certificate certificate = AllocationScale.run(20_000, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(certificate.status()).isEqualTo(Certificate.Status.FEASIBLE);
        assertThat(certificate.relativeGap()).isBetween(0.0, 1e-3);
        assertThat(certificate.constraints()).hasSize(5).anyMatch(use -> use.shadowPrice() != 0);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("20,000 customers", "FEASIBLE");
    }
}
