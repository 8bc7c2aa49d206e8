// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.model.BetaMap;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Centroids;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.IsotonicMap;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TemperatureMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class KernelCodecTest {

    static ArtifactEntry entry(byte[] bytes) {
        return new ArtifactEntry("retail.nba", "churn.model", bytes);
    }

    /** Every array of a forest, by its own description. */
    private static String describe(Forest forest) {
        StringBuilder text = new StringBuilder()
                .append(forest.inputs())
                .append(forest.link())
                .append(Double.doubleToRawLongBits(forest.base()));
        for (int t = 0; t < forest.trees(); t++) {
            text.append('|').append(forest.root(t));
        }
        for (int n = 0; n < forest.nodes(); n++) {
            text.append('\n')
                    .append(forest.isLeaf(n) + " " + forest.feature(n) + " " + forest.left(n) + " ")
                    .append(forest.missingLeft(n) + " " + Double.doubleToRawLongBits(forest.threshold(n)) + " ")
                    .append(Double.doubleToRawLongBits(forest.leafValue(n)) + " ")
                    .append(Double.doubleToRawLongBits(forest.cover(n)));
        }
        return text.toString();
    }

    private static void assertSameMargins(SplittableRandom random, Scorer scorer, Scorer read) {
        double[] row = new double[scorer.inputs()];
        for (int i = 0; i < 200; i++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble(-1.2, 1.2);
            }
            assertThat(Double.doubleToRawLongBits(read.margin(row)))
                    .isEqualTo(Double.doubleToRawLongBits(scorer.margin(row)));
        }
    }

    @Test
    void a_forest_comes_back_with_every_array_and_every_margin() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 100; i++) {
            Forest forest = Fixtures.forest(random, 1 + random.nextInt(6), random.nextInt(8), random.nextInt(6));
            byte[] bytes = KernelCodec.encode(forest);
            Forest read = (Forest) KernelCodec.scorer(entry(bytes));
            assertThat(describe(read)).isEqualTo(describe(forest));
            assertThat(KernelCodec.encode(read)).isEqualTo(bytes);
            assertSameMargins(random, forest, read);
        }
    }

    @Test
    void a_linear_model_comes_back() {
        SplittableRandom random = new SplittableRandom(12);
        LinearModel model = Fixtures.linear(random, 5);
        byte[] bytes = KernelCodec.encode(model);
        Scorer read = KernelCodec.scorer(entry(bytes));
        assertThat(read.link()).isEqualTo(Link.LOGISTIC);
        assertThat(KernelCodec.encode(read)).isEqualTo(bytes);
        assertSameMargins(random, model, read);
    }

    @Test
    void a_calibrated_model_comes_back() {
        ProbabilityModel model =
                new ProbabilityModel(Fixtures.forest(new SplittableRandom(13), 3, 4, 4), Fixtures.calibration());
        ProbabilityModel read = KernelCodec.probabilityModel(entry(KernelCodec.encode(model)));
        assertThat(read.calibration()).isEqualTo(model.calibration());
        assertThat(describe((Forest) read.scorer())).isEqualTo(describe((Forest) model.scorer()));
    }

    static List<Calibration> calibrations() {
        PlattLine line = Fixtures.calibration();
        IsotonicMap steps = IsotonicMap.of(
                new double[] {0, 0.25, 1}, new double[] {Double.MIN_VALUE, 0.5, 0.5}, line.fittedOn(), 40);
        return List.of(
                line,
                new BetaMap(0, 1.5, -0.25, line.fittedOn(), Long.MAX_VALUE),
                new TemperatureMap(0.5, "", 0),
                steps,
                line.withPrior(0.5, 0.1),
                steps.withNegativesKept(0.1));
    }

    @Test
    void every_kind_of_calibration_comes_back_and_platts_line_in_the_first_form() {
        for (Calibration calibration : calibrations()) {
            ProbabilityModel model = new ProbabilityModel(Fixtures.linear(new SplittableRandom(3), 2), calibration);
            byte[] bytes = KernelCodec.encode(model);
            ProbabilityModel read = KernelCodec.probabilityModel(entry(bytes));
            assertThat(read.calibration()).isEqualTo(calibration);
            assertThat(KernelCodec.encode(read)).isEqualTo(bytes);
            assertThat(bytes[1]).isEqualTo((byte) (calibration instanceof PlattLine ? 1 : 2));
        }
    }

    @Test
    void hostile_calibrations_are_refused() {
        ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 3)
                .put((byte) 2)
                .put((byte) 5)
                .putDouble(2)
                .put((byte) 5)
                .putDouble(2);
        refused(
                bytes.array(),
                KernelCodec::probabilityModel,
                "The calibration (5) of entry \"churn.model\" of artifact retail.nba must be one of 1 to 5, and no"
                        + " shift within a shift.\nMaybe the file is damaged: copy or save it again.");
        bytes.put(2, (byte) 4).putInt(3, Integer.MAX_VALUE);
        refused(
                bytes.array(),
                KernelCodec::probabilityModel,
                "The number of knots (2147483647) of entry \"churn.model\" of artifact retail.nba must fit into the 25"
                        + " bytes that follow.\nMaybe the file is damaged: copy or save it again.");
        byte[] falling = KernelCodec.encode(new ProbabilityModel(
                Fixtures.linear(new SplittableRandom(3), 2), calibrations().get(3)));
        refused(
                with(falling, 2 + 1 + 4 + 3 * 8 + 7, 0x40),
                KernelCodec::probabilityModel,
                "The entry \"churn.model\" of artifact retail.nba must be readable: The knot 0 (0.0 to "
                        + Double.longBitsToDouble(0x4000000000000001L) + ") of an isotonic map must lie in [0, 1] and"
                        + " rise.\nMaybe the scores rank the wrong class first, or carry no signal.");
    }

    @Test
    void centroids_come_back() {
        Centroids centroids = Fixtures.segmentation().centroids();
        byte[] bytes = KernelCodec.encode(centroids);
        Centroids read = KernelCodec.centroids(entry(bytes));
        assertThat(KernelCodec.encode(read)).isEqualTo(bytes);
        assertThat(read.size()).isEqualTo(2);
        assertThat(Double.doubleToRawLongBits(read.centre(0, 1))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(read.centre(1, 0)).isEqualTo(Double.MIN_VALUE);
        assertThat(read.weight(1)).isEqualTo(2.5);
        assertThat(read.mean(0)).isEqualTo(40);
    }

    @Test
    void the_saved_form_never_changes() {
        Forest forest = Forest.builder(3, Link.LOGISTIC, 0.5)
                .tree(
                        new int[] {2, 0, 0},
                        new double[] {1.5, -1, 1},
                        new boolean[] {true, false, false},
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new double[] {3, 1, 2})
                .build();
        ByteBuffer expected = ByteBuffer.allocate(84).order(ByteOrder.LITTLE_ENDIAN);
        expected.put((byte) 1)
                .put((byte) 1)
                .putInt(3)
                .put((byte) 1)
                .putDouble(0.5)
                .putInt(1)
                .putInt(3);
        expected.putInt(2).putInt(-1).putInt(-1).putDouble(1.5).putDouble(-1).putDouble(1);
        expected.putDouble(3).putDouble(1).putDouble(2).put((byte) 1);
        assertThat(KernelCodec.encode(forest)).isEqualTo(Arrays.copyOf(expected.array(), expected.position()));
    }

    @Test
    void absurd_headers_are_refused_before_anything_is_allocated() {
        ByteBuffer forest = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        forest.put((byte) 1)
                .put((byte) 1)
                .putInt(3)
                .put((byte) 1)
                .putDouble(0.5)
                .putInt(Integer.MAX_VALUE);
        refused(
                forest.array(),
                KernelCodec::scorer,
                "The number of trees (2147483647) of entry \"churn.model\" of artifact retail.nba must fit into the 45"
                        + " bytes that follow.\nMaybe the file is damaged: copy or save it again.");
        forest.putInt(15, 1).putInt(19, Integer.MAX_VALUE);
        refused(
                forest.array(),
                KernelCodec::scorer,
                "The number of nodes (2147483647) of entry \"churn.model\" of artifact retail.nba must fit into the 41"
                        + " bytes that follow.\nMaybe the file is damaged: copy or save it again.");
        forest.putInt(19, -5);
        refused(
                forest.array(),
                KernelCodec::scorer,
                "The size (-5) of a tree of entry \"churn.model\" of artifact retail.nba must be at least 1 node.\n"
                        + "Maybe the file is damaged: copy or save it again.");
        ByteBuffer linear = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
        linear.put((byte) 2).put((byte) 1).put((byte) 0).putDouble(0).putInt(-1);
        refused(
                linear.array(),
                KernelCodec::scorer,
                "The number of inputs (4294967295) of entry \"churn.model\" of artifact retail.nba must fit into the 0"
                        + " bytes that follow.\nMaybe the file is damaged: copy or save it again.");
        ByteBuffer centroids = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        centroids.put((byte) 4).put((byte) 1).putInt(0).putInt(Integer.MAX_VALUE);
        refused(
                centroids.array(),
                KernelCodec::centroids,
                "The number of centres (2147483647) of entry \"churn.model\" of artifact retail.nba must fit into the 0"
                        + " bytes that follow.\nMaybe the file is damaged: copy or save it again.");
    }

    @Test
    void another_kind_a_newer_version_a_rest_and_a_broken_kernel_are_refused() {
        byte[] linear = KernelCodec.encode(Fixtures.linear(new SplittableRandom(1), 2));
        refused(
                linear,
                KernelCodec::centroids,
                "The content (a linear model) of entry \"churn.model\" of artifact retail.nba must be centroids.\n"
                        + "Maybe entries were mixed up.");
        refused(
                with(linear, 1, 3),
                KernelCodec::scorer,
                "The version (3) of a linear model of entry \"churn.model\" of artifact retail.nba must lie within 1"
                        + " and 1, the newest this library reads.\n"
                        + "Maybe upgrade nba-core to the version that saved it.");
        refused(
                with(linear, 0, 99),
                KernelCodec::scorer,
                "The kind (99) of entry \"churn.model\" of artifact retail.nba must be one of 1 to 13.\n"
                        + "Maybe upgrade nba-core to the version that saved it.");
        refused(
                with(linear, 2, 7),
                KernelCodec::scorer,
                "The link (7) of entry \"churn.model\" of artifact retail.nba must be 0 or 1.\n"
                        + "Maybe the file is damaged: copy or save it again.");
        refused(
                Arrays.copyOf(linear, linear.length + 2),
                KernelCodec::scorer,
                "The rest (2 bytes) of entry \"churn.model\" of artifact retail.nba must be empty after its content.\n"
                        + "Maybe the file is damaged: copy or save it again.");
        refused(
                Arrays.copyOf(linear, 5),
                KernelCodec::scorer,
                "The content (5 bytes) of entry \"churn.model\" of artifact retail.nba must not end in the middle.\n"
                        + "Maybe the file is damaged: copy or save it again.");
        Forest forest = Fixtures.forest(new SplittableRandom(4), 2, 1, 0);
        byte[] broken = with(KernelCodec.encode(forest), 23, 9);
        refused(
                broken,
                KernelCodec::scorer,
                "The entry \"churn.model\" of artifact retail.nba must be readable: The node 0 of tree 0 (1 nodes) must"
                        + " split on one of the 2 inputs.\n"
                        + "Maybe the model file is damaged or of a kind not supported.");
    }

    @Test
    void damaged_kernels_give_a_kernel_or_an_artifact_exception() {
        SplittableRandom random = new SplittableRandom(5);
        byte[][] seeds = {
            KernelCodec.encode(Fixtures.forest(random, 3, 3, 3)),
            KernelCodec.encode(Fixtures.linear(random, 3)),
            KernelCodec.encode(new ProbabilityModel(Fixtures.forest(random, 3, 3, 3), Fixtures.calibration())),
            KernelCodec.encode(new ProbabilityModel(
                    Fixtures.linear(random, 2), calibrations().get(5))),
            KernelCodec.encode(Fixtures.segmentation().centroids()),
            GoldenRowCodec.encode(java.util.List.of(Fixtures.goldenRow(), Fixtures.goldenRow())),
        };
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = seeds[i % seeds.length].clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xFF);
            }
            bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 4)) : bytes;
            ArtifactEntry entry = entry(bytes);
            try {
                Object read =
                        switch (i % seeds.length) {
                            case 0, 1 -> KernelCodec.scorer(entry);
                            case 2, 3 -> KernelCodec.probabilityModel(entry);
                            case 4 -> KernelCodec.centroids(entry);
                            default -> GoldenRowCodec.decode(entry);
                        };
                assertThat(read).isNotNull();
            } catch (ArtifactException e) {
                refused++;
                assertThat(e.getMessage()).contains("retail.nba").contains(" must ");
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    static void refused(byte[] bytes, Function<ArtifactEntry, ?> codec, String message) {
        assertThatExceptionOfType(ArtifactException.class)
                .isThrownBy(() -> codec.apply(entry(bytes)))
                .withMessage(message);
    }
}
