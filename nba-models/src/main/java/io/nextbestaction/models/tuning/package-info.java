// SPDX-License-Identifier: Apache-2.0
/**
 * Choosing a model honestly: {@link io.nextbestaction.models.tuning.ModelSearch} tries the settings of many families over
 * one set of splits, {@link io.nextbestaction.models.tuning.ModelSelection} ranks what was tried and fits the winner, and
 * {@link io.nextbestaction.models.tuning.NestedValidation} says what the whole search is worth on rows it never saw.
 * Raw rows and a recipe go in, so that nothing can be fitted on rows that are held out.
 */
@NullMarked
package io.nextbestaction.models.tuning;

import org.jspecify.annotations.NullMarked;
