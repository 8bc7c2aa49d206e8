// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.model.JointModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Joint models as bytes and back, bit for bit: the names of the action's columns; each action's id, values and calibration;
 * then the scorer, once. Reading throws nothing but {@link ArtifactException}.
 */
public final class JointCodec {
    /** The least an action takes besides its values: the length of its id and a calibration. */
    private static final int MEMBER_BYTES = Integer.BYTES + 16;

    private JointCodec() {}

    /** A joint model as bytes. */
    public static byte[] encode(JointModel joint) {
        BinaryWriter out = new BinaryWriter(Kind.JOINT).putInt(joint.columns().size());
        joint.columns().forEach(out::putText);
        out.putInt(joint.members().size());
        for (JointModel.Member member : joint.members()) {
            out.putText(member.action());
            member.values().forEach(out::putDouble);
            CalibrationCodec.write(out, member.calibration());
        }
        return out.putAll(KernelCodec.encode(joint.scorer())).bytes();
    }

    /** The joint model an entry holds. */
    public static JointModel joint(ArtifactEntry entry) {
        return entry.decode(e -> {
            BinaryReader in = new BinaryReader(e);
            in.expect(Kind.JOINT);
            int width = in.count("columns", Integer.BYTES);
            List<String> columns = new ArrayList<>();
            for (int c = 0; c < width; c++) {
                columns.add(in.text("a column"));
            }
            int size = in.count("actions", MEMBER_BYTES + width * Double.BYTES);
            List<JointModel.Member> members = new ArrayList<>();
            for (int m = 0; m < size; m++) {
                String action = in.text("an action");
                List<Double> values = new ArrayList<>(width);
                for (double value : in.doubles(width)) {
                    values.add(value);
                }
                members.add(new JointModel.Member(action, values, CalibrationCodec.read(in)));
            }
            JointModel joint = JointModel.of(KernelCodec.scorer(in, 0), columns, members);
            in.end();
            return joint;
        });
    }
}
