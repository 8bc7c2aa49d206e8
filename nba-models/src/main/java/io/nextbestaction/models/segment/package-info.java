// SPDX-License-Identifier: Apache-2.0
/** Segmentation: k-means, the choice of the number of segments, and their names. */
@NullMarked
package io.nextbestaction.models.segment;

import org.jspecify.annotations.NullMarked;
