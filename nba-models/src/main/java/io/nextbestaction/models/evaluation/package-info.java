// SPDX-License-Identifier: Apache-2.0
/**
 * How good a model is on rows it has not seen: {@link io.nextbestaction.models.evaluation.Predictions} of a yes-or-no
 * outcome and {@link io.nextbestaction.models.evaluation.MulticlassPredictions} of several classes, with the metrics,
 * curves, cutoffs and intervals read from them. Everything is immutable and a pure function of its input and seed.
 */
@NullMarked
package io.nextbestaction.models.evaluation;

import org.jspecify.annotations.NullMarked;
