// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.JointResponses.Arm;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.ProbabilityModel;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt about one action: the response of those contacted and of those held out, and the churn of those
 * contacted; and the effects of contacting them, which come first. Null where declared.
 */
record ResponseModels(
        @Nullable ResponseSource contacted,
        @Nullable ResponseSource organic,
        @Nullable ProbabilityModel churnAfter,
        @Nullable EffectModel responseEffect,
        @Nullable EffectModel churnEffect) {
    static final ResponseModels DECLARED = new ResponseModels(null, null);

    ResponseModels(
            @Nullable ProbabilityModel contacted,
            @Nullable ProbabilityModel organic,
            @Nullable ProbabilityModel churnAfter) {
        this(ResponseSource.own(contacted), ResponseSource.own(organic), churnAfter, null, null);
    }

    ResponseModels(@Nullable ProbabilityModel contacted, @Nullable ProbabilityModel organic) {
        this(contacted, organic, null);
    }

    /** The same with the effects given; those not given stay. */
    ResponseModels with(ActionEffects effects) {
        return new ResponseModels(
                contacted,
                organic,
                churnAfter,
                effects.response() == null ? responseEffect : effects.response(),
                effects.churn() == null ? churnEffect : effects.churn());
    }

    /** The same with the place of the action in each joint model that knows it. */
    ResponseModels within(JointResponses joint, String action) {
        ResponseSource jointContacted = joint.source(Arm.CONTACTED, action);
        ResponseSource jointOrganic = joint.source(Arm.ORGANIC, action);
        return new ResponseModels(
                jointContacted == null ? contacted : jointContacted,
                jointOrganic == null ? organic : jointOrganic,
                churnAfter,
                responseEffect,
                churnEffect);
    }

    /** Whether decisions ask the joint model of an arm; an effect takes the place of those held out. */
    boolean reads(Arm arm) {
        return arm == Arm.CONTACTED
                ? contacted instanceof ResponseSource.Joint
                : organic instanceof ResponseSource.Joint && responseEffect == null;
    }

    boolean holdsTrainingRows() {
        return holdsTrainingRows(contacted)
                || holdsTrainingRows(organic)
                || (churnAfter != null && churnAfter.scorer().holdsTrainingRows())
                || Stream.of(responseEffect, churnEffect)
                        .anyMatch(effect -> effect != null
                                && effect.terms().stream()
                                        .anyMatch(term -> term.scorer().holdsTrainingRows()));
    }

    /** No scorer of a joint model does. */
    private static boolean holdsTrainingRows(@Nullable ResponseSource source) {
        return source instanceof ResponseSource.Own own && own.model().scorer().holdsTrainingRows();
    }

    Basis basis() {
        if (responseEffect != null) {
            return Basis.INCREMENTAL;
        }
        return contacted == null ? Basis.DECLARED : organic == null ? Basis.GROSS : Basis.INCREMENTAL;
    }
}
