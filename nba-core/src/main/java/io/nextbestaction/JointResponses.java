// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.model.JointModel;
import org.jspecify.annotations.Nullable;

/**
 * The models over (customer, action) of an engine, each null where actions have models of their own or none.
 *
 * @param contacted the response of those contacted
 * @param organic the response of those held out
 */
record JointResponses(
        @Nullable JointModel contacted, @Nullable JointModel organic) {
    static final JointResponses NONE = new JointResponses(null, null);

    /** Whose response. */
    enum Arm {
        CONTACTED,
        ORGANIC
    }

    @Nullable
    JointModel of(Arm arm) {
        return arm == Arm.CONTACTED ? contacted : organic;
    }

    /** The place of an action in a model, null if it has none. */
    @Nullable
    ResponseSource source(Arm arm, String action) {
        JointModel model = of(arm);
        int member = model == null ? -1 : model.indexOf(action);
        return model == null || member < 0 ? null : new ResponseSource.Joint(model, member, arm);
    }

    /** What was learnt jointly, in words. */
    String describe() {
        return "those contacted " + describe(contacted) + ", those held out " + describe(organic);
    }

    private static String describe(@Nullable JointModel model) {
        return model == null
                ? "by the rate of each action"
                : "in one model over customers and " + model.members().size() + " actions";
    }
}
