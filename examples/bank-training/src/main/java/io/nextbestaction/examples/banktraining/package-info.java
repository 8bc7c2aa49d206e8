// SPDX-License-Identifier: Apache-2.0
/** Trains the artifact that the bank's service serves. */
@NullMarked
package io.nextbestaction.examples.banktraining;

import org.jspecify.annotations.NullMarked;
