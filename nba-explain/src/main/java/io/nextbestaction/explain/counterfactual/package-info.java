// SPDX-License-Identifier: Apache-2.0
/** What would have to change for another decision. */
@NullMarked
package io.nextbestaction.explain.counterfactual;

import org.jspecify.annotations.NullMarked;
