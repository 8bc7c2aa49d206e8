// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PointScaleTest {
    private static final PointScale SCALE = new PointScale(20, 600, 50);

    @Test
    void twenty_points_double_the_odds_and_600_is_fifty_to_one() {
        assertThat(SCALE.factor()).isCloseTo(28.85390081777927, within(1e-12));
        assertThat(SCALE.offset()).isCloseTo(487.1228762045055, within(1e-12));
        assertThat(SCALE.points(1 / 51.0)).isCloseTo(600, within(1e-9));
        assertThat(SCALE.points(1 / 101.0)).isCloseTo(620, within(1e-9));
        assertThat(SCALE.points(0.5)).isCloseTo(SCALE.offset(), within(1e-12));
    }

    @Test
    void a_score_gives_the_probability_back() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            double bad = 0.0001 + 0.9998 * random.nextDouble();
            assertThat(SCALE.bad(SCALE.points(bad))).isCloseTo(bad, within(1e-12));
        }
    }

    @Test
    void scales_without_points_or_odds_are_refused() {
        assertThatThrownBy(() -> new PointScale(0, 600, 50))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The points that double the odds (0.0) and the score (600.0) of a point scale must be finite,"
                                + " the first not 0.\nMaybe 20 points and 600 were meant.");
        assertThatThrownBy(() -> new PointScale(20, 600, 0))
                .hasMessage("The odds (0.0) of a point scale must be finite and above 0.\n"
                        + "Maybe 50 was meant: fifty good to one bad.");
    }
}
