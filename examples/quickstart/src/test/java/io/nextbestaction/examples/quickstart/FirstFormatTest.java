// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.segment.KMeans;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An artifact of the first format, written once and kept: it must load and decide to the bit for ever. */
class FirstFormatTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void the_first_artifact_still_decides_to_the_bit() throws Exception {
        NextBestAction<BankCustomer> engine =
                NextBestAction.load(resource("first-format.nba"), RowBinder.ofRecord(BankCustomer.class), CLOCK);

        assertThat(decisions(engine)).isEqualTo(Files.readString(resource("first-format.txt")));
        assertThat(engine.provenance().rows()).isEqualTo(2000);
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(FirstFormatTest.class.getResource(name)).toURI());
    }

    /** Decisions in hexadecimal, so that nothing is lost to printing; reasons to the precision they are kept to. */
    private static String decisions(NextBestAction<BankCustomer> engine) {
        return SyntheticBank.generate(20, 7).customers().stream()
                .map(engine::decide)
                .map(FirstFormatTest::line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Decision decision) {
        return Double.toHexString(decision.churn())
                + " "
                + decision.segment()
                + decision.ranked().stream()
                        .map(r -> " " + r.action().id() + " " + Double.toHexString(r.expectedValue()))
                        .collect(Collectors.joining())
                + decision.why().stream()
                        .map(r -> " " + r.field() + " " + String.format(Locale.ROOT, "%.8f", r.contribution()))
                        .collect(Collectors.joining());
    }

    /** Wrote the two files; the next format gets files of its own beside them. */
    public static void main(String[] folder) throws IOException {
        SyntheticBank bank = SyntheticBank.generate(2000, 1);
        NextBestAction<BankCustomer> engine = NextBestAction.of(BankCustomer.class)
                .features(Features.of(BankCustomer.class)
                        .ignore("customerId")
                        .log("savings")
                        .asOf(SyntheticBank.SNAPSHOT))
                .churn(GradientBoosting.classifier(
                        GradientBoosting.Parameters.defaults().withRounds(15)))
                .responses(LogisticRegression.classifier())
                .segments(KMeans.of(3))
                .actions(ActionCatalog.parse(SyntheticBank.catalogJson(), "synthetic bank"))
                .explain(Shapley.values())
                .clock(CLOCK)
                .fit(bank.history());
        engine.save(Path.of(folder[0], "first-format.nba"));
        Files.writeString(Path.of(folder[0], "first-format.txt"), decisions(engine));
    }
}
