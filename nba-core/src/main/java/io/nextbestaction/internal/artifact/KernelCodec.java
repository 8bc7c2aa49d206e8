// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Centroids;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.KernelMachine;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.NaiveBayes;
import io.nextbestaction.model.Neighbors;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import java.util.function.Function;

/**
 * Kernels as bytes and back, bit for bit. Reading checks everything by the kernels' own builders and throws nothing but
 * {@link ArtifactException}.
 */
public final class KernelCodec {
    private KernelCodec() {}

    /** A scorer as bytes. */
    public static byte[] encode(Scorer scorer) {
        if (scorer instanceof Forest forest) {
            BinaryWriter out = new BinaryWriter(Kind.FOREST);
            ForestCodec.write(out, forest);
            return out.bytes();
        }
        if (scorer instanceof NaiveBayes bayes) {
            return DenseCodec.write(bayes);
        }
        if (scorer instanceof KernelMachine machine) {
            return DenseCodec.write(machine);
        }
        if (scorer instanceof Network network) {
            return DenseCodec.write(network);
        }
        if (scorer instanceof Neighbors neighbors) {
            return DenseCodec.write(neighbors);
        }
        if (scorer instanceof Blend blend) {
            return CompositeCodec.write(blend);
        }
        return encode((LinearModel) scorer);
    }

    private static byte[] encode(LinearModel model) {
        int inputs = model.inputs();
        BinaryWriter out = new BinaryWriter(Kind.LINEAR_MODEL)
                .putByte(Links.code(model.link()))
                .putDouble(model.bias())
                .putInt(inputs);
        for (int i = 0; i < inputs; i++) {
            out.putDouble(model.weight(i));
        }
        for (int i = 0; i < inputs; i++) {
            out.putDouble(model.mean(i));
        }
        return out.bytes();
    }

    /** The scorer an entry holds. */
    public static Scorer scorer(ArtifactEntry entry) {
        return entry.decode(e -> whole(new BinaryReader(e), in -> scorer(in, 0)));
    }

    /** A scorer with its calibration as bytes. */
    public static byte[] encode(ProbabilityModel model) {
        BinaryWriter out;
        if (model.calibration() instanceof PlattLine line) {
            out = new BinaryWriter(Kind.PROBABILITY_MODEL, 1);
            CalibrationCodec.writeLine(out, line);
        } else {
            out = new BinaryWriter(Kind.PROBABILITY_MODEL);
            CalibrationCodec.write(out, model.calibration());
        }
        return out.putAll(encode(model.scorer())).bytes();
    }

    /** The calibrated scorer an entry holds. */
    public static ProbabilityModel probabilityModel(ArtifactEntry entry) {
        return entry.decode(e -> whole(new BinaryReader(e), in -> {
            boolean line = in.expect(Kind.PROBABILITY_MODEL) == 1;
            Calibration calibration = line ? CalibrationCodec.readLine(in) : CalibrationCodec.read(in);
            return new ProbabilityModel(scorer(in, 0), calibration);
        }));
    }

    /** Centroids as bytes. */
    public static byte[] encode(Centroids centroids) {
        int inputs = centroids.inputs();
        BinaryWriter out = new BinaryWriter(Kind.CENTROIDS).putInt(inputs).putInt(centroids.size());
        for (int i = 0; i < inputs; i++) {
            out.putDouble(centroids.weight(i));
        }
        for (int i = 0; i < inputs; i++) {
            out.putDouble(centroids.mean(i));
        }
        for (int k = 0; k < centroids.size(); k++) {
            for (int i = 0; i < inputs; i++) {
                out.putDouble(centroids.centre(k, i));
            }
        }
        return out.bytes();
    }

    /** The centroids an entry holds. */
    public static Centroids centroids(ArtifactEntry entry) {
        return entry.decode(e -> whole(new BinaryReader(e), in -> {
            in.expect(Kind.CENTROIDS);
            int inputs = in.count("inputs", 3 * Double.BYTES);
            int size = in.count("centres", Math.max(1, inputs) * Double.BYTES);
            double[] weights = in.doubles(inputs);
            double[] means = in.doubles(inputs);
            double[][] centres = new double[inputs == 0 ? 0 : size][];
            for (int k = 0; k < centres.length; k++) {
                centres[k] = in.doubles(inputs);
            }
            return Centroids.of(centres, weights, means);
        }));
    }

    /** A model of several classes as bytes. */
    public static byte[] encode(MulticlassModel model) {
        return CompositeCodec.write(model);
    }

    /** The model of several classes an entry holds. */
    public static MulticlassModel multiclass(ArtifactEntry entry) {
        return entry.decode(e -> whole(new BinaryReader(e), in -> CompositeCodec.multiclass(in, 0)));
    }

    /**
     * Reads a scorer.
     *
     * @param depth how many blends it lies within
     */
    static Scorer scorer(BinaryReader in, int depth) {
        Kind kind = in.kind();
        return switch (kind) {
            case FOREST -> ForestCodec.read(in);
            case LINEAR_MODEL -> linear(in);
            case NAIVE_BAYES -> DenseCodec.naiveBayes(in);
            case KERNEL_MACHINE -> DenseCodec.kernelMachine(in);
            case NETWORK -> DenseCodec.network(in);
            case NEIGHBORS -> DenseCodec.neighbors(in);
            case BLEND -> CompositeCodec.blend(in, depth + 1);
            case PROBABILITY_MODEL, CENTROIDS, GOLDEN_ROWS, MULTICLASS, EFFECT, JOINT ->
                throw in.error("content (" + kind.words + ")", "be a scorer");
        };
    }

    private static LinearModel linear(BinaryReader in) {
        Link link = Links.read(in);
        double bias = in.getDouble();
        int inputs = in.count("inputs", 2 * Double.BYTES);
        double[] weights = in.doubles(inputs);
        return LinearModel.of(weights, bias, in.doubles(inputs), link);
    }

    private static <T> T whole(BinaryReader in, Function<BinaryReader, T> content) {
        T value = content.apply(in);
        in.end();
        return value;
    }
}
