// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.model.ProbabilityModel;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt about one action: the response of those contacted and of those held out, and the churn of those
 * contacted; null where declared.
 */
record ResponseModels(
        @Nullable ProbabilityModel contacted,
        @Nullable ProbabilityModel organic,
        @Nullable ProbabilityModel churnAfter) {
    static final ResponseModels DECLARED = new ResponseModels(null, null);

    ResponseModels(@Nullable ProbabilityModel contacted, @Nullable ProbabilityModel organic) {
        this(contacted, organic, null);
    }

    Basis basis() {
        return contacted == null ? Basis.DECLARED : organic == null ? Basis.GROSS : Basis.INCREMENTAL;
    }
}
