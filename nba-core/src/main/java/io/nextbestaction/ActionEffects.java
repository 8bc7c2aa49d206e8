// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.model.EffectModel;
import org.jspecify.annotations.Nullable;

/**
 * What an uplift learner found an action to do, against leaving the customer alone.
 *
 * @param response its effect on acceptance, in place of a separate model of those not contacted: they accept with the
 *     probability of those contacted less the effect, kept within [0, 1]; null for not learnt
 * @param churn its effect on churn, usually negative, in place of the declared save rate: what it takes off counts the
 *     lifetime value of the action's retention; null for not learnt
 */
public record ActionEffects(
        @Nullable EffectModel response, @Nullable EffectModel churn) {

    /** An effect on acceptance alone. */
    public static ActionEffects onResponse(EffectModel effect) {
        return new ActionEffects(effect, null);
    }

    /** An effect on churn alone. */
    public static ActionEffects onChurn(EffectModel effect) {
        return new ActionEffects(null, effect);
    }
}
