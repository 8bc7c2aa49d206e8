// SPDX-License-Identifier: Apache-2.0
/** Compiled scoring kernels and the contracts a trainer, a segmenter or an explainer implements. */
@NullMarked
package io.nextbestaction.model;

import org.jspecify.annotations.NullMarked;
