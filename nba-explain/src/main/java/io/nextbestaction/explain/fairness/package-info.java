// SPDX-License-Identifier: Apache-2.0
/** Whether groups of customers are treated alike, and which stage of a decision opens the gap. */
@NullMarked
package io.nextbestaction.explain.fairness;

import org.jspecify.annotations.NullMarked;
