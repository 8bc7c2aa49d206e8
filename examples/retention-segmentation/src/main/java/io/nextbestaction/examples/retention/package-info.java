// SPDX-License-Identifier: Apache-2.0
/** Churn on a skewed table, segments with automatic k, and what would have been decided. */
@NullMarked
package io.nextbestaction.examples.retention;

import org.jspecify.annotations.NullMarked;
