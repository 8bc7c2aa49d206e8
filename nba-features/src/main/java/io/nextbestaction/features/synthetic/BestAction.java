// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * The best that can be done for one customer by one who knows the truth.
 *
 * @param action the id of the eligible action of highest true value, the first in catalogue order of equals; null if doing
 *     nothing is best
 * @param value its expected value over doing nothing, EUR, never negative
 */
public record BestAction(@Nullable String action, double value) {}
