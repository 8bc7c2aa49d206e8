// SPDX-License-Identifier: Apache-2.0
/** Intervals of shares and of anything else. Not API. */
@NullMarked
package io.nextbestaction.explain.statistics;

import org.jspecify.annotations.NullMarked;
