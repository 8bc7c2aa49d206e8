// SPDX-License-Identifier: Apache-2.0
/**
 * What customers are worth: how often those without a contract will buy again, for how much, and the sum of both over time.
 */
@NullMarked
package io.nextbestaction.models.value;

import org.jspecify.annotations.NullMarked;
