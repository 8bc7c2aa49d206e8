// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.JointModel;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.OddsShift;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.model.TemperatureMap;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JointCodecTest {
    private static final Calibration LINE = new PlattLine(0.9, -0.1, "folds", 3);
    private static final List<JointModel.Member> MEMBERS = List.of(
            new JointModel.Member("card", List.of(-0.0, Double.NaN), LINE),
            new JointModel.Member("fund/é", List.of(1.5, 2.0), new OddsShift(new TemperatureMap(2, "folds", 0), 3)));
    private static final JointModel JOINT =
            JointModel.of(Fixtures.forest(new SplittableRandom(5), 4, 12, 3), List.of("rate", "card"), MEMBERS);

    private static ArtifactEntry entry(byte[] bytes) {
        return new ArtifactEntry("retail.nba", "joint.bin", bytes);
    }

    @Test
    void a_joint_model_comes_back_to_the_bit() {
        for (Scorer scorer :
                List.of(JOINT.scorer(), LinearModel.of(new double[] {1, 2, 3, 4}, 0.5, new double[4], Link.LOGISTIC))) {
            JointModel joint = JointModel.of(scorer, JOINT.columns(), MEMBERS);
            JointModel read = JointCodec.joint(entry(JointCodec.encode(joint)));
            assertThat(JointCodec.encode(read)).isEqualTo(JointCodec.encode(joint));
            assertThat(read.columns()).isEqualTo(joint.columns());
            assertThat(read.members()).isEqualTo(joint.members());
            double[] margins = new double[2];
            double[] expected = new double[2];
            read.margins(new double[] {0.3, Double.NaN}, margins, new Scratch());
            joint.margins(new double[] {0.3, Double.NaN}, expected, new Scratch());
            assertThat(margins).isEqualTo(expected);
        }
    }

    @Test
    void damaged_bytes_are_an_artifact_error_and_nothing_else() {
        byte[] bytes = JointCodec.encode(JOINT);
        for (int i = 0; i < bytes.length; i++) {
            for (int flip : new int[] {1, 0x40, 0xFF}) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) flip;
                read(damaged);
            }
            read(Arrays.copyOf(bytes, i));
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            for (int k = random.nextInt(1, 9); k > 0; k--) {
                damaged[random.nextInt(i % 2 == 0 ? 80 : damaged.length)] = (byte) random.nextInt(256);
            }
            read(damaged);
        }
    }

    @Test
    void damaged_bytes_of_a_linear_model_and_a_network_are_too() {
        Scorer linear = LinearModel.of(new double[] {1, 2, 3, 4}, 0.5, new double[4], Link.LOGISTIC);
        Scorer network = Network.of(
                new double[][] {{1, 2, 3, 4, 5, 6, 7, 8}, {1, 1}}, new double[][] {{0, 0}, {0}}, new double[4]);
        for (Scorer scorer : List.of(linear, network)) {
            byte[] bytes = JointCodec.encode(JointModel.of(scorer, JOINT.columns(), MEMBERS));
            for (int i = 0; i < bytes.length; i++) {
                for (int flip = 1; flip < 256; flip++) {
                    byte[] damaged = bytes.clone();
                    damaged[i] ^= (byte) flip;
                    read(damaged);
                }
            }
        }
    }

    private static void read(byte[] bytes) {
        try {
            JointModel joint = JointCodec.joint(entry(bytes));
            for (int member = 0; member < joint.members().size(); member++) {
                assertThat(joint.model(member).scorer().inputs()).isEqualTo(joint.inputs());
            }
        } catch (ArtifactException e) {
            assertThat(e).hasMessageContaining("must");
        }
    }

    @Test
    void a_scorer_that_cannot_be_joint_and_parts_that_do_not_fit_are_told() {
        byte[] bytes = JointCodec.encode(JOINT);
        byte[] bayes = bytes.clone();
        int scorer = bytes.length - KernelCodec.encode(JOINT.scorer()).length;
        bayes[scorer] = (byte) Kind.CENTROIDS.code;
        assertThatThrownBy(() -> JointCodec.joint(entry(bayes)))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining(
                        "The content (centroids) of entry \"joint.bin\" of artifact retail.nba must be a scorer");
        assertThatThrownBy(() -> JointCodec.joint(entry(KernelCodec.encode(JOINT.scorer()))))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("The content (a forest)")
                .hasMessageContaining("must be a joint model");
        assertThatThrownBy(() -> JointCodec.joint(entry(Arrays.copyOf(bytes, bytes.length + 1))))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("rest (1 bytes)");
    }
}
