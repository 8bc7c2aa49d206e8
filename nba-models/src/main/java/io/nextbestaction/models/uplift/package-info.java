// SPDX-License-Identifier: Apache-2.0
/**
 * What an action changes: learners of the effect of every arm against an explicit control, and how well an effect ranks
 * customers, in both definitions in use. Everything fitted is immutable; nuisance models never score a row they saw.
 */
@NullMarked
package io.nextbestaction.models.uplift;

import org.jspecify.annotations.NullMarked;
