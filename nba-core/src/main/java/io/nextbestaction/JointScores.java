// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.model.JointModel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The margins of a joint model for the customer of a workspace: of all actions at once where many are asked for. */
final class JointScores {
    /** All actions at once cost about as much as one in ten scored alone, measured on forests of 100 and 300 trees. */
    private static final int AT_ONCE_FOR_ONE_IN = 8;

    private final @Nullable JointModel joint;
    private final double[] margins;
    private final int fewest;
    private boolean ready;

    /**
     * Buffers for a joint model.
     *
     * @param readers how many actions of the catalogue read it
     */
    JointScores(@Nullable JointModel joint, long readers) {
        this.joint = joint;
        int together =
                joint == null || !joint.scoresTogether() ? 0 : joint.members().size();
        margins = new double[together];
        int gains = Math.max(2, together / AT_ONCE_FOR_ONE_IN);
        fewest = together == 0 || readers < gains ? Integer.MAX_VALUE : gains;
    }

    /** Another customer comes. */
    void clear() {
        ready = false;
    }

    /** So many actions are about to be asked for. */
    void expect(int actions, Workspace ws) {
        if (joint != null && !ready && actions >= fewest) {
            joint.margins(ws.features, margins, ws.scratch);
            ready = true;
        }
    }

    double margin(int member, Workspace ws) {
        return ready ? margins[member] : Objects.requireNonNull(joint).margin(ws.features, member, ws.scratch);
    }
}
