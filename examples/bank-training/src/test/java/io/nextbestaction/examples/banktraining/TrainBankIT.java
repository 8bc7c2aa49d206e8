// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.banktraining;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.features.synthetic.BankCustomer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainBankIT {
    @TempDir
    Path folder;

    @Test
    void trains_an_artifact_keeps_a_sound_one_and_replaces_a_damaged_one() throws IOException {
        Path file = folder.resolve("made/bank.nba");

        assertThat(train(file)).contains("bank.nba: 600 customers");
        NextBestAction<BankCustomer> engine = NextBestAction.load(file, BankCustomer.class);
        assertThat(engine.catalog().actions()).hasSize(8);
        assertThat(engine.contactPolicy()).isEqualTo(TrainBank.contacts());

        assertThat(train(file)).isEmpty();
        Files.writeString(file, "damaged");
        assertThat(train(file)).contains("600 customers");
        assertThat(NextBestAction.load(file, BankCustomer.class).version().model())
                .isEqualTo(engine.version().model());
    }

    private static String train(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(TrainBank.run(console, errors, "--customers", "600", "--keep", "--out", file.toString()))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
