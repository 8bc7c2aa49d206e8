// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.GatedModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.OneVersusRestModel;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.SoftmaxModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Scorers within scorers: blends and models of several classes. Reading goes no deeper than {@link Blend#MOST_HEIGHT}
 * blends and one gate, whatever the bytes say. Codes never change meaning.
 */
final class CompositeCodec {
    private static final int SOFTMAX = 1;
    private static final int ONE_VERSUS_REST = 2;
    private static final int GATED = 3;

    /** The least a scorer takes: kind and version, and a few numbers. */
    private static final int SCORER_BYTES = 16;

    private static final int MODEL_BYTES = SCORER_BYTES + 16;

    private CompositeCodec() {}

    static byte[] write(Blend blend) {
        List<ProbabilityModel> members = blend.members();
        BinaryWriter out = new BinaryWriter(Kind.BLEND)
                .putByte(Links.code(blend.link()))
                .putDouble(blend.bias())
                .putInt(members.size());
        for (int m = 0; m < members.size(); m++) {
            out.putDouble(blend.weight(m));
        }
        members.forEach(member -> write(out, member));
        return out.bytes();
    }

    /** The rest of a blend, its kind read already. */
    static Blend blend(BinaryReader in, int depth) {
        if (depth > Blend.MOST_HEIGHT) {
            throw in.error("blends (" + depth + ") within each other", "be at most " + Blend.MOST_HEIGHT);
        }
        Link link = Links.read(in);
        double bias = in.getDouble();
        int size = in.count("members", Double.BYTES + MODEL_BYTES);
        double[] weights = in.doubles(size);
        return Blend.of(link, bias, weights, models(in, size, depth));
    }

    static byte[] write(MulticlassModel model) {
        BinaryWriter out = new BinaryWriter(Kind.MULTICLASS);
        if (model instanceof SoftmaxModel softmax) {
            writeClasses(out.putByte(SOFTMAX), model);
            out.putDouble(softmax.temperature()).putText(softmax.fittedOn()).putLong(softmax.rows());
            softmax.scorers().forEach(scorer -> out.putAll(KernelCodec.encode(scorer)));
        } else if (model instanceof OneVersusRestModel rest) {
            writeClasses(out.putByte(ONE_VERSUS_REST), model);
            rest.models().forEach(one -> write(out, one));
        } else {
            GatedModel gated = (GatedModel) model;
            writeClasses(out.putByte(GATED), model);
            write(out.putInt(gated.gate()), gated.first());
            out.putAll(write(gated.rest()));
        }
        return out.bytes();
    }

    /** A model of several classes that lies within so many others. */
    static MulticlassModel multiclass(BinaryReader in, int depth) {
        in.expect(Kind.MULTICLASS);
        int code = in.getByte();
        if (code < SOFTMAX || code > GATED || (code == GATED && depth > 0)) {
            throw in.error("combination (" + code + ") of classes", "be one of 1 to 3, and no gate within a gate");
        }
        int size = in.count("classes", Integer.BYTES);
        List<String> classes = new ArrayList<>();
        for (int c = 0; c < size; c++) {
            classes.add(in.text("a class"));
        }
        return switch (code) {
            case SOFTMAX -> {
                double temperature = in.getDouble();
                String fittedOn = in.text("a calibration's description");
                long rows = in.getLong();
                List<Scorer> scorers = new ArrayList<>();
                for (int c = 0; c < size; c++) {
                    scorers.add(KernelCodec.scorer(in, 0));
                }
                yield new SoftmaxModel(classes, scorers, temperature, fittedOn, rows);
            }
            case ONE_VERSUS_REST -> new OneVersusRestModel(classes, models(in, size, 0));
            default -> {
                int gate = in.getInt();
                ProbabilityModel first = models(in, 1, 0).get(0);
                yield new GatedModel(classes, gate, first, multiclass(in, depth + 1));
            }
        };
    }

    private static void writeClasses(BinaryWriter out, MulticlassModel model) {
        out.putInt(model.classes().size());
        model.classes().forEach(out::putText);
    }

    private static void write(BinaryWriter out, ProbabilityModel model) {
        CalibrationCodec.write(out, model.calibration());
        out.putAll(KernelCodec.encode(model.scorer()));
    }

    private static List<ProbabilityModel> models(BinaryReader in, int size, int depth) {
        List<ProbabilityModel> models = new ArrayList<>();
        for (int m = 0; m < size; m++) {
            Calibration calibration = CalibrationCodec.read(in);
            models.add(new ProbabilityModel(KernelCodec.scorer(in, depth), calibration));
        }
        return models;
    }
}
