// SPDX-License-Identifier: Apache-2.0
/**
 * What a new policy would have earned, from the log of another: off-policy estimators that come with their diagnostics, or with
 * the reason why the log cannot tell. Everything is immutable and a pure function of its input and seed.
 */
@NullMarked
package io.nextbestaction.models.policyeval;

import org.jspecify.annotations.NullMarked;
