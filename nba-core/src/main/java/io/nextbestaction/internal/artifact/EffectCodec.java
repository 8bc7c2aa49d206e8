// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.Scorer;
import java.util.ArrayList;
import java.util.List;

/** Effects as bytes and back, bit for bit. Reading throws nothing but {@link ArtifactException}. */
public final class EffectCodec {
    /** The least a term takes: weight, reading, further values, and a scorer. */
    private static final int TERM_BYTES = 8 + 1 + 4 + 16;

    private EffectCodec() {}

    /** An effect as bytes. */
    public static byte[] encode(EffectModel effect) {
        BinaryWriter out = new BinaryWriter(Kind.EFFECT)
                .putText(effect.learner())
                .putInt(effect.inputs())
                .putDouble(effect.offset())
                .putInt(effect.terms().size());
        for (EffectModel.Term term : effect.terms()) {
            out.putDouble(term.weight())
                    .putByte(term.probability() ? 1 : 0)
                    .putInt(term.further().size());
            term.further().forEach(out::putDouble);
            out.putAll(KernelCodec.encode(term.scorer()));
        }
        return out.bytes();
    }

    /** The effect an entry holds. */
    public static EffectModel effect(ArtifactEntry entry) {
        return entry.decode(e -> {
            BinaryReader in = new BinaryReader(e);
            in.expect(Kind.EFFECT);
            String learner = in.text("a learner's description");
            int inputs = in.getInt();
            double offset = in.getDouble();
            int size = in.count("terms", TERM_BYTES);
            List<EffectModel.Term> terms = new ArrayList<>();
            for (int t = 0; t < size; t++) {
                terms.add(term(in));
            }
            in.end();
            return new EffectModel(learner, inputs, terms, offset);
        });
    }

    private static EffectModel.Term term(BinaryReader in) {
        double weight = in.getDouble();
        int reading = in.getByte();
        if (reading > 1) {
            throw in.error("reading (" + reading + ") of a term", "be 0 or 1");
        }
        List<Double> further = new ArrayList<>();
        for (double value : in.doubles(in.count("further values", Double.BYTES))) {
            further.add(value);
        }
        Scorer scorer = KernelCodec.scorer(in, 0);
        return new EffectModel.Term(weight, scorer, reading == 1, further);
    }
}
