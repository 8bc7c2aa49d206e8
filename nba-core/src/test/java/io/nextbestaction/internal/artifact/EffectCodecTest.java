// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Scratch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectCodecTest {
    private static final EffectModel EFFECT = new EffectModel(
            "T-learner",
            2,
            List.of(
                    new EffectModel.Term(0.7, linear(0.5, -1), false, List.of()),
                    new EffectModel.Term(-1.3, linear(1, 2, -0.0), true, List.of(0.25))),
            -0.125);

    private static LinearModel linear(double... weights) {
        return LinearModel.of(weights, 0.1, new double[weights.length], Link.LOGISTIC);
    }

    private static ArtifactEntry entry(byte[] bytes) {
        return new ArtifactEntry("retail.nba", "effect.bin", bytes);
    }

    @Test
    void an_effect_comes_back_to_the_bit_and_is_the_sum_of_its_terms() {
        EffectModel read = EffectCodec.effect(entry(EffectCodec.encode(EFFECT)));
        assertThat(EffectCodec.encode(read)).isEqualTo(EffectCodec.encode(EFFECT));
        assertThat(read.learner()).isEqualTo("T-learner");
        SplittableRandom random = new SplittableRandom(1);
        Scratch scratch = new Scratch();
        for (int i = 0; i < 100; i++) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            double sum = 0.7 * (0.1 + 0.5 * a - b) - 1.3 * Link.sigmoid(0.1 + a + 2 * b) - 0.125;
            assertThat(EFFECT.effect(new double[] {a, b}, scratch)).isCloseTo(sum, within(1e-12));
            assertThat(read.effect(new double[] {a, b}, scratch))
                    .isEqualTo(EFFECT.effect(new double[] {a, b}, scratch));
        }
    }

    @Test
    void damaged_bytes_are_an_artifact_error_and_nothing_else() {
        byte[] bytes = EffectCodec.encode(EFFECT);
        for (int i = 0; i < bytes.length; i++) {
            for (int flip : new int[] {1, 0x40, 0xFF}) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) flip;
                read(damaged);
            }
            read(Arrays.copyOf(bytes, i));
        }
    }

    private static void read(byte[] bytes) {
        try {
            assertThat(EffectCodec.effect(entry(bytes)).terms()).isNotEmpty();
        } catch (ArtifactException e) {
            assertThat(e).hasMessageContaining("must");
        }
    }
}
