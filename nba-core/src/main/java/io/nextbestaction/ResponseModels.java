// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

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
        @Nullable ProbabilityModel contacted,
        @Nullable ProbabilityModel organic,
        @Nullable ProbabilityModel churnAfter,
        @Nullable EffectModel responseEffect,
        @Nullable EffectModel churnEffect) {
    static final ResponseModels DECLARED = new ResponseModels(null, null);

    ResponseModels(
            @Nullable ProbabilityModel contacted,
            @Nullable ProbabilityModel organic,
            @Nullable ProbabilityModel churnAfter) {
        this(contacted, organic, churnAfter, null, null);
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

    boolean holdsTrainingRows() {
        return Stream.of(contacted, organic, churnAfter)
                        .anyMatch(model -> model != null && model.scorer().holdsTrainingRows())
                || Stream.of(responseEffect, churnEffect)
                        .anyMatch(effect -> effect != null
                                && effect.terms().stream()
                                        .anyMatch(term -> term.scorer().holdsTrainingRows()));
    }

    Basis basis() {
        if (responseEffect != null) {
            return Basis.INCREMENTAL;
        }
        return contacted == null ? Basis.DECLARED : organic == null ? Basis.GROSS : Basis.INCREMENTAL;
    }
}
