// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinkTest {

    @Test
    void the_sigmoid_equals_its_definition() {
        for (double z = -30; z <= 30; z += 0.01) {
            double expected = 1 / (1 + Math.exp(-z));
            assertThat(Link.sigmoid(z)).isCloseTo(expected, within(4e-16 + 1e-14 * expected));
        }
        assertThat(Link.sigmoid(0)).isEqualTo(0.5);
    }

    @Test
    void the_sigmoid_holds_at_both_ends() {
        assertThat(Link.sigmoid(1e6)).isEqualTo(1);
        assertThat(Link.sigmoid(-1e6)).isEqualTo(0);
        assertThat(Link.sigmoid(-700)).isCloseTo(Math.exp(-700), within(1e-318));
        assertThat(Link.sigmoid(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Link.sigmoid(Double.NEGATIVE_INFINITY)).isEqualTo(0);
        assertThat(Link.sigmoid(Double.NaN)).isNaN();
    }

    @Test
    void the_sigmoid_never_falls_and_mirrors_at_zero() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double a = random.nextDouble(-50, 50);
            double b = a + random.nextDouble(0, 1e-3);
            assertThat(Link.sigmoid(b) >= Link.sigmoid(a)).isTrue();
            assertThat(Link.sigmoid(a) + Link.sigmoid(-a)).isCloseTo(1, within(3e-16));
        }
    }

    @Test
    void the_logit_undoes_the_sigmoid() {
        for (double z = -30; z <= 15; z += 0.013) {
            assertThat(Link.logit(Link.sigmoid(z))).isCloseTo(z, within(1e-9));
        }
        assertThat(Link.logit(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Link.logit(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Link.logit(0.5)).isZero();
    }

    @Test
    void the_identity_stays_within_zero_and_one() {
        assertThat(Link.IDENTITY.probability(0.3)).isEqualTo(0.3);
        assertThat(Link.IDENTITY.probability(-0.1)).isEqualTo(0.0);
        assertThat(Link.IDENTITY.probability(-0.0)).isEqualTo(0.0);
        assertThat(Link.IDENTITY.probability(1.1)).isEqualTo(1);
        assertThat(Link.IDENTITY.probability(Double.NaN)).isNaN();
        assertThat(Link.LOGISTIC.probability(1)).isEqualTo(Link.sigmoid(1));
    }

    @Test
    void the_bits_are_fixed() {
        // the exact values are ...2bdp-1, ...847p-4 and ...9efp0: within one ulp
        assertThat(Double.toHexString(Link.sigmoid(1))).isEqualTo("0x1.764d4f5d5a2bdp-1");
        assertThat(Double.toHexString(Link.sigmoid(-2.5))).isEqualTo("0x1.36b7112534848p-4");
        assertThat(Double.toHexString(Link.logit(0.2))).isEqualTo("-0x1.62e42fefa39efp0");
    }
}
