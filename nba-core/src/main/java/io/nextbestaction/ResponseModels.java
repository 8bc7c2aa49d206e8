// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.model.ProbabilityModel;
import org.jspecify.annotations.Nullable;

/** What was learnt about the response to one action: of those contacted, of those held out; null where declared. */
record ResponseModels(
        @Nullable ProbabilityModel contacted, @Nullable ProbabilityModel organic) {
    static final ResponseModels DECLARED = new ResponseModels(null, null);

    Basis basis() {
        return contacted == null ? Basis.DECLARED : organic == null ? Basis.GROSS : Basis.INCREMENTAL;
    }
}
