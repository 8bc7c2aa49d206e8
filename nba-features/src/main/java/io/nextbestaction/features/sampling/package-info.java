// SPDX-License-Identifier: Apache-2.0
/**
 * Resampling of training rows: more of the rare class, fewer of the frequent one, or a cleaner border between them. A
 * sampler sees the rows of a training fold only, since nothing but {@link io.nextbestaction.model.Resampled} calls it.
 */
@NullMarked
package io.nextbestaction.features.sampling;

import org.jspecify.annotations.NullMarked;
