// SPDX-License-Identifier: Apache-2.0
/** Raw customers into features: the recipe ({@link io.nextbestaction.features.Features}) and its options. */
@NullMarked
package io.nextbestaction.features;

import org.jspecify.annotations.NullMarked;
