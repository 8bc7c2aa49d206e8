// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import static io.nextbestaction.internal.artifact.KernelCodecTest.entry;
import static io.nextbestaction.internal.artifact.KernelCodecTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.GatedModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.OneVersusRestModel;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.model.SoftmaxModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompositeCodecTest {
    private final SplittableRandom random = new SplittableRandom(6);

    private ProbabilityModel model(Calibration calibration) {
        Scorer scorer = random.nextBoolean() ? Fixtures.linear(random, 3) : Fixtures.forest(random, 3, 3, 3);
        return new ProbabilityModel(scorer, calibration);
    }

    private Blend blend() {
        List<ProbabilityModel> members =
                KernelCodecTest.calibrations().stream().map(this::model).toList();
        Blend inner = Blend.mean(members);
        return Blend.of(
                Link.LOGISTIC,
                -0.25,
                new double[] {0.5, 1.5},
                List.of(new ProbabilityModel(inner, members.get(1).calibration()), members.get(0)));
    }

    private List<MulticlassModel> multiclass() {
        List<String> classes = List.of("blue", "gold", "silver");
        SoftmaxModel softmax = new SoftmaxModel(
                List.of("blue", "silver"),
                List.of(Fixtures.forest(random, 3, 2, 2), Fixtures.linear(random, 3)),
                1.25,
                "rows",
                9);
        List<Calibration> kinds = KernelCodecTest.calibrations();
        return List.of(
                softmax,
                new OneVersusRestModel(classes, List.of(model(kinds.get(3)), model(kinds.get(1)), model(kinds.get(5)))),
                new GatedModel(classes, 1, new ProbabilityModel(blend(), kinds.get(4)), softmax));
    }

    @Test
    void a_blend_within_a_blend_comes_back_to_the_bit() {
        Blend blend = blend();
        byte[] bytes = KernelCodec.encode(blend);
        Blend read = (Blend) KernelCodec.scorer(entry(bytes));
        assertThat(KernelCodec.encode(read)).isEqualTo(bytes);
        for (int i = 0; i < 200; i++) {
            double[] row = random.doubles(3, -1, 1).toArray();
            row[i % 3] = i % 2 == 0 ? Double.NaN : row[i % 3];
            assertThat(read.margin(row)).isEqualTo(blend.margin(row));
        }
    }

    @Test
    void every_kind_of_several_classes_comes_back_to_the_bit() {
        for (MulticlassModel model : multiclass()) {
            byte[] bytes = KernelCodec.encode(model);
            MulticlassModel read = KernelCodec.multiclass(entry(bytes));
            assertThat(KernelCodec.encode(read)).isEqualTo(bytes);
            assertThat(read.classes()).isEqualTo(model.classes());
            double[] expected = new double[3];
            double[] actual = new double[3];
            for (int i = 0; i < 200; i++) {
                double[] row = random.doubles(3, -1, 1).toArray();
                model.probabilities(row, expected, new Scratch());
                read.probabilities(row, actual, new Scratch());
                assertThat(actual).containsExactly(expected);
            }
        }
    }

    @Test
    void blends_without_end_and_absurd_counts_are_refused() {
        ByteBuffer bytes = ByteBuffer.allocate(400_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 10).put((byte) 1);
        while (bytes.remaining() > 100) {
            // link, bias, one member of weight 1, temperature 1, "" on no rows, and the next blend
            bytes.put((byte) 0).putDouble(0).putInt(1).putDouble(1);
            bytes.put((byte) 3).putDouble(1).putInt(0).putLong(0).put((byte) 10).put((byte) 1);
        }
        refused(
                bytes.array(),
                KernelCodec::scorer,
                "The blends (5) within each other of entry \"churn.model\" of artifact retail.nba must be at most 4.\n"
                        + "Maybe the file is damaged: copy or save it again.");
        bytes.putInt(2 + 9, Integer.MAX_VALUE);
        refused(
                bytes.array(),
                KernelCodec::scorer,
                "The number of members (2147483647) of entry \"churn.model\" of artifact retail.nba must fit into the"
                        + " 399985 bytes that follow.\nMaybe the file is damaged: copy or save it again.");
        byte[] gated = KernelCodec.encode(multiclass().get(2));
        gated[2] = 4;
        refused(
                gated,
                KernelCodec::multiclass,
                "The combination (4) of classes of entry \"churn.model\" of artifact retail.nba must be one of 1 to 3,"
                        + " and no gate within a gate.\nMaybe the file is damaged: copy or save it again.");
    }

    @Test
    void damaged_composites_give_a_model_or_an_artifact_exception() {
        List<MulticlassModel> models = multiclass();
        byte[][] seeds = {
            KernelCodec.encode(blend()),
            KernelCodec.encode(models.get(0)),
            KernelCodec.encode(models.get(1)),
            KernelCodec.encode(models.get(2)),
        };
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = seeds[i % seeds.length].clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xFF);
            }
            bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 4)) : bytes;
            try {
                ArtifactEntry entry = entry(bytes);
                Object read = i % seeds.length == 0 ? KernelCodec.scorer(entry) : KernelCodec.multiclass(entry);
                assertThat(read).isNotNull();
            } catch (ArtifactException e) {
                refused++;
                assertThat(e.getMessage()).contains("retail.nba").contains(" must ");
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }
}
