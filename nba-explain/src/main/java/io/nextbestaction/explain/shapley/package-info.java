// SPDX-License-Identifier: Apache-2.0
/** The Shapley kernels behind {@code Shapley}: not API. */
@NullMarked
package io.nextbestaction.explain.shapley;

import org.jspecify.annotations.NullMarked;
