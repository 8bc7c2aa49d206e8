// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    @Test
    void a_table_has_a_line_for_each_distinct_probability() {
        Outcomes.Table table = Outcomes.of(
                        new double[] {0.2, 0.9, 0.5, 0.5, 0.1}, new boolean[] {false, true, true, false, true})
                .table();
        assertThat(table.cutoffs()).containsExactly(0.9, 0.5, 0.2, 0.1);
        assertThat(table.acted()).containsExactly(1, 3, 4, 5);
        assertThat(table.hits()).containsExactly(1, 2, 2, 3);
        assertThat(table.rows()).isEqualTo(5);
        assertThat(table.events()).isEqualTo(3);
    }

    @Test
    void every_line_of_a_long_table_counts_exactly() {
        SplittableRandom random = new SplittableRandom(1);
        double[] p = new double[5000];
        boolean[] labels = new boolean[p.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = random.nextInt(3000) / 3000.0;
            labels[i] = random.nextDouble() < p[i];
        }
        Outcomes.Table table = Outcomes.of(p, labels).table();
        assertThat(table.size()).isBetween(500, 1000);
        for (int k = 0; k < table.size(); k += 17) {
            int acted = 0;
            int hits = 0;
            for (int i = 0; i < p.length; i++) {
                if (p[i] >= table.cutoffs()[k]) {
                    acted++;
                    hits += labels[i] ? 1 : 0;
                }
            }
            assertThat(table.acted()[k]).isEqualTo(acted);
            assertThat(table.hits()[k]).isEqualTo(hits);
        }
        assertThat(table.acted()[table.size() - 1]).isEqualTo(p.length);
    }

    @Test
    void what_cannot_be_measured_is_refused() {
        assertThatThrownBy(() -> Outcomes.of(new double[2], new boolean[1]))
                .hasMessage("The probabilities (2) and labels (1) of outcomes must be as many.");
        assertThatThrownBy(() -> Outcomes.of(new double[] {0.5, 2}, new boolean[] {true, false}))
                .hasMessage("The probability (2.0) of an outcome must lie in [0, 1].\nMaybe a margin was given.");
        assertThatThrownBy(() -> Outcomes.of(new double[2], new boolean[2]))
                .hasMessage("The events (0 of 2) of outcomes must be some, but not all.\n"
                        + "Maybe hold out more customers.");
        Outcomes outcomes = Outcomes.of(new double[2], new boolean[] {true, false});
        assertThatThrownBy(() -> outcomes.worth(Double.NaN, 0, "EUR"))
                .hasMessage("The worth (NaN and 0.0) of acting must be finite.");
    }
}
