// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import static io.nextbestaction.internal.artifact.KernelCodecTest.entry;
import static io.nextbestaction.internal.artifact.KernelCodecTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.model.KernelMachine;
import io.nextbestaction.model.NaiveBayes;
import io.nextbestaction.model.Neighbors;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.Scorer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DenseCodecTest {
    private static final int INPUTS = 3;

    /** One kernel of each family, with numbers that are easily lost. */
    static List<Scorer> kernels(SplittableRandom random) {
        double[] means = {-0.0, Double.MIN_VALUE, random.nextDouble()};
        double[] scales = {0, 1e300, random.nextDouble()};
        double[] variances = {Double.POSITIVE_INFINITY, 0.5, random.nextDouble(1, 2)};
        double[] points = random.doubles(150L * INPUTS, -1, 1).toArray();
        double[] votes = random.doubles(150, 0.1, 1)
                .map(v -> random.nextBoolean() ? v : -v)
                .toArray();
        double[][] weights = {
            random.doubles(INPUTS * 4, -1, 1).toArray(),
            random.doubles(8, -1, 1).toArray(),
            {-0.0, 1}
        };
        double[][] biases = {random.doubles(4, -1, 1).toArray(), {1, -0.0}, {random.nextDouble()}};
        return List.of(
                NaiveBayes.of(-0.0, means, variances, points(random), variances),
                KernelMachine.of(points, votes, -0.0, 0.7, scales, means),
                Neighbors.of(points, votes, 7, random.nextBoolean(), new double[] {1, 0, 2}, means),
                Network.of(weights, biases, means));
    }

    private static double[] points(SplittableRandom random) {
        return random.doubles(INPUTS, -1, 1).toArray();
    }

    @Test
    void every_kernel_comes_back_with_every_number_and_every_margin() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20; i++) {
            for (Scorer scorer : kernels(random)) {
                byte[] bytes = KernelCodec.encode(scorer);
                Scorer read = KernelCodec.scorer(entry(bytes));
                assertThat(read).hasSameClassAs(scorer);
                assertThat(KernelCodec.encode(read)).isEqualTo(bytes);
                for (int r = 0; r < 20; r++) {
                    double[] row = points(random);
                    row[random.nextInt(INPUTS)] = Double.NaN;
                    assertThat(Double.doubleToRawLongBits(read.margin(row)))
                            .isEqualTo(Double.doubleToRawLongBits(scorer.margin(row)));
                }
            }
        }
    }

    @Test
    void the_saved_form_never_changes() {
        ByteBuffer network = start(8).putInt(1).putInt(2).putDouble(5);
        network.putInt(2).putDouble(6).putDouble(7).putDouble(1).putDouble(2);
        network.putInt(1).putDouble(8).putDouble(3).putDouble(4);
        assertThat(bytes(network))
                .isEqualTo(KernelCodec.encode(
                        Network.of(new double[][] {{1, 2}, {3, 4}}, new double[][] {{6, 7}, {8}}, new double[] {5})));
        ByteBuffer neighbors = start(9).putInt(1).put((byte) 1).putInt(1).putInt(2);
        neighbors
                .putDouble(1)
                .putDouble(2)
                .putDouble(-3)
                .putDouble(4)
                .putDouble(5)
                .putDouble(6);
        assertThat(bytes(neighbors))
                .isEqualTo(KernelCodec.encode(Neighbors.of(
                        new double[] {5, 6}, new double[] {-3, 4}, 1, true, new double[] {1}, new double[] {2})));
        ByteBuffer machine = start(7).putDouble(1).putDouble(2).putInt(1).putInt(1);
        machine.putDouble(3).putDouble(4).putDouble(5).putDouble(6);
        assertThat(bytes(machine))
                .isEqualTo(KernelCodec.encode(KernelMachine.of(
                        new double[] {6}, new double[] {5}, 1, 2, new double[] {3}, new double[] {4})));
        ByteBuffer bayes = start(6).putDouble(1).putInt(1);
        bayes.putDouble(2).putDouble(3).putDouble(4).putDouble(5);
        assertThat(bytes(bayes))
                .isEqualTo(KernelCodec.encode(
                        NaiveBayes.of(1, new double[] {2}, new double[] {3}, new double[] {4}, new double[] {5})));
    }

    private static ByteBuffer start(int kind) {
        return ByteBuffer.allocate(200)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) kind)
                .put((byte) 1);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] written = new byte[buffer.flip().remaining()];
        buffer.get(written);
        return written;
    }

    @Test
    void absurd_headers_are_refused_before_anything_is_allocated() {
        String damaged = "Maybe the file is damaged: copy or save it again.";
        String of = " of entry \"churn.model\" of artifact retail.nba must fit into the ";
        refused(
                bytes(start(7).putDouble(1)
                        .putDouble(2)
                        .putInt(3)
                        .putInt(Integer.MAX_VALUE)
                        .put(new byte[48])),
                KernelCodec::scorer,
                "The number of support vectors (2147483647)" + of + "48 bytes that follow.\n" + damaged);
        refused(
                bytes(start(9).putInt(1).put((byte) 0).putInt(3).putInt(-1).put(new byte[48])),
                KernelCodec::scorer,
                "The number of rows (4294967295)" + of + "48 bytes that follow.\n" + damaged);
        refused(
                bytes(start(8).putInt(1).putInt(2).putDouble(0).putInt(9).put(new byte[100])),
                KernelCodec::scorer,
                "The number of weights (9)" + of + "28 bytes that follow.\n" + damaged);
        refused(
                bytes(start(9).putInt(1).put((byte) 2).put(new byte[48])),
                KernelCodec::scorer,
                "The division by distance (2) of entry \"churn.model\" of artifact retail.nba must be 0 or 1.\n"
                        + damaged);
        refused(
                bytes(start(6).putDouble(1).putInt(1).put(new byte[32])),
                KernelCodec::scorer,
                "The entry \"churn.model\" of artifact retail.nba must be readable: The variances (0.0 and 0.0) of input"
                        + " 0 of naive Bayes must be above 1.0E-300, and infinite in both classes or none.\n"
                        + "Maybe the file was edited: save it again.");
    }

    @Test
    void damaged_kernels_give_a_kernel_or_an_artifact_exception() {
        SplittableRandom random = new SplittableRandom(5);
        List<byte[]> seeds = kernels(random).stream().map(KernelCodec::encode).toList();
        int refused = 0;
        for (int i = 0; i < 12_000; i++) {
            byte[] bytes = seeds.get(i % seeds.size()).clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                // Half the damage in the header, which is short.
                int end = random.nextBoolean() ? 40 : bytes.length;
                bytes[random.nextInt(end)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xFF);
            }
            bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 4)) : bytes;
            try {
                assertThat(KernelCodec.scorer(entry(bytes))).isNotNull();
            } catch (ArtifactException e) {
                refused++;
                assertThat(e.getMessage()).contains("retail.nba").contains(" must ");
            }
        }
        assertThat(refused).isGreaterThan(3_000);
    }
}
